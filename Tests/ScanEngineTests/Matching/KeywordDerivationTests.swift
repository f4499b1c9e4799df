import Testing

@testable import ScanEngine

struct KeywordDerivationTests {
  private func words(_ pattern: String) -> [String]? {
    KeywordDerivation.keywords(of: pattern).map { keywords in
      keywords.map { String(decoding: $0.bytes, as: UTF8.self) }.sorted()
    }
  }

  @Test(arguments: [
    ("^panic: (.+)$", ["panic: "]), ("a(?:foo|barn)b", ["barn", "foo"]), ("x?error", ["error"]),
    ("(?<type>E\\d+): failed here", [": failed here"]), ("fata+l", ["fata"]),
    ("foo|bar", ["bar", "foo"]),
    ("er\\.ror", ["er.ror"]),
  ])
  func findsWhatEveryMatchHolds(_ pattern: String, _ expected: [String]) {
    #expect(words(pattern) == expected)
  }

  @Test(arguments: ["\\w+", "(foo)?", "foo|\\d", "ab", "[abc]+", "(?:foo)*bar?", "", "a|b"])
  func givesNothingWithoutARequiredLiteral(_ pattern: String) {
    #expect(words(pattern) == nil)
  }

  @Test func ignoresCaseWhereThePatternDoes() throws {
    let keywords = try #require(KeywordDerivation.keywords(of: "(?i)Fatal Error"))
    #expect(keywords == [Keyword(bytes: Array("fatal error".utf8), ignoresCase: true)])
  }

  /// The property that matters: a line that a rule matches holds one of its keywords.
  @Test func holdsForAllExamplesOfTheBuiltInRules() throws {
    for rule in try BuiltInRules.rules() {
      let opening = rule.block?.begin?.value ?? rule.pattern.value
      guard let keywords = KeywordDerivation.keywords(of: opening) else { continue }
      for example in rule.examples {
        let line = Array(example.text.value.utf8)
        let folded = line.map(Keyword.lowercased)
        #expect(
          keywords.contains { ($0.ignoresCase ? folded : line).contains($0.bytes) },
          "\(rule.id.value): \(keywords) not in \(example.text.value)")
      }
    }
  }
}
