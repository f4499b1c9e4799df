import Foundation
import Testing

/// Documents that are edited anywhere, and scans that begin anew.
struct EditedDocumentTests {
  private static func notes(_ errors: String...) -> String {
    "# Learnings\n\n"
      + errors.map { "## A note\n\n```\n\($0)\n```\n\nFix: mend it.\n" }
      .joined(separator: "\n")
  }

  @Test func countsOnlyWhatIsNewInTheMiddle() throws {
    let workspace = try Workspace()
    try workspace.write(Self.notes("KeyError: 'a'", "KeyError: 'b'"), to: "LEARNINGS.md")
    #expect(try workspace.flow("finish").errorsExtracted == 2)
    try workspace.write(
      Self.notes("KeyError: 'a'", "KeyError: 'c'", "KeyError: 'b'"), to: "LEARNINGS.md")
    let summary = try workspace.flow("finish")
    #expect(summary.errorsExtracted == 1 && summary.patternsCreated == 1)
    #expect(try workspace.counts() == ["KeyError: 'a'": 1, "KeyError: 'b'": 1, "KeyError: 'c'": 1])
  }

  @Test func neverFallsAndRisesOnlyAboveWhatItWas() throws {
    let workspace = try Workspace()
    try workspace.write(Self.notes("KeyError: 'a'", "KeyError: 'b'"), to: "LEARNINGS.md")
    try workspace.flow("finish")
    try workspace.write(Self.notes("KeyError: 'b'"), to: "LEARNINGS.md")
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    #expect(try workspace.counts() == ["KeyError: 'a'": 1, "KeyError: 'b'": 1])
    try workspace.write(Self.notes("KeyError: 'b'", "KeyError: 'a'"), to: "LEARNINGS.md")
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    try workspace.write(
      Self.notes("KeyError: 'b'", "KeyError: 'a'", "KeyError: 'a'"), to: "LEARNINGS.md")
    #expect(try workspace.flow("finish").errorsExtracted == 1)
    #expect(try workspace.counts() == ["KeyError: 'a'": 2, "KeyError: 'b'": 1])
  }

  /// Editors write a new file and rename it into place.
  @Test func staysTheSameDocumentWhenItIsReplacedOrRemoved() throws {
    let workspace = try Workspace()
    let text = Self.notes("KeyError: 'a'")
    try workspace.write(text, to: "LEARNINGS.md")
    try workspace.flow("finish")
    try workspace.write(text, to: "LEARNINGS.new")
    try workspace.remove("LEARNINGS.md")
    try workspace.flow("finish")
    #expect(try workspace.counts() == ["KeyError: 'a'": 1])
    try workspace.move("LEARNINGS.new", to: "LEARNINGS.md")
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    #expect(try workspace.counts() == ["KeyError: 'a'": 1])
  }

  @Test func rescanReplacesWhatIsThereAndKeepsWhatIsGone() throws {
    let workspace = try Workspace()
    try workspace.write(Self.notes("KeyError: 'a'"), to: "LEARNINGS.md")
    try workspace.write(AppendedLogTests.traceback, to: "logs/a.log")
    try workspace.write("LoadFailure: no disk\n", to: "logs/gone.log")
    try workspace.flow("backfill")
    let before = try workspace.counts()
    try workspace.remove("logs/gone.log")
    let summary = try workspace.flow("backfill", "--rescan")
    #expect(summary.errorsExtracted == 0 && summary.patternsCreated == 0)
    #expect(summary.sourcesScanned.count == 2)
    #expect(try workspace.counts() == before)
    try workspace.write(Self.notes("KeyError: 'z'"), to: "LEARNINGS.md")
    try workspace.flow("backfill", "--rescan")
    var after = before
    after["KeyError: 'a'"] = nil
    after["KeyError: 'z'"] = 1
    #expect(try workspace.counts() == after)
  }

  @Test func changedRulesApplyToNewBytesAndRescanIsOffered() throws {
    let workspace = try Workspace()
    try workspace.write("REJECTED 17\nLoadFailure: no disk\n", to: "logs/a.log")
    try workspace.flow("finish")
    let rule = """
          - {id: jobs.rejected, pattern: '^REJECTED (?<message>\\d+)$', type: Rejected, keywords: [REJECTED],
             examples: [{text: REJECTED 17, type: Rejected, message: '17'}], counterexamples: [accepted]}

      """
    try workspace.write(
      Workspace.manifest.replacing("sources:\n", with: rule + "sources:\n"), to: "scanners.yaml")
    try workspace.append("REJECTED 18\n", to: "logs/a.log")
    let result = try workspace.scanctl("finish")
    #expect(result.output == "Learning: found 1 error, created 1 new pattern\n")
    #expect(result.errors.contains("scanctl backfill --rescan"))
    let rescan = try workspace.scanctl("backfill", "--rescan")
    #expect(rescan.status == 0 && !rescan.errors.contains("--rescan"))
    #expect(try workspace.counts().values.reduce(0, +) == 3)
    #expect(try workspace.flow("finish").errorsExtracted == 0)
  }
}
