import Foundation
import Testing

@testable import ScanEngine

struct ScanStateFileTests {
  let folder: TemporaryFolder
  let file: ScanStateFile
  let now = Timestamp(milliseconds: 1_768_651_200_000)

  init() throws {
    folder = try TemporaryFolder()
    file = ScanStateFile(root: folder.path)
  }

  private func write(_ text: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/.orchestrator", withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file.path))
  }

  private func text() throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: file.path)), as: UTF8.self)
  }

  private var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/.orchestrator")) ?? []
  }

  @Test func isEmptyWhereThereIsNone() throws {
    let (state, warnings) = try file.load(damaged: .setAside(at: now))
    #expect(state == ScanState())
    #expect(warnings.isEmpty)
    #expect(names.isEmpty)
  }

  @Test func writesAllKeysSorted() throws {
    var state = ScanState()
    try file.save(state)
    #expect(
      try text() == """
        {
          "file_hashes": {},
          "github_watermark": null,
          "ingested_sessions": [],
          "last_scan": null,
          "resume": {
            "consumed": {},
            "watermarks": []
          },
          "version": 1
        }

        """)
    state.lastScan = now
    state.fileHashes = ["b.log": "22", "a \"quoted\"\n\u{1}ü.log": "11"]
    state.githubWatermark = "2026-01-14T00:00:00Z"
    state.ingestedSessions = ["wf_b", "wf_a"]
    state.consumed = ["b.log": 7]
    state.watermarks = [
      .init(repository: "github.com/acme/web", labels: ["bug"], time: "2026-01-14T00:00:00Z")
    ]
    state.unknown = ["agent": Array(#"{"a": [1, 2.50]}"#.utf8)]
    try file.save(state)
    #expect(
      try text() == #"""
        {
          "agent": {"a": [1, 2.50]},
          "file_hashes": {
            "a \"quoted\"\n\u0001ü.log": "11",
            "b.log": "22"
          },
          "github_watermark": "2026-01-14T00:00:00Z",
          "ingested_sessions": [
            "wf_a",
            "wf_b"
          ],
          "last_scan": "2026-01-17T12:00:00Z",
          "resume": {
            "consumed": {
              "b.log": 7
            },
            "watermarks": [
              {
                "labels": [
                  "bug"
                ],
                "repository": "github.com/acme/web",
                "watermark": "2026-01-14T00:00:00Z"
              }
            ]
          },
          "version": 1
        }

        """#)
    let (loaded, warnings) = try file.load(damaged: .setAside(at: now))
    #expect(loaded == state)
    #expect(warnings.isEmpty)
  }

  @Test func loadsThePredecessorsFile() throws {
    try write(
      """
      {"last_scan": "2026-01-17T12:00:00.250999", "file_hashes": {
        "\(folder.path)/LEARNINGS.md": "0123456789abcdef",
        "\(folder.path)/b.log": "old", "b.log": "new",
        "/elsewhere/x.log": "fedcba9876543210", "\(folder.path)": "self"},
       "github_watermark": "2026-01-14 02:00:00+02:00",
       "ingested_sessions": ["wf_b", "wf_a", "wf_b"],
       "learned": {"é": [1.50, 12345678901234567890, "a\\"}b"]} , "empty":null}
      """)
    let (state, warnings) = try file.load(damaged: .setAside(at: now))
    #expect(warnings.isEmpty)
    #expect(state.lastScan?.text == "2026-01-17T12:00:00.250Z")
    #expect(
      state.fileHashes == [
        "LEARNINGS.md": "0123456789abcdef", "b.log": "new",
        "/elsewhere/x.log": "fedcba9876543210", folder.path: "self",
      ])
    #expect(state.githubWatermark == "2026-01-14T00:00:00Z")
    #expect(state.ingestedSessions == ["wf_a", "wf_b"])
    #expect(
      state.unknown.mapValues { String(decoding: $0, as: UTF8.self) } == [
        "learned": #"{"é": [1.50, 12345678901234567890, "a\"}b"]}"#, "empty": "null",
      ])
    try file.save(state)
    #expect(try file.load(damaged: .leave).state == state)
  }

  @Test(arguments: [
    "{}", "{\"last_scan\": null, \"file_hashes\": null, \"ingested_sessions\": null}",
    "{\"github_watermark\": null, \"resume\": null, \"version\": 1}",
  ])
  func takesWhatIsLeftOutAsEmpty(_ text: String) throws {
    try write(text)
    let (state, warnings) = try file.load(damaged: .setAside(at: now))
    #expect(state == ScanState())
    #expect(warnings.isEmpty)
  }

  @Test func saysSoWhereATimeIsNone() throws {
    try write("{\"last_scan\": \"yesterday\", \"ingested_sessions\": [\"a\"]}")
    let (state, warnings) = try file.load(damaged: .setAside(at: now))
    #expect(state.ingestedSessions == ["a"])
    #expect(warnings.count == 1)
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{\"file_hashes\": []}", "{\"ingested_sessions\": {}}",
    "{\"last_scan\": 12}", "{\"file_hashes\": {\"a\": \"1\"",
  ])
  func setsADamagedFileAside(_ text: String) throws {
    try write(text)
    #expect(try file.load(damaged: .leave).warnings.count == 1)
    #expect(try self.text() == text)
    let (state, warnings) = try file.load(damaged: .setAside(at: now))
    #expect(state == ScanState())
    #expect(warnings.count == 1)
    #expect(names == ["scan_state.json.damaged-20260117T120000Z"])
    try write("{")
    _ = try file.load(damaged: .setAside(at: now))
    #expect(names.count == 2)
    try file.save(ScanState())
    #expect(try file.load(damaged: .leave).warnings.isEmpty)
  }

  @Test func setsAFolderAside() throws {
    try FileManager.default.createDirectory(
      atPath: file.path, withIntermediateDirectories: true)
    #expect(throws: Warning.self) { try file.save(ScanState()) }
    #expect(try file.load(damaged: .setAside(at: now)).warnings.count == 1)
    try file.save(ScanState())
    #expect(names.count == 2)
  }

  @Test func writesNothingThroughALink() throws {
    let target = folder.path + "/target"
    try write("{}")
    try FileManager.default.moveItem(atPath: file.path, toPath: target)
    try FileManager.default.createSymbolicLink(
      atPath: file.path, withDestinationPath: target)
    var state = ScanState()
    state.ingestedSessions = ["a"]
    #expect(throws: Warning.self) { try file.save(state) }
    #expect(try file.load(damaged: .setAside(at: now)).warnings.count == 1)
    try file.save(state)
    #expect(try Data(contentsOf: URL(fileURLWithPath: target)) == Data("{}".utf8))
  }

  @Test func writesNothingIntoALinkedFolder() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/.orchestrator", withDestinationPath: "/tmp")
    #expect(throws: Warning.self) { try file.save(ScanState()) }
    #expect(try file.load(damaged: .setAside(at: now)).state == ScanState())
  }

  @Test func isForItsOwnerOnly() throws {
    try file.save(ScanState())
    func rights(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try rights(file.path) == 0o600)
    #expect(try rights(folder.path + "/.orchestrator") == 0o700)
    #expect(names == ["scan_state.json"])
  }

  @Test func holdsAHundredThousandFiles() throws {
    var state = ScanState()
    for number in 0..<100_000 {
      let path = "sessions/\(number)/log.jsonl"
      state.fileHashes[path] = SHA256.hex(SHA256.digest(of: Array(path.utf8)))
      state.consumed[path] = Int64(number)
    }
    try file.save(state)
    #expect(try file.load(damaged: .leave).state == state)
  }
}
