import Testing

@testable import ScanEngine

struct ManifestMistakeTests {
  /// Every mistake has a fixture of its own, with all that is said about it.
  @Test(arguments: try Fixtures.names(in: "check", ending: ".yaml"))
  func isReported(_ name: String) throws {
    let bytes = try Fixtures.bytes("check/\(name).yaml")
    let error = try #require(Self.check(bytes, file: "\(name).yaml"), "no mistake was found")
    try expectGolden(error.description, "check/\(name).txt")
  }

  /// What `scanctl check` finds wrong.
  private static func check(_ bytes: [UInt8], file: String) -> ManifestError? {
    let position = SourcePosition(file: "built-in", line: 1, column: 1)
    let builtIn = Manifest(
      file: "built-in", digest: "",
      ruleSets: ["python", "node", "generic"].map {
        RuleSet(name: Located($0, at: position), rules: [])
      })
    let (manifest, mistakes) = ManifestLoader.load(
      bytes, file: file, builtInRuleSets: Set(builtIn.ruleSets.map(\.name.value)))
    guard let manifest else { return ManifestError(mistakes) }
    let compiler = ManifestCompiler(
      builtIn: builtIn,
      discovery: Discovery(root: "/", agentFolders: AgentFolders(environment: [:], project: "/")),
      homes: [],
      gitHub: GitHubAccess(environment: [:], folder: "/", now: { Timestamp(milliseconds: 0) }))
    do {
      _ = try compiler.compile(manifest, shapeMistakes: mistakes, effort: .everything)
      return nil
    } catch {
      return error
    }
  }
}
