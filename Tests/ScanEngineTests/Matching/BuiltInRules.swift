import Testing

@testable import ScanEngine

/// The rules that the binary brings.
enum BuiltInRules {
  static func rules() throws -> [Rule] {
    let manifest = try #require(Manifest.builtIn().manifest)
    return manifest.ruleSets.flatMap(\.rules)
  }

  static func book() throws -> RuleBook { RuleBook(try rules().map(CompiledRule.init)) }
}
