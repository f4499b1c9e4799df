import Foundation
import Testing

@testable import ScanEngine

/// A file is changed entry by entry only where writing it anew would give the same bytes.
struct ScanStateTextTests {
  let folder: TemporaryFolder
  let file: ScanStateFile

  init() throws {
    folder = try TemporaryFolder()
    file = ScanStateFile(root: folder.path)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/.orchestrator", withIntermediateDirectories: true)
  }

  private func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: file.path))
  }

  private static func state() -> ScanState {
    var state = ScanState()
    state.lastScan = Timestamp(milliseconds: 1_768_651_200_000)
    state.fileHashes = [
      "a \"quoted\"\\\n\t\u{1}\u{1F}.log": "11", "b.log": "22", "ü.log": "",
      "/elsewhere/c.log": "4",
      "consumed": "5", "": "6",
    ]
    state.githubWatermark = "2026-01-14T00:00:00Z"
    state.ingestedSessions = ["wf_a", "wf \"b\"", "ж"]
    state.consumed = ["b.log": 7, "ü.log": 0, "a\\b": 123_456_789_012_345_678]
    state.watermarks = [
      .init(repository: "github.com/acme/web", labels: ["bug"], time: "2026-01-14T00:00:00Z")
    ]
    state.changes = 12
    state.unknown = [
      "agent": Array("{\"a\": [1, 2.50],\n  \"b\": \"}\"}".utf8), "zzz": Array("null".utf8),
    ]
    return state
  }

  @Test func takesWhatItWroteForItsOwn() throws {
    for state in [ScanState(), Self.state()] {
      try file.save(state)
      #expect(file.isOwn)
      guard case .own(let text) = file.open(damaged: .leave).content else { continue }
      var head = state
      (head.fileHashes, head.ingestedSessions, head.consumed) = ([:], [], [:])
      #expect(text.head == head)
      #expect(text.files == state.fileHashes.count)
    }
  }

  struct Edit: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let old: String
    let new: String
    /// Whether writing the edited state anew gives what stands there.
    var isOwn = false
  }

  static let edits = [
    Edit(testDescription: "another hash", old: "\"22\"", new: "\"33\"", isOwn: true),
    Edit(testDescription: "a hash that is none", old: "\"22\"", new: "\"ñ~\"", isOwn: true),
    Edit(testDescription: "an entry less", old: "    \"b.log\": \"22\",\n", new: "", isOwn: true),
    Edit(testDescription: "another number", old: "\"b.log\": 7", new: "\"b.log\": 70", isOwn: true),
    Edit(
      testDescription: "a session more", old: "\"wf_a\"", new: "\"wf_Z\",\n    \"wf_a\"",
      isOwn: true),
    Edit(testDescription: "what it doesn't know", old: "[1, 2.50]", new: "[1, 2.500]", isOwn: true),
    Edit(testDescription: "another time", old: "12:00:00Z", new: "12:00:01Z", isOwn: true),
    Edit(testDescription: "a path of the project", old: "/elsewhere/c.log", new: "ROOT/c.log"),
    Edit(
      testDescription: "entries in another order", old: "\"b.log\": \"22\"", new: "\"zb\": \"22\""),
    Edit(testDescription: "an entry twice", old: "\"b.log\": \"22\"", new: "\"\": \"22\""),
    Edit(testDescription: "an escape", old: "\"b.log\": \"22\"", new: "\"b\\u002elog\": \"22\""),
    Edit(testDescription: "another escape", old: "\\u001f", new: "\\u001F"),
    Edit(testDescription: "a long escape", old: "\\t", new: "\\u0009"),
    Edit(testDescription: "an escaped slash", old: "/elsewhere", new: "\\/elsewhere"),
    Edit(testDescription: "a number as text", old: "\"b.log\": 7", new: "\"b.log\": \"7\""),
    Edit(testDescription: "a negative number", old: "\"b.log\": 7", new: "\"b.log\": -7"),
    Edit(testDescription: "a leading zero", old: "\"b.log\": 7", new: "\"b.log\": 07"),
    Edit(testDescription: "a fraction", old: "\"b.log\": 7", new: "\"b.log\": 7.0"),
    Edit(testDescription: "a hash as a number", old: "\"22\"", new: "22"),
    Edit(testDescription: "space", old: "\"b.log\": \"22\"", new: "\"b.log\":  \"22\""),
    Edit(testDescription: "space at an end", old: "\"22\",", new: "\"22\", "),
    Edit(testDescription: "a tab", old: "    \"b.log\": \"22\"", new: "\t\"b.log\": \"22\""),
    Edit(testDescription: "carriage returns", old: "\n", new: "\r\n"),
    Edit(testDescription: "no comma", old: "\"22\",", new: "\"22\""),
    Edit(testDescription: "a comma too many", old: "\"wf_a\",", new: "\"wf_a\",,"),
    Edit(
      testDescription: "an empty line", old: "    \"b.log\": \"22\"", new: "\n    \"b.log\": \"22\""
    ),
    Edit(testDescription: "no end", old: "  \"version\": 1", new: ""),
    Edit(testDescription: "another version", old: "\"version\": 1", new: "\"version\": 2"),
    Edit(
      testDescription: "a key less", old: "  \"last_scan\": \"2026-01-17T12:00:00Z\",\n", new: ""),
    Edit(testDescription: "a key of the resume data", old: "\"changes\": 12", new: "\"c\": 1"),
    Edit(testDescription: "a time that is none", old: "12:00:00Z", new: "noon"),
    Edit(testDescription: "no number", old: "[1, 2.50]", new: "[1, NaN]"),
    Edit(
      testDescription: "a list within what it doesn't know", old: "[1, 2.50]",
      new: "{\n  \"file_hashes\": {\n    \"x\": \"y\"\n  }}"),
    Edit(
      testDescription: "an empty list within what it doesn't know", old: "[1, 2.50]",
      new: "{\n    \"consumed\": {}}"),
  ]

  @Test(arguments: edits)
  func takesOnlyThatForItsOwn(_ edit: Edit) throws {
    let text = String(decoding: ScanStateWriter.json(Self.state()), as: UTF8.self)
    let new = edit.new.replacing("ROOT", with: folder.path)
    let edited = Array(text.replacing(edit.old, with: new).utf8)
    #expect(edited != Array(text.utf8))
    try write(edited)
    #expect(file.isOwn == edit.isOwn)
    if let state = try? ScanStateReader(root: folder.path).read(edited).state {
      #expect((ScanStateWriter.json(state) == edited) == edit.isOwn || edit.new.contains("\n  "))
    }
  }

  /// Bytes are changed, doubled, left out and moved at random.
  @Test func takesNothingForItsOwnThatWouldBeWrittenInAnotherWay() throws {
    let text = ScanStateWriter.json(Self.state())
    var numbers = SplitMix(state: 7)
    var own = 0
    for round in 0..<Torture.seeds(3_000) {
      var bytes = text
      for _ in 0..<Int.random(in: 1...2, using: &numbers) {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
        case 1: bytes[place] = text.randomElement(using: &numbers) ?? 0
        case 2: bytes.remove(at: place)
        default: bytes.insert(bytes[place], at: place)
        }
      }
      try write(bytes)
      guard file.isOwn else { continue }
      own += 1
      let state = try ScanStateReader(root: folder.path).read(bytes).state
      try #require(ScanStateWriter.json(state) == bytes, "round \(round)")
    }
    #expect(own > 0)
  }

  @Test func takesALineThatIsTooLongForNoneOfIts() throws {
    var state = Self.state()
    state.fileHashes[String(repeating: "x", count: TextLines.lineLimit)] = "1"
    try file.save(state)
    #expect(!file.isOwn)
    #expect(try file.load(damaged: .leave).state == state)
  }

  @Test func givesTheEntriesInOrder() throws {
    try file.save(Self.state())
    guard case .own(let text) = file.open(damaged: .leave).content else {
      Issue.record("not its own")
      return
    }
    func keys(of list: StateList) -> [String] {
      guard var entries = text.entries(of: list) else { return [] }
      var keys: [String] = []
      while let key = entries.withKey({ String(decoding: $0, as: UTF8.self) }) {
        keys.append(key)
        entries.pass()
      }
      #expect(entries.position == .end)
      return keys
    }
    let state = Self.state()
    let order = { (keys: [String]) in keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
    #expect(keys(of: .fileHashes) == order(Array(state.fileHashes.keys)))
    #expect(keys(of: .consumed) == order(Array(state.consumed.keys)))
    #expect(keys(of: .ingestedSessions) == order(Array(state.ingestedSessions)))
  }
}
