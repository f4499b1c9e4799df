import Testing

@testable import ScanEngine

/// A manifest can come from anyone: what is no honest one is refused at once, with one line.
struct HostileManifestTests {
  @Test(arguments: Self.texts.keys.sorted())
  func isRefusedAtOnce(_ name: String) throws {
    let text = try #require(Self.texts[name])
    var mistakes: [ManifestMistake] = []
    let time = processorTime {
      mistakes =
        ManifestLoader.load(Array(text.utf8), file: "scanners.yaml", builtInRuleSets: []).mistakes
    }
    #expect(mistakes.count >= 1)
    #expect(mistakes.count <= 2)
    #expect(mistakes.allSatisfy { $0.description.utf8.count < 500 })
    // Takes milliseconds; the bound is for a debug build, and still far below what anything
    // quadratic or exponential takes.
    #expect(time < .seconds(20), "\(name)")
  }

  private static let texts: [String: String] = [
    "nested lists": String(repeating: "[", count: 10_000),
    "nested mappings": String(repeating: "{a: ", count: 10_000),
    "nested blocks": lines(1_000) { String(repeating: " ", count: $0) + "a:" },
    "many keys": lines(100_000) { "key\($0): 1" },
    "many entries": "- [" + String(repeating: "a,", count: 200_000) + "a]",
    "many documents": String(repeating: "--- a\n", count: 100_000),
    "a bomb of aliases": bomb(levels: 20),
    "aliases to one big list": manyAliases,
    "aliases that nest": nestedAliases,
    "only NULs": String(repeating: "\0", count: 100_000),
    "only tabs": String(repeating: "\t", count: 100_000) + "a",
    "a long key": String(repeating: "k", count: 1_000_000) + ": 1",
    "quotes": String(repeating: "'", count: 100_001),
    "anchors": lines(200_000) { "- &a\($0) b" },
    "too large": String(repeating: "# comment\n", count: 900_000),
  ]

  private static func lines(_ count: Int, _ line: (Int) -> String) -> String {
    (0..<count).map { line($0) + "\n" }.joined()
  }

  private static func bomb(levels: Int) -> String {
    (0..<levels).map { level in
      let items = Array(repeating: level == 0 ? "x" : "*a\(level - 1)", count: 10)
      return "a\(level): &a\(level) [\(items.joined(separator: ", "))]\n"
    }.joined()
  }

  private static var manyAliases: String {
    "a: &a [" + String(repeating: "x, ", count: 1_000) + "]\nb: ["
      + String(repeating: "*a, ", count: 1_000) + "]\n"
  }

  /// Each alias adds a level, so that expanded they are deeper than the file.
  private static var nestedAliases: String {
    "a0: &a0 [x]\n" + (1..<100).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
  }

  @Test func longTextsAreTakenAndShownShort() throws {
    let text = "version: 1\nproject: " + String(repeating: "x", count: 1_000_000)
    #expect(try Manifest.load(text, file: "f").project?.utf8.count == 1_000_000)
    let error = #expect(throws: ManifestError.self) {
      try Manifest.load("version: " + String(repeating: "x", count: 1_000_000), file: "f")
    }
    #expect((error?.description.utf8.count ?? 0) < 200)
  }

  @Test func manyMistakesAreAllListed() throws {
    let text = "version: 1\n" + (0..<20_000).map { "unknown\($0): 1\n" }.joined()
    let error = #expect(throws: ManifestError.self) { try Manifest.load(text, file: "f") }
    #expect(error?.mistakes.count == 20_000)
  }
}
