import Foundation
import Testing

@testable import ScanEngine

/// A look at the files may be older than what the store knows, when another process has scanned
/// meanwhile: it must lead to no count that is wrong.
struct FilesFoundTests {
  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable (ScannedFolder) throws -> Void
  }

  private static let line = Array("TypeError: amber is not a function\n".utf8)

  static let changes = [
    Change(testDescription: "a log has grown") { $0.append(line, to: "a.log") },
    Change(testDescription: "a log is new") { $0.append(line, to: "new.log") },
    Change(testDescription: "a log was rewritten") { $0.rewrite(line, in: "a.log") },
    Change(testDescription: "a log was renamed") {
      try FileManager.default.moveItem(atPath: $0.path("a.log"), toPath: $0.path("moved.log"))
    },
    Change(testDescription: "a log is gone") {
      try FileManager.default.removeItem(atPath: $0.path("a.log"))
    },
  ]

  /// - `isLearned`: Whether another process has learned from the change when the scan begins.
  @Test(arguments: changes, [true, false])
  func countsRightWhereItIsOld(_ change: Change, isLearned: Bool) async throws {
    func counts(old: Bool) async throws -> [String: Int] {
      let folder = try ScannedFolder()
      folder.append(Self.line + Self.line, to: "a.log")
      folder.append(Self.line, to: "b.log")
      try await folder.scan()
      folder.append(Self.line, to: "a.log")
      let found = old ? folder.look() : nil
      try change.make(folder)
      if isLearned { try await folder.scan() }
      let report = try await folder.scan(found: found)
      #expect(report.warnings.isEmpty)
      try await folder.scan()
      return try folder.counts()
    }
    #expect(try await counts(old: true) == counts(old: false))
  }
}
