import Testing

@testable import ScanEngine

/// What is read of the built-in manifest without reading all of it is what all of it says.
struct BuiltInManifestTests {
  @Test func headIsTheWholeWithoutRules() throws {
    let builtIn = BuiltInManifest()
    let head = try #require(builtIn.withoutRules)
    #expect(head.ruleSets.isEmpty)
    #expect(head.sources == builtIn.manifest.sources)
    #expect(head.enabled == builtIn.manifest.enabled)
    #expect(head.scrub == builtIn.manifest.scrub)
    #expect(head.normalize == builtIn.manifest.normalize)
    #expect(head.mute == builtIn.manifest.mute)
    #expect(head.project == builtIn.manifest.project)
  }

  @Test func namesAreThoseOfTheRuleSets() {
    let builtIn = BuiltInManifest()
    #expect(builtIn.ruleSetNames == Set(builtIn.manifest.ruleSets.map(\.name.value)))
  }
}
