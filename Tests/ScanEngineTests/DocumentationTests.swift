import Foundation
import Testing

@testable import ScanEngine

/// Holds that what the documentation tells people to write into a manifest is right.
struct DocumentationTests {
  @Test(arguments: ["README.md", "docs/RECIPES.md"])
  func itsManifestsCompile(_ path: String) throws {
    let blocks = try Self.blocks(of: path)
    let sources = blocks.filter { $0.hasPrefix("  - name:") || $0.hasPrefix("    ") }
    let rest = blocks.filter { !sources.contains($0) }
    #expect(!sources.isEmpty)
    try Self.compile("version: 1\nsources:\n\(sources.joined())\(rest.joined())", file: path)
  }

  @Test(arguments: ["docs/COUNTING.md", "docs/TRUST.md"])
  func itsIndentedEntriesCompile(_ path: String) throws {
    let text = try Self.text(of: path)
    let entries = text.matches(of: #/(?m)^    (?:normalize|scrub):\n(?:      .*\n)+/#)
      .map { $0.output.split(separator: "\n").map { $0.dropFirst(4) + "\n" }.joined() }
    #expect(entries.count == 1)
    try Self.compile("version: 1\n\(entries.joined())sources: []\n", file: path)
  }

  /// A link to a file that was renamed helps nobody.
  @Test(arguments: [
    "README.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md", "docs/COUNTING.md",
    "docs/DEPENDENCIES.md", "docs/GITHUB.md", "docs/RECIPES.md", "docs/TRUST.md",
  ])
  func itsLinksLeadSomewhere(_ path: String) throws {
    let folder = Self.root.appending(path: path).deletingLastPathComponent()
    for link in try Self.text(of: path).matches(of: #/\]\((?!https?:)([^)#]+)\)/#) {
      let target = folder.appending(path: String(link.output.1))
      #expect(FileManager.default.fileExists(atPath: target.path), "\(path): \(link.output.1)")
    }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  private static func blocks(of path: String) throws -> [String] {
    try text(of: path).matches(of: #/```yaml\n([\s\S]*?)```/#).map { String($0.output.1) }
  }

  private static func compile(_ text: String, file: String) throws {
    let builtIn = try #require(Manifest.builtIn().manifest)
    let manifest = try Manifest.load(
      text, file: file, builtInRuleSets: Set(builtIn.ruleSets.map(\.name.value)))
    let compiler = ManifestCompiler(
      builtIn: builtIn, discovery: Discovery(root: "/", agentFolders: .none), homes: [],
      gitHub: GitHubAccess(environment: [:], folder: "/", now: { Timestamp(milliseconds: 0) }))
    _ = try compiler.compile(manifest, effort: .everything)
  }
}
