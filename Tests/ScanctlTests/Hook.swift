import Foundation

/// A run of the built binary as an agent runs its hooks: over a pipe, which may stay open.
struct Hook {
  /// The exit status; 128 and the signal's number where a signal ended it.
  let status: Int32
  let output: String
  let errors: String

  /// What becomes of the hook's standard input once the text was written.
  enum Input { case closed, leftOpen }

  /// Far more milliseconds than any hook needs, on any machine: it is done before, or hangs.
  static let ampleBudget = "500000"

  /// A finish or recover of `workspace`; one that takes longer than its budget is killed.
  static func run(
    _ arguments: [String], in workspace: Workspace, _ text: String, then input: Input = .closed,
    environment: [String: String] = [:], stopAfter: Duration? = nil
  ) throws -> Hook {
    let data = Data(text.utf8)
    let process = try Scanctl.Running(
      program: [Scanctl.binary] + arguments, in: workspace.folder,
      input: input == .closed ? .pipe(data) : .openPipe(data),
      environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 })
    if let stopAfter, process.runs(for: stopAfter) { process.kill(SIGTERM) }
    // Less than the ample budget: what waits for ever is not to be saved by it.
    let result = try process.wait(timeLimit: .seconds(300))
    return Hook(status: result.status, output: result.output, errors: result.errors)
  }
}

extension Workspace {
  /// The home of the user who runs scanctl here.
  var home: URL { folder.deletingLastPathComponent().appending(path: "home") }

  /// Where Claude Code keeps this project's transcripts.
  var claudeFolder: URL {
    let slug = String(folder.path.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    return home.appending(path: ".claude/projects/\(slug)")
  }

  /// What an agent tells its hook.
  func hookInput(_ session: String, transcript: String? = nil) -> String {
    let path = transcript.map { "\"\($0)\"" } ?? "null"
    return """
      {"session_id":"\(session)","transcript_path":\(path),"cwd":"\(folder.path)",\
      "hook_event_name":"SessionEnd","reason":"other"}
      """
  }

  /// `status --json`.
  func status() throws -> Status {
    let result = try scanctl("status", "--json")
    return try JSONDecoder.snakeCase.decode(Status.self, from: Data(result.output.utf8))
  }
}

/// What `status --json` prints.
struct Status: Decodable {
  struct Problem: Decodable {
    let severity: String
    let place: String?
    let text: String
    let remedy: String
  }

  struct Sessions: Decodable {
    let ingested: Int
    let ended: [String]
    let orphaned: [String]
  }

  struct Lock: Decodable {
    let held: Bool
    let process: Int?
  }

  let usable: Bool
  let sessions: Sessions
  let lock: Lock
  let problems: [Problem]
}
