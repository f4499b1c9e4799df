import Foundation
import Testing

/// The files in `Tests/Fixtures`.
enum Fixtures {
  static func folder(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/\(name)")
  }

  /// The names of the files that end so, without the ending, in order.
  static func names(in folder: String, ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: self.folder(folder).path)
      .filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder(path)))
  }
}

/// Compares `text` with a file in `Tests/Fixtures`.
///
/// With RECORD_GOLDEN=1 the file is written and the test fails, so that somebody reads it.
func expectGolden(
  _ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = Fixtures.folder(path)
  let text = text.hasSuffix("\n") || text.isEmpty ? text : text + "\n"
  let golden = try? String(contentsOf: url, encoding: .utf8)
  if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1", golden != text {
    try text.write(to: url, atomically: true, encoding: .utf8)
    Issue.record("recorded \(path): read it", sourceLocation: sourceLocation)
    return
  }
  #expect(text == golden, "differs from \(path)", sourceLocation: sourceLocation)
}
