import Foundation
import Testing

/// `.orchestrator/scan_snapshot` may make a run short, and must never make it miss anything.
struct SnapshotTests {
  /// A project that was learned from, with a snapshot.
  private func settled() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write("LoadFailure: no disk\n", to: ".orchestrator/sessions/s1/out.log")
    // What was just written may change again without its times changing.
    Thread.sleep(forTimeInterval: 0.2)
    try workspace.flow("finish")
    #expect(try workspace.counts() == ["LoadFailure: no disk": 2])
    try #require(workspace.exists(".orchestrator/scan_snapshot"))
    return workspace
  }

  /// Whether the run opened the store; it takes the lock when it does.
  private func looksInFull(_ workspace: Workspace, _ command: String = "finish") throws -> Bool {
    if workspace.exists(".orchestrator/scan.lock") {
      try workspace.remove(".orchestrator/scan.lock")
    }
    // Not with --json, which always says something.
    #expect(try workspace.scanctl(command).status == 0)
    return workspace.exists(".orchestrator/scan.lock")
  }

  @Test(arguments: ["finish", "recover"])
  func sparesTheStoreWhereNothingHasChanged(_ command: String) throws {
    let workspace = try settled()
    let store = workspace.url(".orchestrator/patterns.sqlite")
    let before = try Data(contentsOf: store)
    #expect(try !looksInFull(workspace, command))
    #expect(try Data(contentsOf: store) == before)
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let count: Int
    let make: @Sendable (Workspace) throws -> Void

    init(
      _ testDescription: String, count: Int, _ make: @escaping @Sendable (Workspace) throws -> Void
    ) {
      self.testDescription = testDescription
      self.count = count
      self.make = make
    }
  }

  static let changes = [
    Change("a log grows", count: 3) { try $0.append("LoadFailure: no disk\n", to: "logs/a.log") },
    Change("a log is new", count: 3) { try $0.write("LoadFailure: no disk\n", to: "logs/b.log") },
    Change("a log is edited in place", count: 3) {
      try $0.write("LoadFailure: no disk\nLoadFailure: no disk\n", to: "logs/a.log")
    },
    Change("a log goes", count: 2) {
      try $0.remove("logs/a.log")
    },
    Change("a log is renamed", count: 2) {
      try $0.move("logs/a.log", to: "logs/c.log")
    },
    Change("a session is new", count: 3) {
      try $0.write("LoadFailure: no disk\n", to: ".orchestrator/sessions/s2/out.log")
    },
    Change("the store goes", count: 2) {
      try $0.remove(".orchestrator/patterns.sqlite")
    },
    Change("the state goes", count: 2) {
      try $0.remove(".orchestrator/scan_state.json")
    },
    Change("the state is damaged", count: 2) {
      try $0.write("{", to: ".orchestrator/scan_state.json")
    },
    Change("the manifest changes", count: 2) {
      try $0.write(Workspace.manifest + "# changed\n", to: "scanners.yaml")
    },
    Change("the snapshot goes", count: 2) {
      try $0.remove(".orchestrator/scan_snapshot")
    },
    Change("the snapshot is damaged", count: 2) {
      try $0.write("scanctl snapshot 1\nnothing\n", to: ".orchestrator/scan_snapshot")
    },
    Change("the snapshot is from another time", count: 2) {
      var lines = try $0.text(".orchestrator/scan_snapshot").split(
        separator: "\n", omittingEmptySubsequences: false)
      lines[2] = "99999999999999"
      try $0.write(lines.joined(separator: "\n"), to: ".orchestrator/scan_snapshot")
    },
  ]

  @Test(arguments: changes)
  func looksInFullWhere(_ change: Change) throws {
    let workspace = try settled()
    try change.make(workspace)
    #expect(try looksInFull(workspace))
    #expect(try workspace.counts() == ["LoadFailure: no disk": change.count])
    #expect(workspace.exists(".orchestrator/scan_state.json"))
  }

  /// What was read with the rules of before stays as it is, and is nothing to do.
  @Test func sparesTheStoreWhereTheRulesHaveChangedSince() throws {
    let workspace = try settled()
    let manifest = Workspace.manifest.replacing("'0 failures'", with: "'no failures'")
    try workspace.write(manifest, to: "scanners.yaml")
    #expect(try looksInFull(workspace))
    #expect(try !looksInFull(workspace))
    #expect(try workspace.counts() == ["LoadFailure: no disk": 2])
  }

  @Test func recoversASessionThatCameAfterwards() throws {
    let workspace = try settled()
    try workspace.write("LoadFailure: no disk\n", to: ".orchestrator/sessions/s2/out.log")
    try workspace.flow("recover")
    #expect(try workspace.counts() == ["LoadFailure: no disk": 3])
  }

  @Test func notesTheEndOfASession() throws {
    let workspace = try settled()
    #expect(try workspace.scanctl("finish", "--session", "s9").status == 0)
    #expect(try workspace.text(".orchestrator/scan_state.json").contains("\"s9\""))
  }

  /// Its times can't tell that it will not change again.
  @Test func trustsNoFileThatWasJustWritten() throws {
    let workspace = try Workspace()
    try workspace.write("", to: "logs/a.log")
    for round in 1...6 {
      try workspace.append("LoadFailure: no disk\n", to: "logs/a.log")
      #expect(try workspace.scanctl("finish").status == 0)
      #expect(try workspace.counts() == ["LoadFailure: no disk": round])
    }
  }

  @Test func leavesWhatIsInItsPlaceAlone() throws {
    let workspace = try settled()
    let target = workspace.url("target.txt")
    try workspace.write("mine", to: "target.txt")
    try workspace.remove(".orchestrator/scan_snapshot")
    try FileManager.default.createSymbolicLink(
      at: workspace.url(".orchestrator/scan_snapshot"), withDestinationURL: target)
    try workspace.append("LoadFailure: no disk\n", to: "logs/a.log")
    Thread.sleep(forTimeInterval: 0.2)
    try workspace.flow("finish")
    #expect(try workspace.text("target.txt") == "mine")
    #expect(try workspace.counts() == ["LoadFailure: no disk": 3])
  }
}
