import Testing

@testable import ScanEngine

struct ManifestMistakeTests {
  private static let builtIn: Set<String> = ["python", "node", "generic"]

  /// Every mistake has a fixture of its own, with all that is said about it.
  @Test(arguments: try Fixtures.names(in: "check", ending: ".yaml"))
  func isReported(_ name: String) throws {
    let bytes = try Fixtures.bytes("check/\(name).yaml")
    let (_, mistakes) = ManifestLoader.load(
      bytes, file: "\(name).yaml", builtInRuleSets: Self.builtIn)
    let error = try #require(ManifestError(mistakes), "no mistake was found")
    try expectGolden(error.description, "check/\(name).txt")
  }
}
