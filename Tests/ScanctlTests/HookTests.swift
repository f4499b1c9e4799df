import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// finish and recover as an agent's hook: quick, quiet, status 0, and nothing lost.
@Suite(.serialized)
struct HookTests {
  private static let log = ".orchestrator/scanctl.log"

  /// With a budget that ends nothing, on any machine, unless a test is about the budget.
  private static func finish(_ agent: String, budget: Int? = nil) -> [String] {
    ["finish", "--hook", agent, "--budget", budget.map { "\($0)" } ?? Hook.ampleBudget]
  }

  private static func recover(_ agent: String) -> [String] {
    ["recover", "--hook", agent, "--budget", Hook.ampleBudget]
  }

  // MARK: Input

  @Test(arguments: [
    "", "not JSON", "[]", "7", "{", "null", "\u{0}\u{1}", #"{"session_id":{"a":[1]}}"#,
    #"{"session_id":null,"transcript_path":null,"cwd":null,"reason":null}"#,
    #"{"session_id":"","cwd":"relative","transcript_path":"x"}"#,
    #"{"cwd":"/no/such/folder","session_id":"a\u0000b"}"#,
    "nested 200000", "long 3000000",
  ])
  func survivesEveryInput(_ input: String) throws {
    let count = input.split(separator: " ").last.flatMap { Int($0) } ?? 0
    let text =
      switch input.split(separator: " ").first {
      case "nested": String(repeating: "[", count: count)
      case "long": "{\"a\":\"" + String(repeating: "x", count: count)
      default: input
      }
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    let hook = try Hook.run(Self.finish("claude-code"), in: workspace, text)
    #expect(hook.status == 0 && hook.output.isEmpty && hook.errors.isEmpty)
    // Input that names another folder leaves this one to the next run.
    try workspace.flow("finish")
    #expect(try workspace.counts() == ["LoadFailure: no disk": 1])
  }

  @Test func takesFolderAndSessionFromItsInput() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write("x\n", to: "logs/deep/b.txt")
    let elsewhere = try Workspace()
    let hook = try Hook.run(Self.finish("codex"), in: elsewhere, workspace.hookInput("s-1"))
    #expect(hook.status == 0)
    #expect(!elsewhere.exists(".orchestrator"))
    #expect(try workspace.counts() == ["LoadFailure: no disk": 1])
    #expect(try workspace.text(".orchestrator/scan_state.json").contains("\"s-1\""))
  }

  @Test func doesNotWaitForTheEndOfItsInput() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    for text in [workspace.hookInput("s-1"), "", "{\"half\":"] {
      let hook = try Hook.run(Self.finish("gemini"), in: workspace, text, then: .leftOpen)
      #expect(hook.status == 0)
    }
    #expect(try workspace.counts() == ["LoadFailure: no disk": 1])
  }

  @Test func survivesClosedStreams() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    let run = try Scanctl.run(
      program: [
        "/bin/sh", "-c", "exec \"$0\" \"$@\" <&- >&- 2>&-", Scanctl.binary,
      ] + Self.finish("claude-code"), in: workspace.folder)
    #expect(run.status == 0)
    #expect(try workspace.counts() == ["LoadFailure: no disk": 1])
  }

  // MARK: Output

  @Test func greetsAsEachAgentAllows() throws {
    for (agent, isJSON) in [("claude-code", false), ("codex", false), ("gemini", true)] {
      let workspace = try Workspace()
      let arguments = Self.recover(agent)
      let quiet = try Hook.run(arguments, in: workspace, workspace.hookInput("s-2"))
      #expect(quiet.status == 0 && quiet.output == (isJSON ? "{}\n" : ""))
      try workspace.write("LoadFailure: no disk\n", to: ".orchestrator/sessions/wf_1/a.log")
      let hook = try Hook.run(arguments, in: workspace, workspace.hookInput("s-2"))
      #expect(hook.status == 0 && hook.errors.isEmpty)
      #expect(hook.output.contains("found 1 error, created 1 new pattern"))
      #expect(hook.output.split(separator: "\n").count == 1)
      #expect(hook.output.hasPrefix(isJSON ? "{\"systemMessage\":" : "Recovered"))
    }
  }

  @Test func recoverLeavesTheStartingSessionAlone() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: ".orchestrator/sessions/wf_1/a.log")
    let hook = try Hook.run(
      Self.recover("claude-code"), in: workspace, workspace.hookInput("wf_1"))
    #expect(hook.status == 0 && hook.output.isEmpty)
    #expect(try workspace.counts().isEmpty)
  }

  /// Status 0 and not a word, whatever is broken; the log or standard error says what.
  @Test(arguments: ["manifest", "folder", "store", "state", "log"])
  func isQuietWhereSomethingIsBroken(_ what: String) throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    switch what {
    case "manifest": try workspace.write("version: 1\nsauces: []\n", to: "scanners.yaml")
    case "folder": try workspace.write("a file", to: ".orchestrator")
    case "store": try workspace.write("x\n", to: ".orchestrator/patterns.sqlite/file")
    case "state": try workspace.write("x\n", to: ".orchestrator/scan_state.json/file")
    default: try workspace.write("x\n", to: ".orchestrator/scanctl.log/file")
    }
    // Where there can be no log, recover has nothing to say: nothing else is wrong.
    for command in what == "log" ? ["finish"] : ["finish", "recover"] {
      let hook = try Hook.run(
        [command, "--hook", "claude-code", "--budget", Hook.ampleBudget], in: workspace,
        workspace.hookInput("s-1"))
      #expect(hook.status == 0 && hook.output.isEmpty)
      let said = hook.errors + ((try? workspace.text(Self.log)) ?? "")
      #expect(said.contains("hook claude-code"), "\(what) \(command)")
    }
    if what == "manifest" { #expect(!workspace.exists(".orchestrator/patterns.sqlite")) }
    if what == "state" { #expect(try workspace.counts() == ["LoadFailure: no disk": 1]) }
  }

  /// An agent takes the status for a command, and its own standard output for an answer.
  @Test(arguments: [
    ["finish", "--hook", "vim"], ["finish", "--hook"], ["finish", "--hook="],
    ["finish", "--hook", "codex", "--budget", "0"], ["finish", "--hook=codex", "--budget", "x"],
    ["recover", "--hook", "codex", "--no-such-option"], ["finish", "--hook", "gemini", "argument"],
    ["finish", "--hook", "codex", "--timeout", "0"], ["recovr", "--hook", "claude-code"],
    ["--hook", "claude-code"], ["finish", "--hook", "codex", "--root", "/no/such/folder"],
    ["finish", "--hook", "codex", "--source", "none"],
    ["recover", "--hook", "codex", "--store", "x"],
    ["finish", "--hook", "codex", "--manifest", "/no/such/file"],
  ])
  func endsWellWhereItIsCalledWrongly(_ arguments: [String]) throws {
    let workspace = try Workspace()
    let hook = try Hook.run(arguments, in: workspace, workspace.hookInput("s-1"))
    #expect(hook.status == 0 && hook.output.isEmpty, "\(hook.output)")
    let said = hook.errors + ((try? workspace.text(Self.log)) ?? "")
    #expect(!said.isEmpty)
  }

  @Test func refusesABudgetWithoutAHook() throws {
    let workspace = try Workspace()
    #expect(try workspace.scanctl("finish", "--budget", "5").status == 64)
  }

  // MARK: The log

  @Test func keepsItsLogSmallAndPrivate() throws {
    let workspace = try Workspace()
    try workspace.write(String(repeating: "old\n", count: 100_000), to: Self.log)
    _ = try Hook.run(Self.finish("codex"), in: workspace, workspace.hookInput("s-1"))
    _ = try Hook.run(Self.finish("codex"), in: workspace, workspace.hookInput("s-1"))
    #expect(try workspace.permissions(Self.log) == 0o600)
    #expect(try workspace.text(Self.log).utf8.count < 10_000)
    #expect(try workspace.text(Self.log + ".1").hasPrefix("old\n"))
  }

  // MARK: The budget

  @Test func leavesToLaterRunsWhatDoesNotFit() throws {
    let workspace = try Workspace()
    let lines = (0..<60_000).map { number in
      number % 100 == 0 ? "LoadFailure: no disk" : "request \(number) was handled by a worker"
    }
    try workspace.write(lines.joined(separator: "\n") + "\n", to: "logs/big.log")
    var runs = 0
    // What is too short for this machine to begin with is made longer, so that the runs end.
    while try workspace.status().sessions.ingested == 0, runs < 60 {
      let hook = try Hook.run(
        Self.finish("claude-code", budget: 500 << min(runs / 4, 10)), in: workspace,
        workspace.hookInput("session-1"))
      #expect(hook.status == 0 && hook.output.isEmpty)
      runs += 1
    }
    #expect(try workspace.counts() == ["LoadFailure: no disk": 600])
    #expect(try workspace.status().sessions.ingested == 1)
    #expect(try workspace.status().sessions.ended.isEmpty)
    #expect(try workspace.flow("finish").errorsExtracted == 0)
  }

  @Test(arguments: ["finish", "recover"])
  func leavesLargeDocumentsThatAreReadWhole(_ flow: String) throws {
    let workspace = try Workspace()
    let padding = String(repeating: String(repeating: "-", count: 30_000) + "\n", count: 281)
    try workspace.write("LoadFailure: no disk\n", to: ".orchestrator/sessions/wf_9/a.log")
    let large = ".orchestrator/sessions/wf_9/b.md"
    try workspace.write("```\nSaveFailure: no disk\n```\n\n" + padding, to: large)
    for _ in 0..<2 {
      let hook = try Hook.run(
        [flow, "--hook", "claude-code", "--budget", Hook.ampleBudget], in: workspace,
        workspace.hookInput("session-1"))
      #expect(hook.status == 0 && hook.errors.isEmpty)
      #expect(try workspace.counts() == ["LoadFailure: no disk": 1])
      #expect(try workspace.status().sessions.ingested == 0)
    }
    let log = try workspace.text(Self.log).split(separator: "\n")
    let told = log.count { $0.contains("a document is too large for a hook: run scanctl finish") }
    #expect(told == 2)
    #expect(try workspace.status().sessions.orphaned == ["wf_9"])
    try workspace.flow(flow)
    #expect(
      try workspace.counts() == ["LoadFailure: no disk": 1, "SaveFailure: no disk": 1])
    #expect(try workspace.status().sessions.orphaned.isEmpty)
  }

  /// What no hook can read in time: it has to note the end of the session and to leave the rest, and
  /// says so, whatever the machine.
  @Test func endsWithinItsBudgetHoweverMuchThereIs() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write("LoadFailure: no disk\n", to: "logs/b.log")
    try #require(truncate(workspace.url("logs/b.log").path, 1 << 40) == 0)
    for round in 0..<10 {
      let hook = try Hook.run(
        Self.finish("claude-code", budget: 800 << round), in: workspace,
        workspace.hookInput("session-1"))
      #expect(hook.status == 0 && hook.output.isEmpty)
      // It is killed where it doesn't end by itself, and then says nothing.
      let log = (try? workspace.text(Self.log)) ?? ""
      if log.contains("left for the next run") { break }
    }
    #expect(try workspace.text(Self.log).contains("left for the next run"))
    #expect(try workspace.status().sessions.ended == ["session-1"])
    #expect(try workspace.counts()["LoadFailure: no disk"] ?? 0 >= 1)
  }

  @Test func notesTheEndWhileAnotherProcessScans() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write("", to: ".orchestrator/scan.lock")
    let lock = open(workspace.url(".orchestrator/scan.lock").path, O_RDWR | O_CLOEXEC)
    #expect(flock(lock, LOCK_EX) == 0)
    let hook = try Hook.run(
      Self.finish("claude-code"), in: workspace, workspace.hookInput("session-1"))
    #expect(hook.status == 0)
    let status = try workspace.status()
    #expect(status.sessions.ended == ["session-1"] && status.lock.held)
    close(lock)
    #expect(try workspace.status().lock.held == false)
    #expect(try workspace.flow("finish").sessionsIngested == ["session-1"])
  }

  @Test func losesNothingWhenItIsTerminated() throws {
    let workspace = try Workspace()
    let errors = (0..<400).map { "LoadFailure: no disk\nrequest \($0)\n" }
    for number in 0..<20 { try workspace.write(errors.joined(), to: "logs/\(number).log") }
    for delay in [5, 20, 40, 60, 90, 120, 160, 200, 250, 300] {
      let hook = try Hook.run(
        Self.finish("claude-code"), in: workspace, workspace.hookInput("session-1"),
        stopAfter: .milliseconds(delay))
      #expect(hook.output.isEmpty && [0, 128 + SIGTERM].contains(hook.status))
    }
    try workspace.flow("finish")
    #expect(try workspace.counts() == ["LoadFailure: no disk": 8_000])
    #expect(try !workspace.paths().contains { $0.hasSuffix(".tmp") })
  }

  // MARK: Transcripts

  private static let agentManifest = """
    version: 1
    sources:
      - name: logs
        glob: logs/**
        parser: transcript
        recommendation: logs
      - name: claude_code
        glob: ${claude_code}/**/*.jsonl
        parser: transcript
        recommendation: transcripts
    """

  private static let transcript = """
    {"type":"assistant","uuid":"b","message":{"id":"m","role":"assistant","content":[{"type":\
    "tool_use","id":"t1","name":"Bash","input":{"command":"python3 a.py"}}]}}
    {"type":"user","uuid":"c","message":{"role":"user","content":[{"type":"tool_result",\
    "tool_use_id":"t1","is_error":true,"content":"Exit code 1\\nValueError: bad row"}]}}

    """

  private static func withTranscript(at folder: (Workspace) -> URL) throws -> (Workspace, URL) {
    let workspace = try Workspace(manifest: agentManifest)
    let file = folder(workspace).appending(path: "0b5e6a52-1111-2222-3333-444455556666.jsonl")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(transcript.utf8).write(to: file)
    return (workspace, file)
  }

  @Test func readsTheTranscriptBeforeEverythingElse() throws {
    let (workspace, file) = try Self.withTranscript(at: \.claudeFolder)
    let lines = String(repeating: "ValueError: in a log\nnothing here\n", count: 60_000)
    try workspace.write(lines, to: "logs/a.log")
    let session = file.deletingPathExtension().lastPathComponent
    _ = try Hook.run(
      Self.finish("claude-code"), in: workspace,
      workspace.hookInput(session, transcript: file.path))
    #expect(try workspace.counts()["ValueError: bad row"] == 1)
  }

  @Test func recoversATranscriptThatWasLeft() throws {
    let (workspace, file) = try Self.withTranscript(at: \.claudeFolder)
    let session = file.deletingPathExtension().lastPathComponent
    try workspace.write("", to: ".orchestrator/scan.lock")
    let lock = open(workspace.url(".orchestrator/scan.lock").path, O_RDWR | O_CLOEXEC)
    #expect(flock(lock, LOCK_EX) == 0)
    _ = try Hook.run(
      Self.finish("claude-code"), in: workspace,
      workspace.hookInput(session, transcript: file.path))
    close(lock)
    #expect(try workspace.counts().isEmpty)
    let hook = try Hook.run(
      Self.recover("claude-code"), in: workspace, workspace.hookInput("another-session"))
    #expect(hook.output.contains("found 1 error"))
    #expect(try workspace.counts() == ["ValueError: bad row": 1])
    #expect(try workspace.status().sessions.ended.isEmpty)
  }

  @Test func leavesATranscriptElsewhereAlone() throws {
    let folders: [(Workspace) -> URL] = [
      { $0.home }, { $0.home.appending(path: ".claude/projects/-another-project") },
    ]
    for folder in folders {
      let (workspace, file) = try Self.withTranscript(at: folder)
      for path in [
        file.path, workspace.claudeFolder.path + "/../../../../" + file.lastPathComponent,
      ] {
        let hook = try Hook.run(
          Self.finish("claude-code"), in: workspace,
          workspace.hookInput("session-1", transcript: path))
        #expect(hook.status == 0)
      }
      #expect(try workspace.counts().isEmpty)
      #expect(try workspace.text(Self.log).contains("left alone"))
    }
  }
}
