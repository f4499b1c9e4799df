/// Chooses the lines on which rules are tried, by the rules' keywords, in one pass over the bytes.
///
/// It may name lines that no rule matches; it never leaves out one that a rule would.
package struct KeywordPrefilter: Sendable {
  private let tables: [(table: KeywordTable, rules: [[Int]])]
  /// Rules without keywords, tried on every line.
  private let always: RuleSelection
  /// Whether there is a rule without keywords, so that every line may match.
  let isForEveryLine: Bool
  /// Whether each rule matches lines only that are one word behind their decoration.
  private let isOneWord: [Bool]
  /// All keywords of all rules, sorted, each once.
  let keywords: [Keyword]

  /// - Parameters:
  ///   - keywords: For each rule its keywords; nil where it has none.
  ///   - oneWord: The rules that match only what has no blank; see ``OneWordPattern``.
  package init(keywords: [[Keyword]?], oneWord: Set<Int> = []) {
    isOneWord = keywords.indices.map(oneWord.contains)
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
    var start = start
    while let line = nextLine(in: text, from: start) {
      if select(in: UnsafeRawBufferPointer(rebasing: text[line]), rules: &rules) { return line }
      start = line.upperBound + 1
    }
    return nil
  }

  /// Sets `rules` to those that may match `line`; returns whether there are any.
  @discardableResult
  package func select(in line: UnsafeRawBufferPointer, rules: inout RuleSelection) -> Bool {
    rules.removeAll()
    var isFound = isForEveryLine
    if isForEveryLine { rules.formUnion(always) }
    for (table, ruleLists) in tables {
      table.scan(line, from: 0, to: line.count) { keyword, end in
        for rule in ruleLists[keyword] where !isOneWord[rule] || line.isLastWord(from: end) {
          isFound = true
          rules.insert(rule)
        }
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

extension UnsafeRawBufferPointer {
  /// Whether no blank stands behind byte `start`, but for those at the line's end.
  fileprivate func isLastWord(from start: Int) -> Bool {
    var end = count
    while end > start, self[end - 1] <= 0x20 { end -= 1 }
    for index in start..<end where self[index] == 0x20 { return false }
    return true
  }
}
