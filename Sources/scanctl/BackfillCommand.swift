import ArgumentParser
import ScanEngine

/// `scanctl backfill`: learn from history, now.
struct BackfillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backfill",
    abstract: "Learns from history: shows what there is, then reads it.",
    discussion: """
      Shows for each source what there is to scan and why it is worth it, then scans with progress, \
      then prints a summary. A second run counts nothing twice.

      Examples:
        scanctl backfill --scan-only
        scanctl backfill --days 90 --no-github
        scanctl backfill --source learnings_md --rescan
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var storage: StoreOptions
  @OptionGroup var sourceOptions: SourceOptions

  @Flag(help: "Stop after showing what there is; change nothing.")
  var scanOnly = false

  @Option(
    help: ArgumentHelp("Replaces every source's window by this many days.", valueName: "n"))
  var days: Int?

  @Flag(
    help: "Read everything that is still there again, and replace what it has contributed.")
  var rescan = false

  func validate() throws {
    if let days, !(1...100_000).contains(days) {
      throw ValidationError("--days takes a number from 1 to 100000")
    }
  }

  func run() async throws {
    let project = try Project(common)
    let console = Console(common, environment: project.environment)
    let compiled = try project.compileManifest(memory: .keeping)
    let output = FlowOutput(console: console, common: common)
    guard !project.isDisabled(compiled) else { return try output.print(ScanSummary(), .report) }
    var options = try sourceOptions.options(compiled)
    options.window = days.map { Window(days: $0) }
    options.isRescan = rescan
    let store = try project.openStore(storage, access: scanOnly ? .reading : .writing)
    let scanner = project.scanner(compiled, store)
    let plan = try await withFailures { [options] in try await scanner.plan(options) }
    let recommendations = plan.recommendations
    if scanOnly { return try show(recommendations, console) }
    if !common.json {
      console.result(console.bold("Sources") + "\n" + RecommendationReport.text(recommendations))
    }
    let display = ProgressDisplay(
      console, total: recommendations.compactMap { $0.survey?.unread }.reduce(0, +))
    options.progress = { display.note($0) }
    let summary = try await withFailures { [options] in
      try await scanner.backfill(options, plan)
    }
    display.clear()
    try output.print(summary, .report)
  }

  private func show(_ recommendations: [SourceRecommendation], _ console: Console) throws {
    if common.json {
      var object = JSONObject.versioned
      object.add("sources", RecommendationReport.json(recommendations))
      console.result(object.description)
    } else {
      console.result(console.bold("Sources") + "\n" + RecommendationReport.text(recommendations))
    }
    if common.strict, recommendations.contains(where: { $0.problem != nil }) {
      throw Failure.status
    }
  }
}
