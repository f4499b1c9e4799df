/// Chooses the lines on which rules are tried, by the rules' keywords, in one pass over the bytes.
///
/// It may name lines that no rule matches; it never leaves out one that a rule would.
package struct KeywordPrefilter: Sendable {
  private let tables: [(table: KeywordTable, rules: [[Int]])]
  /// Rules without keywords, tried on every line.
  private let always: RuleSelection
  /// Whether there is a rule without keywords, so that every line may match.
  let isForEveryLine: Bool
  /// All keywords of all rules, sorted, each once.
  let keywords: [Keyword]

  /// - Parameter keywords: For each rule its keywords; nil where it has none.
  package init(keywords: [[Keyword]?]) {
    var always = RuleSelection(count: keywords.count)
    var groups: [Bool: [Keyword: [Int]]] = [:]
    for (rule, ruleKeywords) in keywords.enumerated() {
      guard let ruleKeywords, !ruleKeywords.isEmpty else {
        always.insert(rule)
        continue
      }
      for keyword in Set(ruleKeywords) {
        groups[keyword.ignoresCase, default: [:]][keyword, default: []].append(rule)
      }
    }
    tables = groups.map { _, rules in
      let keywords = rules.keys.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
      return (KeywordTable(keywords), keywords.map { rules[$0] ?? [] })
    }
    self.always = always
    isForEveryLine = always.first(from: 0) != nil
    self.keywords = groups.values.flatMap(\.keys).sorted { left, right in
      left.bytes == right.bytes
        ? right.ignoresCase && !left.ignoresCase
        : left.bytes.lexicographicallyPrecedes(right.bytes)
    }
  }

  /// The first line in `text` from byte `start` (a line's first) on that may match a rule.
  ///
  /// - `rules`: Is set to the rules that may match that line.
  package func nextCandidate(
    in text: UnsafeRawBufferPointer, from start: Int, rules: inout RuleSelection
  ) -> Range<Int>? {
    guard let line = nextLine(in: text, from: start) else { return nil }
    select(in: UnsafeRawBufferPointer(rebasing: text[line]), rules: &rules)
    return line
  }

  /// Sets `rules` to those that may match `line`; returns whether there are any.
  @discardableResult
  package func select(in line: UnsafeRawBufferPointer, rules: inout RuleSelection) -> Bool {
    rules.removeAll()
    var isFound = isForEveryLine
    if isForEveryLine { rules.formUnion(always) }
    for (table, ruleLists) in tables {
      table.scan(line, from: 0, to: line.count) { keyword, _ in
        isFound = true
        for rule in ruleLists[keyword] { rules.insert(rule) }
        return .goOn
      }
    }
    return isFound
  }

  /// Bytes that one table is looked up for before the next one does.
  private static let firstWindow = 1_024

  /// The first line with a keyword.
  ///
  /// The tables take turns, for what one of them finds far ahead it would find again and again
  /// while another finds something in every line.
  private func nextLine(in text: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
    guard start < text.count else { return nil }
    if isForEveryLine { return start..<text.endOfLine(from: start) }
    var window = Self.firstWindow
    var from = start
    while from < text.count {
      var end = text.endOfLine(from: min(text.count, from + window))
      var line: Range<Int>?
      for (table, _) in tables {
        table.scan(text, from: from, to: end) { _, place in
          line = text.line(around: place - 1)
          return .stop
        }
        if let line { end = line.lowerBound }
      }
      if let line { return line }
      from = end + 1
      window *= 2
    }
    return nil
  }
}
