import Foundation
import Testing

/// Logs that are renamed, rotated, truncated and copied: nothing twice, nothing missed.
struct MovedLogTests {
  /// More than one buffer's worth of lines, so that files are told apart by more than their heads.
  private static let log =
    (1...300).map { "step \($0) of the nightly import went well\n" }.joined()
    + "LoadFailure: no disk\nall well\n"

  private static func begun() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(log, to: "logs/a.log")
    #expect(try workspace.flow("finish").errorsExtracted == 1)
    return workspace
  }

  @Test func countsARenamedLogOnce() throws {
    let workspace = try Self.begun()
    try workspace.move("logs/a.log", to: "logs/b.log")
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    try workspace.append("LoadFailure: no disk\n", to: "logs/b.log")
    #expect(try workspace.flow("finish").errorsExtracted == 1)
    #expect(try workspace.counts() == ["LoadFailure: no disk": 2])
  }

  @Test func followsARotation() throws {
    let workspace = try Self.begun()
    try workspace.append("SaveFailure: before the rotation\n", to: "logs/a.log")
    try workspace.move("logs/a.log", to: "logs/a.log.1")
    try workspace.write("SaveFailure: after it\n", to: "logs/a.log")
    let summary = try workspace.flow("finish")
    #expect(summary.errorsExtracted == 2 && summary.patternsCreated == 2)
    try workspace.move("logs/a.log.1", to: "logs/a.log.2")
    try workspace.move("logs/a.log", to: "logs/a.log.1")
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    #expect(try workspace.flow("finish").errorsExtracted == 1)
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    #expect(
      try workspace.counts() == [
        "LoadFailure: no disk": 2, "SaveFailure: before the rotation": 1,
        "SaveFailure: after it": 1,
      ])
  }

  @Test func followsCopyAndTruncate() throws {
    let workspace = try Self.begun()
    try workspace.copy("logs/a.log", to: "logs/a.log.1")
    try workspace.truncate("logs/a.log", to: "")
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    try workspace.append("LoadFailure: no disk\n", to: "logs/a.log")
    #expect(try workspace.flow("finish").errorsExtracted == 1)
    try workspace.copy("logs/a.log", to: "logs/a.log.0")
    try workspace.truncate("logs/a.log", to: "SaveFailure: no space\n")
    #expect(try workspace.flow("finish").errorsExtracted == 1)
    #expect(try workspace.counts() == ["LoadFailure: no disk": 2, "SaveFailure: no space": 1])
  }

  @Test func countsATruncatedLogThatBeginsAnew() throws {
    let workspace = try Self.begun()
    try workspace.truncate("logs/a.log", to: "LoadFailure: no disk\n")
    #expect(try workspace.flow("finish").errorsExtracted == 1)
    #expect(try workspace.counts() == ["LoadFailure: no disk": 2])
  }

  /// A log that is moved away and comes back is the log that it was.
  @Test func recognisesALogThatComesBack() throws {
    let workspace = try Self.begun()
    try workspace.move("logs/a.log", to: "a.log")
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    try workspace.write("SaveFailure: another\n", to: "logs/a.log")
    #expect(try workspace.flow("finish").errorsExtracted == 1)
    try workspace.move("a.log", to: "logs/old.log")
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    #expect(try workspace.counts() == ["LoadFailure: no disk": 1, "SaveFailure: another": 1])
  }

  /// Equal logs that are in place together are two.
  @Test func countsEqualLogsSeparately() throws {
    let workspace = try Self.begun()
    try workspace.copy("logs/a.log", to: "logs/b.log")
    #expect(try workspace.flow("finish").errorsExtracted == 1)
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    #expect(try workspace.counts() == ["LoadFailure: no disk": 2])
  }

  @Test func exchangedNamesCountNothing() throws {
    let workspace = try Self.begun()
    try workspace.write("SaveFailure: no space\n" + Self.log, to: "logs/b.log")
    try workspace.flow("finish")
    let before = try workspace.counts()
    try workspace.move("logs/a.log", to: "logs/c.log")
    try workspace.move("logs/b.log", to: "logs/a.log")
    try workspace.move("logs/c.log", to: "logs/b.log")
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    #expect(try workspace.counts() == before)
  }
}
