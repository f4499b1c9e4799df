import Foundation
import Testing

@testable import ScanEngine

/// A kind of store; every one must pass the whole conformance suite.
struct StoreFactory: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Opens the store that lives in a folder, for writing.
  let open: @Sendable (TemporaryFolder) throws -> any PatternStore

  static let all = [
    StoreFactory(testDescription: "SQLite") {
      // Many at once on a slow disk may wait for long.
      try SQLiteStore(
        path: $0.path + "/store/patterns.sqlite", access: .writing, patience: 300_000)
    }
  ]
}

/// A folder that lasts as long as its test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/scanctl-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
