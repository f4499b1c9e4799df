/// The rules of a source in their order, with what chooses the lines to try them on.
package struct RuleBook: Sendable {
  package let rules: [CompiledRule]
  package let prefilter: KeywordPrefilter
  /// The first rule whose errors wait for a verdict; nil where there is none.
  let verdict: Int?
  /// For the regex of a block's first line, the rules whose blocks begin so, in their order.
  private let alternatives: [String: [Int]]
  /// For each rule, the first whose errors begin by the same regex.
  let firstAlike: [Int]

  /// - Parameter rules: In the order in which they win.
  package init(_ rules: [CompiledRule]) {
    self.rules = rules
    let oneWord = rules.indices.filter {
      OneWordPattern.matchesOneWord(rules[$0].opening.source)
    }
    prefilter = KeywordPrefilter(keywords: rules.map(\.keywords), oneWord: Set(oneWord))
    verdict = rules.firstIndex { $0.verdict != nil }
    var alternatives: [String: [Int]] = [:]
    for (index, rule) in rules.enumerated() {
      if let begin = rule.block?.begin { alternatives[begin.source, default: []].append(index) }
    }
    self.alternatives = alternatives
    var first: [String: Int] = [:]
    firstAlike = rules.enumerated().map { index, rule in
      let alike = first[rule.opening.source] ?? index
      first[rule.opening.source] = alike
      return alike
    }
  }

  /// The rules whose blocks begin like that of `rule`, itself included: the first whose pattern
  /// matches a line of the block names the error.
  func alternatives(to rule: Int) -> [Int] {
    rules[rule].block?.begin.flatMap { alternatives[$0.source] } ?? [rule]
  }
}
