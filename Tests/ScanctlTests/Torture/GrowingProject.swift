import Foundation
import Testing

/// A project whose logs grow, up to a content that is fixed from the start.
final class GrowingProject {
  let root: String
  private var contents: [(path: String, bytes: [UInt8], written: Int)] = []

  private static let manifest = """
    version: 1
    project: acme/torture
    sources:
      - name: logs
        glob: logs/*.log
        parser: transcript
        rules: [python, node, rust]
        recommendation: logs
      - name: workflow
        glob: .workflow_log.jsonl
        parser: workflow-log
        rules: [python]
        recommendation: entries
      - name: sessions
        glob: .orchestrator/sessions/*
        parser: transcript
        rules: [python, node]
        sessions: true
        recommendation: sessions
    """

  /// - `logs`: How many; an eighth of them are sessions.
  /// - `pieces`: How many lines or errors each has.
  init(seed: Int, logs: Int, pieces: Int) throws {
    root = FileManager.default.temporaryDirectory.path + "/scanctl-torture-" + UUID().uuidString
    for folder in ["logs", ".orchestrator/sessions"] {
      try FileManager.default.createDirectory(
        atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
    }
    try Self.manifest.write(toFile: root + "/scanners.yaml", atomically: false, encoding: .utf8)
    var numbers = RandomNumbers(seed: seed)
    for index in 0..<logs {
      let path =
        index == 0
        ? ".workflow_log.jsonl"
        : index % 8 == 1 ? ".orchestrator/sessions/wf_\(index).jsonl" : "logs/\(index).log"
      let isJSON = path.hasSuffix("jsonl")
      let text = (0..<pieces).map { _ in
        isJSON ? Self.record(&numbers) : Self.piece(&numbers)
      }
      contents.append((path, Array(text.joined().utf8), 0))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  private static let words = [
    "amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "häuser",
  ]

  private static func piece(_ numbers: inout RandomNumbers) -> String {
    let word = words.randomElement(using: &numbers) ?? ""
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0: return "TypeError: \(word) is not a function\n"
    case 1:
      return """
        Traceback (most recent call last):
          File "app/\(word).py", line 12, in load_\(word)
            return rates[region]
        KeyError: '\(word)'

        """
    case 2:
      return """
        2026-01-17T12:00:00Z ERROR worker: request failed
        Traceback (most recent call last):
          File "app/main.py", line 9, in run
        ValueError: no \(word) in the list

        """
    case 3: return "error[E0425]: cannot find value `\(word)` in this scope\n --> src/main.rs:4:5\n"
    default: return "2026-01-17T12:00:00Z INFO all is well with the \(word)\n"
    }
  }

  private static func record(_ numbers: inout RandomNumbers) -> String {
    let word = words.randomElement(using: &numbers) ?? ""
    let number = Int.random(in: 0..<1_000_000, using: &numbers)
    switch Int.random(in: 0..<4, using: &numbers) {
    case 0:
      return
        #"{"event_type":"error","error_type":"KeyError","message":"'\#(word)'","n":\#(number)}"#
        + "\n"
    case 1:
      return #"{"level":"error","message":"ValueError: no \#(word) here","error_id":"e\#(number)"}"#
        + "\n"
    case 2: return "TypeError: \(word) is not a function\n"
    default: return #"{"event_type":"phase_start","message":"\#(word)"}"# + "\n"
    }
  }

  /// Writes up to so many bytes more of a log that is picked at random.
  func grow(by count: Int, _ numbers: inout RandomNumbers) throws {
    let index = Int.random(in: contents.indices, using: &numbers)
    try append(index, count: Int.random(in: 0...count, using: &numbers))
  }

  /// Writes all that is missing.
  func complete() throws { for index in contents.indices { try append(index, count: .max) } }

  private func append(_ index: Int, count: Int) throws {
    let (path, bytes, written) = contents[index]
    let end = written + min(count, bytes.count - written)
    guard end > written else { return }
    let file = "\(root)/\(path)"
    if written == 0 { try Data().write(to: URL(filePath: file)) }
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    defer { try? handle.close() }
    try handle.seekToEnd()
    try handle.write(contentsOf: bytes[written..<end])
    contents[index].written = end
  }

  /// The occurrences of each pattern, as scanctl tells them.
  func counts() throws -> [String: Int] {
    let ending = try ScanctlProcess.run(["patterns", "--json"], root: root)
    #expect(ending.exitCode == 0, "\(ending.errors)")
    let list = try JSONDecoder().decode(PatternList.self, from: Data(ending.output.utf8))
    return Dictionary(uniqueKeysWithValues: list.patterns.map { ($0.fingerprint, $0.occurrences) })
  }

  private struct PatternList: Decodable {
    struct Pattern: Decodable {
      let fingerprint: String
      let occurrences: Int
    }
    let patterns: [Pattern]
  }

  /// That the state is whole, tells of every log, and that nothing else is left by a scan.
  ///
  /// To be asked before ``counts()``: a command that only reads can't remove SQLite's own files.
  func expectWholeState(_ sourceLocation: SourceLocation = #_sourceLocation) throws {
    struct State: Decodable {
      let fileHashes: [String: String]
      let ingestedSessions: [String]
      let lastScan: String
    }
    let folder = root + "/.orchestrator"
    let data = try Data(contentsOf: URL(filePath: folder + "/scan_state.json"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let state = try decoder.decode(State.self, from: data)
    #expect(state.fileHashes.count == contents.count, sourceLocation: sourceLocation)
    let sessions = contents.count { $0.path.contains("/wf_") }
    #expect(state.ingestedSessions.count == sessions, sourceLocation: sourceLocation)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let expected = [
      "patterns.sqlite", "scan.lock", "scan_state.json", "sessions",
    ]
    // Of logs that have just been written there is no snapshot.
    #expect(
      names.filter { $0 != "scan_snapshot" && $0 != "scan_files" } == expected,
      sourceLocation: sourceLocation)
  }
}
