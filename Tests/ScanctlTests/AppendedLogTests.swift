import Foundation
import Testing

/// Logs that grow: what is counted at once, what is corrected later.
struct AppendedLogTests {
  @Test func countsOneForOneAppendedLine() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\nall well\n", to: "logs/a.log")
    #expect(try workspace.flow("finish").errorsExtracted == 1)
    try workspace.append("SaveFailure: no space\n", to: "logs/a.log")
    let summary = try workspace.flow("finish")
    #expect(summary.errorsExtracted == 1)
    #expect(summary.patternsCreated == 1)
    try workspace.append("LoadFailure: no disk\n", to: "logs/a.log")
    let again = try workspace.flow("finish")
    #expect(again.errorsExtracted == 1)
    #expect(again.patternsCreated == 0)
    #expect(again.patternsUpdated == 1)
    #expect(try workspace.counts() == ["LoadFailure: no disk": 2, "SaveFailure: no space": 1])
  }

  @Test func printsOneLineOrNothing() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\nSaveFailure: no space\n", to: "logs/a.log")
    let first = try workspace.scanctl("finish")
    #expect(first.output == "Learning: found 2 errors, created 2 new patterns\n")
    #expect(first.errors.isEmpty)
    let second = try workspace.scanctl("finish")
    #expect(second.output.isEmpty && second.errors.isEmpty && second.status == 0)
    try workspace.append("LoadFailure: no disk\n", to: "logs/a.log")
    #expect(
      try workspace.scanctl("finish").output
        == "Learning: found 1 error, created 0 new patterns\n")
  }

  /// An unfinished last line counts as it stands, and is corrected.
  @Test func correctsALineThatIsFinishedLater() throws {
    let workspace = try Workspace()
    try workspace.write("ok\nLoadFailure: no", to: "logs/a.log")
    try workspace.flow("finish")
    #expect(try workspace.counts() == ["LoadFailure: no": 1])
    try workspace.append(" disk", to: "logs/a.log")
    try workspace.flow("finish")
    #expect(try workspace.counts() == ["LoadFailure: no disk": 1])
    try workspace.append("\n", to: "logs/a.log")
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    #expect(try workspace.counts() == ["LoadFailure: no disk": 1])
    try workspace.append("done\n", to: "logs/a.log")
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    #expect(try workspace.counts() == ["LoadFailure: no disk": 1])
  }

  static let traceback = """
    starting
    Traceback (most recent call last):
      File "/srv/app/main.py", line 9, in <module>
        run()
      File "/srv/app/rates.py", line 4, in rate
        return TABLE[zone]
    KeyError: 'N1'
    stopped
    Traceback (most recent call last):
      File "/srv/app/main.py", line 9, in <module>
        run()
      File "/srv/app/load.py", line 2, in load
        open(path)
    FileNotFoundError: [Errno 2] No such file or directory: 'rates.csv'

    """

  /// Wherever a log is split between scans, counts are those of one scan.
  @Test func countsAsOneScanWhereverTheLogIsSplit() throws {
    let whole = try Workspace()
    try whole.write(Self.traceback, to: "logs/a.log")
    try whole.flow("finish")
    let expected = try whole.counts()
    #expect(expected.values.reduce(0, +) == 2)
    let bytes = Array(Self.traceback.utf8)
    for step in [23, 61] {
      let split = try Workspace()
      try split.write("", to: "logs/a.log")
      for start in stride(from: 0, to: bytes.count, by: step) {
        let piece = bytes[start..<min(bytes.count, start + step)]
        try split.append(String(decoding: piece, as: UTF8.self), to: "logs/a.log")
        try split.flow("finish")
      }
      #expect(try split.counts() == expected, "pieces of \(step) bytes")
    }
  }

  @Test func countsNothingWhereOnlyTimesChange() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write("# Notes\n\n```\nKeyError: 'N1'\n```\n", to: "LEARNINGS.md")
    try workspace.flow("finish")
    let before = try workspace.counts()
    #expect(before.count == 2)
    for path in ["logs/a.log", "LEARNINGS.md"] {
      try workspace.touch(path, at: Date(timeIntervalSinceNow: 5))
    }
    let summary = try workspace.flow("finish")
    #expect(summary.errorsExtracted == 0 && summary.patternsUpdated == 0)
    #expect(try workspace.counts() == before)
  }

  @Test func recordsWithIdentifiersCountOnceWhereverTheyAreCopied() throws {
    let workspace = try Workspace()
    let record = #"""
      {"type":"assistant","uuid":"u-1","sessionId":"s","timestamp":"2026-09-08T08:00:00.000Z","message":{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"Bash","input":{"command":"python3 rates.py"}}]}}
      {"type":"user","uuid":"u-2","sessionId":"s","timestamp":"2026-09-08T08:00:01.000Z","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","is_error":true,"content":"Exit code 1\nKeyError: 'N1'"}]}}

      """#
    try workspace.write(record, to: "logs/a.jsonl")
    try workspace.flow("finish")
    let before = try workspace.counts()
    #expect(before == ["KeyError: 'N1'": 1])
    try workspace.write(record, to: "logs/b.jsonl")
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    try workspace.append(record, to: "logs/a.jsonl")
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    #expect(try workspace.counts() == before)
    try workspace.append(
      record.replacing("toolu_1", with: "toolu_2").replacing("u-1", with: "u-3")
        .replacing("u-2", with: "u-4"), to: "logs/b.jsonl")
    #expect(try workspace.flow("finish").errorsExtracted == 1)
  }
}
