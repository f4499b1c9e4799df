import Testing

@testable import ScanEngine

struct RuleArchiveTests {
  private static let position = SourcePosition(file: "f", line: 1, column: 1)

  private static func bare(_ text: Located<String>) -> Located<String> {
    Located(text.value, at: position)
  }

  /// Without what an archive leaves out; a new part of a rule is not left out by this.
  private static func bare(_ rule: Rule) -> Rule {
    var rule = rule
    rule.id = bare(rule.id)
    rule.pattern = bare(rule.pattern)
    rule.keywords = rule.keywords?.map(bare)
    rule.type = rule.type.map(bare)
    rule.message = rule.message.map(bare)
    rule.except = rule.except.map(bare)
    rule.fix = rule.fix.map(bare)
    if var block = rule.block {
      block.begin = block.begin.map(bare)
      block.frame = block.frame.map(bare)
      block.end = block.end.map(bare)
      rule.block = block
    }
    if let verdict = rule.verdict {
      rule.verdict = Rule.Verdict(
        scope: bare(verdict.scope), confirmed: bare(verdict.confirmed),
        denied: bare(verdict.denied), over: verdict.over.map(bare))
    }
    rule.examples = []
    rule.counterexamples = []
    return rule
  }

  @Test func keepsAllThatRecognisesErrors() throws {
    let sets = try #require(Manifest.builtIn().manifest?.ruleSets)
    let read = try #require(RuleArchive.sets(RuleArchive.archive(sets), file: "f"))
    #expect(read.map(\.name.value) == sets.map(\.name.value))
    for (set, original) in zip(read, sets) { #expect(set.rules == original.rules.map(Self.bare)) }
  }

  @Test(arguments: ["", "[", "{}", "[1, {\"name\": 3}, {\"rules\": []}]", "[{\"name\": \"a\"}]"])
  func takesNoRuleFromWhatIsNone(_ text: String) {
    let sets = RuleArchive.sets(Array(text.utf8), file: "f") ?? []
    #expect(sets.flatMap(\.rules).isEmpty)
  }
}
