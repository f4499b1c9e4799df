/// The rules of a source in their order, with what chooses the lines to try them on.
package struct RuleBook: Sendable {
  package let rules: [CompiledRule]
  package let prefilter: KeywordPrefilter
  private let lazyTellingLines: LazyTellingLines
  /// The first rule whose errors wait for a verdict; nil where there is none.
  let verdict: Int?
  /// Whether what runs names a rule's errors, or decides whether they count.
  let isJudged: [Bool]
  /// Whether a rule says how a fix is written.
  let hasFix: [Bool]
  /// Whether a rule's errors say what went wrong in what is judged.
  let tellsVerdict: [Bool]
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
    prefilter = KeywordPrefilter(
      keywords: rules.map(\.keywords), oneWord: Set(oneWord), patterns: Self.patterns(of: rules))
    lazyTellingLines = LazyTellingLines(rules.map(\.keywords), oneWord: Set(oneWord))
    verdict = rules.firstIndex { $0.verdict != nil }
    isJudged = rules.map { $0.verdict != nil || $0.category == "test" }
    hasFix = rules.map { $0.fix != nil }
    let judge = verdict.map { rules[$0] }
    tellsVerdict = rules.map { rule in
      judge.map { rule.verdict == nil && rule.category != "log" && rule.language == $0.language }
        ?? false
    }
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

  /// The regexes of the lines that errors begin with; a rule with a verdict wants to see others, too.
  private static func patterns(of rules: [CompiledRule]) -> [Int: String] {
    var patterns: [Int: String] = [:]
    for (index, rule) in rules.enumerated() where rule.verdict == nil {
      patterns[index] = rule.opening.source
    }
    return patterns
  }

  /// Knows the lines of JSON that tell nothing; nil where any may tell something.
  package var tellingLines: TellingLines? { lazyTellingLines.value }

  /// Names the places that are of use to who reads a document; nil where none are.
  ///
  /// - `size`: What is to be read of it, in bytes.
  package func filter(for kind: DocumentKind, size: Int64) -> KeywordFilter? {
    switch kind {
    case .text: prefilter.table.filter
    // Parsing all of them takes less than making the table.
    case .jsonLines: size < Self.worthChoosing ? nil : tellingLines?.table.filter
    case .jsonObject, .jsonArray, .markdown, .source: nil
    }
  }

  private static let worthChoosing: Int64 = 1_024 * 1_024

  /// The rules whose blocks begin like that of `rule`, itself included: the first whose pattern
  /// matches a line of the block names the error.
  func alternatives(to rule: Int) -> [Int] {
    rules[rule].block?.begin.flatMap { alternatives[$0.source] } ?? [rule]
  }
}
