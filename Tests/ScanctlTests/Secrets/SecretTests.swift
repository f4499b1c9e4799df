import Foundation
import ScanEngine
import Testing

/// Every kind of secret, wherever a tool prints one, through every flow: what is kept and what is
/// printed holds none.
@Suite(.serialized) struct SecretTests {
  private static let manifest = """
    version: 1
    project: acme/web
    sources:
      - {name: logs, glob: logs/**, parser: transcript, recommendation: logs}
      - {name: workflow, glob: .workflow_log.jsonl, parser: workflow-log, recommendation: entries}
      - {name: notes, glob: '*.md', parser: transcript, recommendation: notes}
      - {name: claude, glob: '${claude_code}/**/*.jsonl', parser: transcript, recommendation: calls}
      - name: sessions
        glob: .orchestrator/sessions/*
        parser: transcript
        sessions: true
        recommendation: sessions

    """

  /// A name for the error of a kind that no normaliser folds into another's.
  static func name(_ index: Int) -> String {
    let letters = Array("bcdfghjklm")
    return "Kind" + [index / 100, index / 10 % 10, index % 10].map { String(letters[$0]) }.joined()
  }

  // MARK: Where tools print them

  static func log(_ index: Int, _ kind: SecretKind) -> String {
    """
    12:00:00 deploy started with \(kind.text)
    Traceback (most recent call last):
      File "/home/wilhelmina/shop/pay.py", line 4, in charge
        charge("\(kind.text)")
    \(name(index))Error: rejected: \(kind.text)
    12:00:01 done

    """
  }

  private static func frames(_ index: Int, _ kind: SecretKind) -> String {
    let line = kind.text.replacing("\n", with: " ")
    return """
      \(name(index))Error: cannot open \(line)
          at connect (/Users/wilhelmina/\(line)/a.js:3:4)
          at main (/Users/wilhelmina/b.js:5:6)

      """
  }

  private static func json(_ object: [String: Any]) -> String {
    let data = try? JSONSerialization.data(
      withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data ?? Data(), as: UTF8.self) + "\n"
  }

  private static func entry(_ index: Int, _ kind: SecretKind) -> String {
    json([
      "event_type": "error", "error_type": "\(name(index))Error",
      "message": "step failed: \(kind.text)", "workflow_id": "wf_1",
      "details": [
        "command": "deploy \(kind.text)", "file_path": "/home/wilhelmina/shop/pay.py",
        "stack_trace": log(index, kind), "fix": "use \(kind.text) no more",
      ],
    ])
  }

  /// A call that fails, an edit, and the same call that passes.
  private static func calls(_ index: Int, _ kind: SecretKind) -> String {
    func call(_ id: String, _ name: String, _ input: [String: Any]) -> String {
      json([
        "type": "assistant", "uuid": "a-\(id)",
        "message": [
          "role": "assistant",
          "content": [["type": "tool_use", "id": id, "name": name, "input": input]],
        ],
      ])
    }
    func result(_ id: String, _ text: String, isError: Bool) -> String {
      json([
        "type": "user", "uuid": "r-\(id)",
        "message": [
          "role": "user",
          "content": [
            ["type": "tool_result", "tool_use_id": id, "is_error": isError, "content": text]
          ],
        ],
      ])
    }
    let command = "pay \(index) && \(kind.text)"
    return call("t\(index)-1", "Bash", ["command": command])
      + result("t\(index)-1", "Exit code 1\n" + log(index, kind), isError: true)
      + call("t\(index)-2", "Bash", ["command": "export X=1; \(kind.text)"])
      + result("t\(index)-2", "ok", isError: false)
      + call("t\(index)-3", "Edit", ["file_path": "/home/wilhelmina/shop/pay.py"])
      + result("t\(index)-3", "ok", isError: false)
      + call("t\(index)-4", "Bash", ["command": command])
      + result("t\(index)-4", "paid", isError: false)
  }

  private static func note(_ index: Int, _ kind: SecretKind) -> String {
    let line = kind.text.replacing("\n", with: " ")
    return """
      ## The error of \(name(index))

      ```
      \(log(index, kind))
      ```

      Fix: replace \(line) in the settings

      """
  }

  // MARK: The test

  private static let environment = """
    SHOP_PASSWORD=swordfish-from-env
    SHOP_SIGNING_KEY="line-one-of-env-key
    line-two-of-env-key"
    SHOP_DESK=the desk here

    """
  private static let environmentValues = [
    "swordfish-from-env", "line-one-of-env-key", "line-two-of-env-key",
  ]

  private static func written() throws -> Workspace {
    let workspace = try Workspace(manifest: manifest)
    try workspace.write(environment, to: ".env")
    let kinds = Array(SecretKind.all.enumerated())
    func text(_ part: (Int, SecretKind) -> String) -> String { kinds.map(part).joined() }
    let plain = HarmlessTexts.all.map { "ValueError: \($0)\n12:00:00 fine\n" }.joined()
    let own = environmentValues.map { "KeyError: \($0) is wrong\n12:00:00 fine\n" }.joined()
    try workspace.write(text(log) + plain + own, to: "logs/a.log")
    try workspace.write(text(frames), to: "logs/node.log")
    try workspace.write(text(entry), to: ".workflow_log.jsonl")
    try workspace.write(text(note), to: "LEARNINGS.md")
    let transcript = workspace.claudeFolder.appending(path: "s-1.jsonl")
    try FileManager.default.createDirectory(
      at: workspace.claudeFolder, withIntermediateDirectories: true)
    try text(calls).write(to: transcript, atomically: false, encoding: .utf8)
    return workspace
  }

  @Test func nothingThatIsKeptOrPrintedHoldsASecret() throws {
    let workspace = try Self.written()
    var output = ""
    func run(_ arguments: String..., stdin: String = "") throws {
      let result = try Scanctl.run(arguments, in: workspace.folder, stdin: Data(stdin.utf8))
      #expect(result.status == 0, "\(arguments): \(result.errors.prefix(400))")
      output += result.output + result.errors
    }
    try run("backfill", "--verbose", "--no-github")
    // Whoever reads keeps SQLite's log in place.
    let reader = try SQLiteStore(
      path: workspace.url(".orchestrator/patterns.sqlite").path, access: .reading)
    _ = try reader.totals()
    let kinds = Array(SecretKind.all.enumerated())
    try workspace.append(kinds.map(Self.frames).joined(), to: "logs/a.log")
    try run("finish", "--json", "--no-github")
    let session = kinds.map(Self.log).joined()
    try workspace.write(session, to: ".orchestrator/sessions/wf_9/out.log")
    try run("recover", "--json")
    try workspace.append(kinds.map(Self.frames).joined(), to: "logs/a.log")
    let hook = try Hook.run(
      ["finish", "--hook", "claude-code", "--budget", "20000"], in: workspace,
      workspace.hookInput("s-2"))
    output += hook.output + hook.errors
    #expect(workspace.exists(".orchestrator/patterns.sqlite-wal"))
    try expectNoSecret(in: workspace)
    for arguments in [["patterns"], ["patterns", "--json"], ["status"], ["status", "--json"]] {
      let result = try Scanctl.run(arguments, in: workspace.folder)
      output += result.output + result.errors
    }
    for file in ["logs/a.log", "logs/node.log", ".workflow_log.jsonl", "LEARNINGS.md"] {
      try run("extract", file)
      try run("extract", "--json", file)
      try run("extract", "--explain", "5", file)
    }
    try run("lookup", "-", stdin: kinds.map(Self.log).joined())
    try run("lookup", "--json", "-", stdin: kinds.map(Self.frames).joined())
    for pattern in try workspace.patterns() where pattern.type.hasPrefix("Kind") {
      try run("patterns", "show", pattern.fingerprint, "--json")
    }
    try run("backfill", "--rescan", "--no-github", "--json")
    try expectNoSecret(in: workspace)
    Self.expectNoSecret(in: Data(output.utf8), "what is printed")
    try expectLearned(workspace)
  }

  private func expectNoSecret(in workspace: Workspace) throws {
    for (path, data) in try workspace.snapshot()
    where path.hasPrefix(".orchestrator/") && !path.hasPrefix(".orchestrator/sessions/") {
      Self.expectNoSecret(in: data, path)
    }
    let caches = workspace.home.appending(path: ".cache").path
    for path in try FileManager.default.subpathsOfDirectory(atPath: caches) {
      Self.expectNoSecret(
        in: (try? Data(contentsOf: URL(filePath: "\(caches)/\(path)"))) ?? Data(), path)
    }
  }

  static func expectNoSecret(in data: Data, _ place: String) {
    for kind in SecretKind.all {
      for secret in kind.secrets {
        let found = data.range(of: Data(secret.utf8))
        #expect(found == nil, "\(kind.name) in \(place): \(context(data, found))")
      }
    }
    for value in environmentValues {
      #expect(data.range(of: Data(value.utf8)) == nil, "\(value) in \(place)")
    }
  }

  private static func context(_ data: Data, _ range: Range<Data.Index>?) -> String {
    guard let range else { return "" }
    let start = max(data.startIndex, range.lowerBound - 120)
    let bytes = data[start..<min(data.endIndex, range.upperBound + 40)]
    return String(decoding: bytes.map { $0 < 0x20 ? 0x2E : $0 }, as: UTF8.self)
  }

  /// Leaving everything out would keep the secrets too.
  private func expectLearned(_ workspace: Workspace) throws {
    let patterns = try workspace.patterns()
    let types = Set(patterns.map(\.type))
    for (index, kind) in SecretKind.all.enumerated() {
      #expect(types.contains(Self.name(index) + "Error"), "\(kind.name)")
    }
    let messages = Set(patterns.map(\.message))
    for text in HarmlessTexts.all { #expect(messages.contains(text), "\(text)") }
    #expect(messages.contains("<SHOP_PASSWORD> is wrong"))
  }
}
