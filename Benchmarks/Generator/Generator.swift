#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes the inputs of the benchmarks: the same bytes for the same arguments, on any machine.
///
///     benchmark-generator KIND AMOUNT FOLDER [FILES]
///
/// AMOUNT is in bytes of all files together (`512M`; the suffixes are K, M and G), of `distinct` the
/// number of errors. What was written is printed as JSON. A larger amount in as many files begins with
/// the same bytes. The kinds are:
///
/// - **plain**: logs of agents, eight files. Each has runs of lines of one origin: what agents and
///   services log in fourteen formats, what the tools of eight ecosystems print, listings, diffs,
///   tables, prose, stack frames, and in 6 % of the runs lines that look like errors and are none. Some lines
///   aren't ASCII, some have several hundred bytes. Of all lines 0.5 % tell of an error, in the words
///   of 17 kinds of tools (``ErrorTable``), each as often. One error in ten has several lines where its
///   language has such: a traceback, a panic, what a compiler shows. Of those only the lines that tell
///   of the error by themselves are counted in the share, not the frames. Errors recur as
///   ``Incidents`` says, words as ``Swift/UInt64/skewed(_:_:)`` does.
/// - **errors**: the same with 30 %.
/// - **jsonl**: a workflow log, an event on each line, of which one in 100 tells of an error in one of
///   the ways in which such logs do; one in four holds what a tool printed.
/// - **claude**: transcripts of Claude Code of some 4 MiB each: prompts, thoughts, prose, and calls of
///   seven tools with their results. Of 50 calls one fails, of 400 one is refused, which is no error.
/// - **messages**: a message on each line, of which every second is an error's.
/// - **distinct**: a log where errors and ordinary text take turns, and no error is there twice.
@main
struct Generator {
  static func main() {
    do {
      try run(CommandLine.arguments)
    } catch {
      print("benchmark-generator: \(error)")
      exit(1)
    }
  }

  /// Not on the main actor, where each use of a global would ask first whether it is there.
  private nonisolated static func run(_ arguments: [String]) throws {
    guard arguments.count == 4 || arguments.count == 5, let kind = Kind(rawValue: arguments[1]),
      let amount = amount(arguments[2]), amount > 0,
      let files = arguments.count == 5 ? Int(arguments[4]) : kind.files(for: amount), files > 0
    else {
      let kinds = Kind.allCases.map(\.rawValue).joined(separator: "|")
      print("benchmark-generator \(kinds) AMOUNT FOLDER [FILES]")
      exit(64)
    }
    let vocabulary = Vocabulary()
    let templates = SessionTemplates()
    var sum = Tally()
    for file in 0..<files {
      // A seed of each kind and file.
      var seeds = SplitMix(seed: UInt64(kind.rawValue.utf8.reduce(0) { $0 * 31 + Int($1) }))
      for _ in 0..<file { _ = seeds.next() }
      let random = SplitMix(seed: seeds.next())
      let expander = Expander(
        vocabulary: vocabulary, random: random, clock: Clock(start: file * 1_800_000))
      var output = try OutputFile("\(arguments[3])/\(kind.name(of: file))")
      sum += try write(kind, file, amount / files, expander, templates, to: &output)
    }
    print(sum.json)
  }

  private nonisolated static func write(
    _ kind: Kind, _ file: Int, _ amount: Int, _ expander: Expander, _ templates: SessionTemplates,
    to output: inout OutputFile
  ) throws -> Tally {
    var logs = LogGenerator(expander)
    switch kind {
    case .plain: return try logs.write(amount, share: 0.005, to: &output)
    case .errors: return try logs.write(amount, share: 0.3, to: &output)
    case .messages: return try logs.writeMessages(amount, to: &output)
    case .distinct: return try logs.writeDistinct(amount, to: &output)
    case .jsonl:
      var log = WorkflowLog(expander)
      return try log.write(amount, to: &output)
    case .claude:
      var session = ClaudeSession(file, templates, expander)
      return try session.write(amount, to: &output)
    }
  }

  private nonisolated static func amount(_ text: String) -> Int? {
    let shift = ["K": 10, "M": 20, "G": 30][text.suffix(1)]
    guard let shift else { return Int(text) }
    return Int(text.dropLast()).map { $0 << shift }
  }
}
