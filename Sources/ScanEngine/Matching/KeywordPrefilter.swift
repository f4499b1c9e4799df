/// Chooses the lines on which rules are tried, by the rules' keywords, in one pass over the bytes.
///
/// It may name lines that no rule matches; it never leaves out one that a rule would.
package struct KeywordPrefilter: Sendable {
  /// Of all keywords of all rules, each once.
  let table: KeywordTable
  /// For each keyword, the range of its ``rules``.
  private let starts: [Int32]
  private let rules: [Int32]
  /// For each of ``rules``, the place of the keyword among those of the rule.
  private let slots: [Int32]
  /// Of each keyword, in bytes.
  private let lengths: [Int]
  /// For each rule, what may stand around its keywords; nil where anything may.
  private let surroundings: [LazySurroundings?]
  /// The same: to hand them on counts no references.
  private let lent: [Unmanaged<LazySurroundings>?]
  /// Rules without keywords, tried on every line.
  private let always: [Int]
  /// Whether there is a rule without keywords, so that every line may match.
  let isForEveryLine: Bool
  /// Whether each rule matches lines only that are one word behind their decoration.
  private let isOneWord: [Bool]

  /// - Parameters:
  ///   - keywords: For each rule its keywords; nil where it has none.
  ///   - oneWord: The rules that match only what has no blank; see ``OneWordPattern``.
  ///   - patterns: The regexes that lines must match of which each rule is told; without one where a
  ///     rule wants all lines that hold a keyword.
  package init(
    keywords: [[Keyword]?], oneWord: Set<Int> = [], patterns: [Int: String] = [:]
  ) {
    isOneWord = keywords.indices.map(oneWord.contains)
    var always: [Int] = []
    var lists: [Keyword: [(rule: Int, slot: Int)]] = [:]
    var surroundings: [LazySurroundings?] = Array(repeating: nil, count: keywords.count)
    for (rule, ruleKeywords) in keywords.enumerated() {
      guard let ruleKeywords, !ruleKeywords.isEmpty else {
        always.append(rule)
        continue
      }
      var known: [Keyword] = []
      for keyword in ruleKeywords where !known.contains(keyword) {
        lists[keyword, default: []].append((rule, known.count))
        known.append(keyword)
      }
      surroundings[rule] = patterns[rule].map { LazySurroundings($0, keywords: known) }
    }
    self.surroundings = surroundings
    lent = surroundings.map { $0.map(Unmanaged.passUnretained) }
    let sorted = lists.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
    table = KeywordTable(sorted.map(\.key))
    lengths = sorted.map(\.key.bytes.count)
    rules = sorted.flatMap(\.value).map { Int32($0.rule) }
    slots = sorted.flatMap(\.value).map { Int32($0.slot) }
    starts = sorted.reduce(into: [0]) { $0.append($0[$0.count - 1] + Int32($1.value.count)) }
    self.always = always
    isForEveryLine = !always.isEmpty
  }

  /// Sets `rules` to those that may match `line`; returns whether there are any.
  func select(
    in line: UnsafeRawBufferPointer, rules: RuleSelection, looksAround: Bool
  ) -> Bool {
    var isFound = begin(rules)
    table.scan(line, from: 0, to: line.count) { keyword, end in
      forEachRule(
        of: keyword, endingAt: end, in: line, besides: rules, looksAround: looksAround
      ) { rule in
        isFound = true
        rules.insert(rule)
      }
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

  /// Calls `body` for the rules that have a keyword and may match the line that it is in.
  ///
  /// - Parameters:
  ///   - keyword: Its index.
  ///   - end: Where the keyword ends in `text`.
  ///   - text: Ends where the line does, or later.
  ///   - selection: Rules that are known to match it, for which nothing is done.
  ///   - looksAround: Whether rules are left out whose match the keyword can't be a part of.
  ///   - body: Takes the index of a rule.
  @inline(__always)
  func forEachRule(
    of keyword: Int, endingAt end: Int, in text: UnsafeRawBufferPointer,
    besides selection: RuleSelection?, looksAround: Bool, _ body: (Int) -> Void
  ) {
    for index in Int(starts[keyword])..<Int(starts[keyword + 1]) {
      let rule = Int(rules[index])
      if let selection, selection.contains(rule) { continue }
      if isOneWord[rule], !text.isLastWord(from: end) { continue }
      if looksAround, let surroundings = lent[rule] {
        let mayMatch = surroundings._withUnsafeGuaranteedRef {
          $0.allow(Int(slots[index]), length: lengths[keyword], before: end, in: text)
        }
        if !mayMatch { continue }
      }
      body(rule)
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether no blank stands behind byte `start`, but for those at the line's end.
  fileprivate func isLastWord(from start: Int) -> Bool {
    var index = start
    while index < count, self[index] > 0x20 { index += 1 }
    while index < count, self[index] <= 0x20, self[index] != 0x0A { index += 1 }
    return index == count || self[index] == 0x0A
  }
}
