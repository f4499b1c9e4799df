/// Chooses the lines on which rules are tried, by the rules' keywords, in one pass over the bytes.
///
/// It may name lines that no rule matches; it never leaves out one that a rule would.
package struct KeywordPrefilter: Sendable {
  /// Of all keywords of all rules, each once.
  let table: KeywordTable
  /// For each keyword, the range of its ``rules``.
  private let starts: [Int32]
  private let rules: [Int32]
  /// Rules without keywords, tried on every line.
  private let always: [Int]
  /// Whether there is a rule without keywords, so that every line may match.
  let isForEveryLine: Bool
  /// Whether each rule matches lines only that are one word behind their decoration.
  private let isOneWord: [Bool]

  /// - Parameters:
  ///   - keywords: For each rule its keywords; nil where it has none.
  ///   - oneWord: The rules that match only what has no blank; see ``OneWordPattern``.
  package init(keywords: [[Keyword]?], oneWord: Set<Int> = []) {
    isOneWord = keywords.indices.map(oneWord.contains)
    var always: [Int] = []
    var lists: [Keyword: [Int]] = [:]
    for (rule, ruleKeywords) in keywords.enumerated() {
      guard let ruleKeywords, !ruleKeywords.isEmpty else {
        always.append(rule)
        continue
      }
      for keyword in Set(ruleKeywords) { lists[keyword, default: []].append(rule) }
    }
    let sorted = lists.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
    table = KeywordTable(sorted.map(\.key))
    rules = sorted.flatMap(\.value).map { Int32($0) }
    starts = sorted.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.value.count)) }
    self.always = always
    isForEveryLine = !always.isEmpty
  }

  /// Sets `rules` to those that may match `line`; returns whether there are any.
  @discardableResult
  package func select(in line: UnsafeRawBufferPointer, rules: RuleSelection) -> Bool {
    var isFound = begin(rules)
    table.scan(line, from: 0, to: line.count) { keyword, end in
      if insert(keyword, endingAt: end, of: line, into: rules) { isFound = true }
      return .goOn
    }
    return isFound
  }

  /// Sets `rules` to those that are tried on every line; returns whether there are any.
  @inline(__always)
  func begin(_ rules: RuleSelection) -> Bool {
    rules.removeAll()
    for rule in always { rules.insert(rule) }
    return isForEveryLine
  }

  /// Adds the rules that have a keyword and may match the line; returns whether there are any.
  @inline(__always)
  func insert(
    _ keyword: Int, endingAt end: Int, of line: UnsafeRawBufferPointer,
    into selection: RuleSelection
  ) -> Bool {
    var isFound = false
    for index in Int(starts[keyword])..<Int(starts[keyword + 1]) {
      let rule = Int(rules[index])
      if isOneWord[rule], !line.isLastWord(from: end) { continue }
      isFound = true
      selection.insert(rule)
    }
    return isFound
  }
}

extension UnsafeRawBufferPointer {
  /// Whether no blank stands behind byte `start`, but for those at the line's end.
  fileprivate func isLastWord(from start: Int) -> Bool {
    var index = start
    while index < count, self[index] > 0x20 { index += 1 }
    while index < count, self[index] <= 0x20 { index += 1 }
    return index == count
  }
}
