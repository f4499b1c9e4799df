import ArgumentParser
import ScanEngine

/// `scanctl patterns`: what recurs.
struct PatternsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patterns",
    abstract: "Lists the errors that recur, and shows one in full.",
    discussion: """
      Examples:
        scanctl patterns --top 20
        scanctl patterns list --since 7d --source claude_code
        scanctl patterns show 3fa2c1d09b77
      """,
    subcommands: [List.self, Show.self], defaultSubcommand: List.self)

  /// `scanctl patterns list`.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists patterns, the most frequent first.",
      discussion: """
        Muted patterns are left out and counted. Reads only: needs no lock and no network.

        Examples:
          scanctl patterns list --top 10
          scanctl patterns list --since 2026-01-01 --order last_seen
          scanctl patterns list --json | jq '.patterns[].message'
        """)

    enum Order: String, ExpressibleByArgument, CaseIterable {
      case occurrences
      case lastSeen = "last_seen"
      case firstSeen = "first_seen"
    }

    @OptionGroup var common: CommonOptions
    @OptionGroup var storage: StoreOptions

    @Option(
      help: ArgumentHelp("At most so many. Default: 20, and all with --json.", valueName: "n"))
    var top: Int?

    @Option(
      help: ArgumentHelp("Only what occurred since: 7d, 12h or a date.", valueName: "when"))
    var since: String?

    @Option(help: ArgumentHelp("Only what this source has shown.", valueName: "name"))
    var source: String?

    @Option(help: "occurrences, last_seen or first_seen.")
    var order = Order.occurrences

    func validate() throws {
      if let top, top < 1 { throw ValidationError("--top takes a number from 1") }
      if let since, Window(since) == nil, Timestamp(since) == nil {
        throw ValidationError("--since takes 7d, 12h or a date such as 2026-01-31")
      }
    }

    func run() async throws {
      let project = try Project(common)
      let console = Console(common, environment: project.environment)
      let compiled = try project.compileManifest()
      let store = try project.openStore(storage, access: .reading)
      var mutes = MuteList(compiled.manifest, now: project.now)
      let limit = top ?? (common.json ? Int.max : 20)
      var shown: [StoredPattern] = []
      var muted = 0
      var query = PatternQuery(limit: mutes.isEmpty && limit < Int.max ? limit : nil)
      query.since = sinceTime(project.now)
      query.source = source
      query.order = PatternQuery.Order(order)
      try await withFailures {
        try store.patterns(query) { pattern in
          if mutes.covers(pattern) {
            muted += 1
          } else if shown.count < limit {
            shown.append(pattern)
          }
          return true
        }
      }
      print(shown, muted, console)
      let unused = since == nil && source == nil ? mutes.unused : []
      for warning in unused { console.warn(warning) }
      if common.strict, !unused.isEmpty { throw Failure.status }
    }

    private func sinceTime(_ now: Timestamp) -> Timestamp? {
      guard let since else { return nil }
      if let window = Window(since) {
        return window.seconds.map {
          Timestamp(milliseconds: now.milliseconds - Int64($0) * 1_000)
        }
      }
      return Timestamp(since)
    }

    private func print(_ patterns: [StoredPattern], _ muted: Int, _ console: Console) {
      if common.json {
        var object = JSONObject.versioned
        object.add("patterns", patterns.map(PatternReport.json))
        object.add("muted", muted)
        console.result(object.description)
        return
      }
      for pattern in patterns { console.result(PatternReport.line(pattern)) }
      if muted > 0 { console.result("\(SummaryReport.count(muted, "muted pattern")) left out") }
      if patterns.isEmpty, muted == 0, !common.quiet {
        console.note(
          since == nil && source == nil
            ? "scanctl: nothing was learned yet (run 'scanctl backfill')"
            : "scanctl: no such pattern (leave --since or --source out to see all)")
      }
    }
  }

  /// `scanctl patterns show`.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows one pattern: where and when it occurred, and what mends it.",
      discussion: """
        Examples:
          scanctl patterns show 3fa2c1d09b77
          scanctl patterns show 3fa2 --json
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var storage: StoreOptions

    @Argument(
      help: ArgumentHelp("The fingerprint, or its first digits.", valueName: "fingerprint"))
    var fingerprint: String

    func run() async throws {
      let project = try Project(common)
      let console = Console(common, environment: project.environment)
      let store = try project.openStore(storage, access: .reading)
      let details = try await withFailures {
        switch try store.pattern(matching: fingerprint) {
        case .none:
          throw Failure(
            "no pattern has the fingerprint '\(Printable.line(fingerprint))' "
              + "(scanctl patterns lists them)")
        case .ambiguous(let found):
          let names = found.map(\.description).joined(separator: ", ")
          throw Failure("'\(fingerprint)' stands for several patterns: \(names) (add digits)")
        case .unique(let pattern): return try store.details(of: pattern.fingerprint)
        }
      }
      guard let details else { return }
      console.result(
        common.json ? PatternReport.json(details).description : PatternReport.text(details))
    }
  }
}

extension PatternQuery.Order {
  init(_ order: PatternsCommand.List.Order) {
    switch order {
    case .occurrences: self = .occurrences
    case .lastSeen: self = .lastSeen
    case .firstSeen: self = .firstSeen
    }
  }
}
