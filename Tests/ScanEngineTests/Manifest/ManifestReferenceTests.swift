import Foundation
import Testing

@testable import ScanEngine

/// docs/MANIFEST.md is what people edit by: it must name what the code takes.
struct ManifestReferenceTests {
  private static func page() throws -> String {
    let root = Fixtures.folder("").deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/MANIFEST.md"), encoding: .utf8)
  }

  @Test(arguments: [
    KeySet.manifest, .source, .rule, .block, .verdict, .example, .scrub, .normalize, .mute,
  ])
  func namesEveryKey(_ keys: KeySet) throws {
    let page = try Self.page()
    for name in keys.names { #expect(page.contains("`\(name)`"), "\(keys.owner)") }
  }

  @Test func hasExamplesThatLoadAndUseEveryKey() throws {
    let examples = try Self.page().split(separator: "```").filter { $0.hasPrefix("yaml\n") }
      .map { String($0.dropFirst("yaml\n".count)) }
    #expect(examples.count == 4)
    for example in examples { _ = try Manifest.load(example, file: "docs/MANIFEST.md") }
    let text = examples.joined()
    for keys in [KeySet.source, .rule, .block, .verdict, .example, .scrub, .normalize, .mute] {
      // The default end of a block is enough for the example.
      for name in keys.names where name != "end" { #expect(text.contains("\(name):")) }
    }
  }

  /// What a message proposes must itself be right.
  @Test(arguments: [
    ("sources", KeySet.source), ("scrub", .scrub), ("normalize", .normalize), ("mute", .mute),
  ])
  func samplesLoad(_ key: String, _ keys: KeySet) throws {
    _ = try Manifest.load("version: 1\n\(key): [\(keys.sample)]\n", file: "sample")
  }

  @Test func samplesOfRulesLoad() throws {
    let rule = KeySet.rule.examples.filter { $0.name != "id" && $0.name != "pattern" }
      .map { "      " + $0.example }.joined(separator: "\n")
    let text = """
      version: 1
      rules:
        a:
          - \(KeySet.rule.sample)
        b:
          - id: b
            pattern: '(?<type>a)(?<message>b)'
      """
    _ = try Manifest.load(text + "\n" + rule + "\n", file: "sample")
  }
}
