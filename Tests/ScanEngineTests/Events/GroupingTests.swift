import Foundation
import ScanEngine
import Testing

/// Messages of log systems and tools that were not at hand when the rules were written, each with
/// the name of its group: `Fixtures/grouping/*.tsv`.
struct GroupingTests {
  private static func messages(_ name: String) throws -> [(group: String, message: String)] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = tests.appending(path: "Fixtures/grouping/\(name).tsv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", maxSplits: 1)
      return (String(parts[0]), String(parts[1]))
    }
  }

  @Test(arguments: ["logs", "errors", "more-logs", "more-errors"])
  func groups(_ name: String) throws {
    let splitter = MessageSplitter()
    var scratch = try MatchScratch.make()
    var fingerprints: [String: Set<Fingerprint>] = [:]
    var groups: [Fingerprint: Set<String>] = [:]
    for (group, message) in try Self.messages(name) {
      let parts = splitter.split(Array(message.utf8))
      let fingerprint = Fingerprinter.builtIn.fingerprint(
        type: parts.type, message: parts.message, scratch: &scratch
      ).fingerprint
      fingerprints[group, default: []].insert(fingerprint)
      groups[fingerprint, default: []].insert(group)
    }
    #expect(fingerprints.filter { $0.value.count > 1 }.keys.sorted() == [], "split")
    #expect(groups.values.filter { $0.count > 1 }.map { $0.sorted() } == [], "mixed")
  }

  @Test(arguments: ["logs", "errors"])
  func leavesNormalFormsAsTheyAre(_ name: String) throws {
    let normalizer = MessageNormalizer()
    for (_, message) in try Self.messages(name) {
      let form = normalizer.normalize(Array(message.utf8))
      #expect(normalizer.normalize(form) == form, "\(message)")
    }
  }
}

extension MatchScratch {
  private struct OutOfMemory: Error {}

  static func make() throws -> MatchScratch {
    guard let scratch = MatchScratch() else { throw OutOfMemory() }
    return scratch
  }
}
