import Foundation
import Testing

/// scan_state.json: what it holds, and that losing it costs nothing but time.
struct StateFileTests {
  private static let path = ".orchestrator/scan_state.json"

  private struct State: Decodable, Equatable {
    let fileHashes: [String: String]
    let githubWatermark: String?
    let ingestedSessions: [String]
    let lastScan: String?
  }

  private static func state(of workspace: Workspace) throws -> State {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .custom { path in
      let key = path[path.count - 1].stringValue
      // File names are keys, too, and stay as they are.
      guard path.count == 1 else { return path[path.count - 1] }
      let words = key.split(separator: "_")
      return Key(words.first.map { $0 + words.dropFirst().map(\.capitalized).joined() } ?? "")
    }
    return try decoder.decode(State.self, from: Data(workspace.text(path).utf8))
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ text: some StringProtocol) { stringValue = String(text) }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private static func begun() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write("# Notes\n\n```\nKeyError: 'N1'\n```\n", to: "LEARNINGS.md")
    try workspace.write("SaveFailure: no space\n", to: ".orchestrator/sessions/wf_1/out.log")
    try workspace.flow("finish")
    return workspace
  }

  @Test func holdsWhatWasRead() throws {
    let workspace = try Self.begun()
    let state = try Self.state(of: workspace)
    #expect(
      state.fileHashes.keys.sorted() == [
        ".orchestrator/sessions/wf_1/out.log", "LEARNINGS.md", "logs/a.log",
      ])
    // printf 'LoadFailure: no disk\n' | sha256sum
    #expect(
      state.fileHashes["logs/a.log"]
        == "b5310f1c644a0f4b07d79d65f7e81f7b35e228d2179eb6519d6b1fecb414f9b6")
    #expect(state.ingestedSessions == ["wf_1"])
    #expect(state.githubWatermark == nil)
    #expect(try workspace.text(Self.path).contains("\"github_watermark\": null"))
    #expect(try #require(state.lastScan).hasSuffix("Z"))
    #expect(!(try workspace.text(Self.path).contains(workspace.folder.path)))
  }

  enum Damage: CaseIterable {
    case removed
    case empty
    case cut
    case noise
    case wrongTypes
    case folder
    case link
  }

  @Test(arguments: Damage.allCases)
  func isRebuilt(after damage: Damage) throws {
    let workspace = try Self.begun()
    let counts = try workspace.counts()
    let state = try Self.state(of: workspace)
    let text = try workspace.text(Self.path)
    try workspace.remove(Self.path)
    switch damage {
    case .removed: break
    case .empty: try workspace.write("", to: Self.path)
    case .cut: try workspace.write(String(text.prefix(text.count / 2)), to: Self.path)
    case .noise: try workspace.write(Data([0, 255, 7, 123]), to: Self.path)
    case .wrongTypes: try workspace.write(#"{"file_hashes": [1]}"#, to: Self.path)
    case .folder:
      try workspace.write("x", to: Self.path + "/x")
    case .link:
      try workspace.write(text, to: "elsewhere.json")
      try FileManager.default.createSymbolicLink(
        at: workspace.url(Self.path), withDestinationURL: workspace.url("elsewhere.json"))
    }
    let result = try workspace.scanctl("finish")
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(result.errors.contains("set aside") == (damage != .removed), "\(result.errors)")
    #expect(try workspace.counts() == counts)
    let rebuilt = try Self.state(of: workspace)
    #expect(rebuilt.fileHashes == state.fileHashes)
    #expect(rebuilt.ingestedSessions == state.ingestedSessions)
    let aside = try workspace.paths().filter { $0.contains("scan_state.json.damaged-") }
    #expect(aside.isEmpty == (damage == .removed))
    if damage == .link { #expect(try workspace.text("elsewhere.json") == text) }
    #expect(try workspace.scanctl("finish").errors.isEmpty)
    #expect(try workspace.scanctl("recover").output.isEmpty)
  }

  @Test func keepsWhatItDoesNotKnow() throws {
    let workspace = try Self.begun()
    let text = try workspace.text(Self.path)
    try workspace.write(
      text.replacing("{\n  \"file_hashes\"", with: "{\n  \"theirs\": [1, 2],\n  \"file_hashes\""),
      to: Self.path)
    try workspace.append("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.flow("finish")
    #expect(try workspace.text(Self.path).contains("\"theirs\": [1, 2]"))
  }

  /// The predecessor's state: absolute paths, short hashes, local times.
  @Test func loadsThePredecessorsState() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write(
      """
      {"last_scan": "2026-01-17T12:00:00.123456", "github_watermark": null,
       "file_hashes": {"\(workspace.folder.path)/gone.log": "0123456789abcdef"},
       "ingested_sessions": ["wf_old"]}
      """, to: Self.path)
    let result = try workspace.scanctl("finish")
    #expect(result.output == "Learning: found 1 error, created 1 new pattern\n")
    #expect(result.errors.isEmpty)
    let state = try Self.state(of: workspace)
    #expect(state.ingestedSessions == ["wf_old"])
    #expect(state.fileHashes["gone.log"] == "0123456789abcdef")
  }
}
