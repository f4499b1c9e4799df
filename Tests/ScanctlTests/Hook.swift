import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A run of the built binary as an agent runs its hooks: over pipes, which may stay open.
struct Hook {
  let status: Int32
  let output: String
  let errors: String
  let duration: Duration

  /// What becomes of the hook's standard input once the text was written.
  enum Input { case closed, leftOpen }

  /// A finish or recover of `workspace`; one that takes too long is killed.
  static func run(
    _ arguments: [String], in workspace: Workspace, _ text: String, then input: Input = .closed,
    environment: [String: String] = [:], stopAfter: Duration? = nil
  ) throws -> Hook {
    let process = Process()
    process.executableURL = URL(filePath: Scanctl.binary)
    process.arguments = arguments
    process.currentDirectoryURL = workspace.folder
    process.environment = [
      "HOME": workspace.home.path, "TZ": "UTC", "LC_ALL": "C", "PATH": "/usr/bin:/bin",
    ].merging(environment) { $1 }
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    // A hook that has ended reads no more.
    signal(SIGPIPE, SIG_IGN)
    let start = ContinuousClock.now
    try process.run()
    try? stdin.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    if input == .closed { try? stdin.fileHandleForWriting.close() }
    while process.isRunning, start.duration(to: .now) < stopAfter ?? .seconds(60) {
      usleep(2_000)
    }
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    let duration = start.duration(to: .now)
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    let errors = try stderr.fileHandleForReading.readToEnd() ?? Data()
    return Hook(
      status: process.terminationReason == .exit ? process.terminationStatus : 128,
      output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self), duration: duration)
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
