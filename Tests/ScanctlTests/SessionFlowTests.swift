import Foundation
import Testing

/// recover and finish: which sessions were learned from.
struct SessionFlowTests {
  private static let announcement = "Recovering learnings from previous incomplete session…"

  private static func begun() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: ".orchestrator/sessions/wf_1/out.log")
    try workspace.write("SaveFailure: no space\n", to: ".orchestrator/sessions/wf_2.log")
    try workspace.write("LoadFailure: elsewhere\n", to: "logs/a.log")
    return workspace
  }

  @Test func recoversOnceAndOnlySessions() throws {
    let workspace = try Self.begun()
    let first = try workspace.scanctl("recover")
    #expect(
      first.output == Self.announcement + "\nLearning: found 2 errors, created 2 new patterns\n")
    #expect(try workspace.counts() == ["LoadFailure: no disk": 1, "SaveFailure: no space": 1])
    let second = try workspace.scanctl("recover")
    #expect(second.output.isEmpty && second.errors.isEmpty && second.status == 0)
    let summary = try workspace.flow("recover")
    #expect(summary.sourcesScanned.isEmpty && summary.sessionsIngested.isEmpty)
  }

  @Test func leavesTheSessionAloneThatStarts() throws {
    let workspace = try Self.begun()
    try workspace.write("wf_1\n", to: ".orchestrator/current")
    let summary = try workspace.flow("recover", "--session", "wf_2")
    #expect(summary.sessionsIngested == ["wf_1"])
    #expect(try workspace.counts() == ["LoadFailure: no disk": 1])
    #expect(try workspace.flow("recover").sessionsIngested == ["wf_2"])
  }

  @Test func finishLeavesNothingToRecover() throws {
    let workspace = try Self.begun()
    try workspace.write("wf_3\n", to: ".orchestrator/current")
    #expect(try workspace.flow("finish").sessionsIngested == ["wf_1", "wf_2", "wf_3"])
    #expect(try workspace.scanctl("recover").output.isEmpty)
    #expect(try workspace.flow("finish", "--session", "wf_4").sessionsIngested == ["wf_4"])
    #expect(try workspace.flow("finish", "--session", "wf_4").sessionsIngested.isEmpty)
  }

  @Test func finishMarksNoSessionThatItDidNotRead() throws {
    let workspace = try Self.begun()
    let summary = try workspace.flow("finish", "--source", "logs", "--session", "wf_1")
    #expect(summary.sessionsIngested.isEmpty)
    #expect(try workspace.flow("recover").sessionsIngested == ["wf_1", "wf_2"])
  }

  /// A session taken for an orphan loses nothing: its own finish reads what came after.
  @Test func readsWhatComesAfterARecovery() throws {
    let workspace = try Self.begun()
    try workspace.flow("recover")
    try workspace.append("SaveFailure: late\n", to: ".orchestrator/sessions/wf_1/out.log")
    let again = try workspace.scanctl("recover")
    #expect(
      again.output == Self.announcement + "\nLearning: found 1 error, created 1 new pattern\n")
    try workspace.append("SaveFailure: later\n", to: ".orchestrator/sessions/wf_1/out.log")
    #expect(try workspace.flow("finish", "--session", "wf_1").errorsExtracted == 2)
    #expect(try workspace.scanctl("recover").output.isEmpty)
  }

  /// Whatever touches a file, what is in the store is not announced again.
  @Test func isSilentWhereOnlyTimesChanged() throws {
    let workspace = try Self.begun()
    try workspace.flow("recover")
    try workspace.touch(
      ".orchestrator/sessions/wf_1/out.log", at: Date(timeIntervalSinceNow: 5))
    #expect(try workspace.scanctl("recover").output.isEmpty)
  }

  @Test func leavesOldSessionsAlone() throws {
    let workspace = try Self.begun()
    for path in ["wf_1/out.log", "wf_2.log"] {
      try workspace.touch(
        ".orchestrator/sessions/" + path, at: Date(timeIntervalSinceNow: -40 * 86_400))
    }
    #expect(try workspace.scanctl("recover").output.isEmpty)
    #expect(try workspace.flow("backfill", "--days", "60").errorsExtracted == 3)
  }
}
