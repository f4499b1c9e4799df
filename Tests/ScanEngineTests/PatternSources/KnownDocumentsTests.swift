import Foundation
import Testing

@testable import ScanEngine

/// Which gone log a file at a new path is, where many begin alike or are equal.
struct KnownDocumentsTests {
  private func log(_ names: String..., filler: Int = 0) -> [UInt8] {
    let quiet = String(
      repeating: "12:00:00 a step went well, as was to be expected\n", count: filler)
    return Array((quiet + names.map { "TypeError: \($0) is not a function\n" }.joined()).utf8)
  }

  private func total(_ scanned: ScannedFolder) throws -> Int {
    try scanned.counts().values.reduce(0, +)
  }

  private func remove(_ name: String, from scanned: ScannedFolder) throws {
    try FileManager.default.removeItem(atPath: scanned.path(name))
  }

  /// Short ones are known by their heads alone, of long ones the heads are equal.
  @Test(arguments: [0, 200])
  func usesEachOfEqualLogsOnce(filler: Int) async throws {
    let scanned = try ScannedFolder()
    for name in ["a", "b", "c"] { scanned.append(log("amber", filler: filler), to: name) }
    scanned.append(log("birch", filler: filler), to: "other")
    try await scanned.scan()
    for name in ["a", "b", "other"] { try remove(name, from: scanned) }
    for name in ["x", "y", "z"] {
      scanned.append(log("amber", "cedar", filler: filler), to: name)
    }
    try await scanned.scan()
    // Two have moved, with an error more each; the third is new, and c is still there.
    #expect(try total(scanned) == 4 + 2 + 2)
    scanned.append(log("birch", "delta", filler: filler), to: "last")
    try await scanned.scan()
    #expect(try total(scanned) == 8 + 1)
  }

  @Test(arguments: [0, 200])
  func prefersTheLongestThatWasRead(filler: Int) async throws {
    let scanned = try ScannedFolder()
    scanned.append(log("amber", filler: filler), to: "short")
    scanned.append(log("amber", filler: filler) + log("birch"), to: "long")
    scanned.append(log("amber", filler: filler) + log("cedar"), to: "different")
    try await scanned.scan()
    for name in ["short", "long", "different"] { try remove(name, from: scanned) }
    scanned.append(log("amber", filler: filler) + log("birch", "delta"), to: "new")
    #expect(try await scanned.scan().results.map(\.errorsFound) == [1])
    scanned.append(log("amber", filler: filler) + log("ember"), to: "newer")
    #expect(try await scanned.scan().results.map(\.errorsFound) == [1])
    #expect(try total(scanned) == 5 + 1 + 1)
  }

  @Test func takesNoLogThatIsStillInItsPlace() async throws {
    let scanned = try ScannedFolder()
    scanned.append(log("amber"), to: "a")
    try await scanned.scan()
    scanned.append(log("amber"), to: "b")
    #expect(try await scanned.scan().results.map(\.errorsFound) == [1])
    #expect(try total(scanned) == 2)
  }

  @Test func findsTheHeadsThatAFileBeginsWith() {
    var numbers = SplitMix(state: 3)
    func digest(_ bytes: some Collection<UInt8>) -> HeadDigest {
      HeadDigest(Guard(length: bytes.count, digest: SHA256.digest(of: Array(bytes))))
    }
    for _ in 0..<50 {
      let file = (0..<Int.random(in: 0...300, using: &numbers)).map { _ in
        UInt8.random(in: 0...1, using: &numbers)
      }
      var heads = (0..<20).map { _ in
        digest(
          (0..<Int.random(in: 0...4, using: &numbers)).map { _ in
            UInt8.random(in: 0...1, using: &numbers)
          })
      }
      heads += (0..<3).map { _ in digest(file.prefix(Int.random(in: 0...300, using: &numbers))) }
      var found: [HeadDigest] = []
      HeadIndex(heads).find(file) { found.append($0) }
      let expected = Set(heads).filter {
        $0.length <= file.count && digest(file.prefix($0.length)) == $0
      }
      #expect(Set(found) == expected && found.count == expected.count)
    }
  }
}
