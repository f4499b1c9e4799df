/// Chooses the lines on which rules are tried, by one pass over the bytes.
///
/// It may name lines that no rule matches; it must never leave out one that a rule would.
package protocol Prefilter: Sendable {
  /// The first line in `text` from byte `start` (a line's first) on that may match a rule.
  ///
  /// - `rules`: Is set to the rules that may match that line.
  func nextCandidate(
    in text: UnsafeRawBufferPointer, from start: Int, rules: inout RuleSelection
  ) -> Range<Int>?
}

/// A set of rules by their index, read in ascending order.
package struct RuleSelection: Sendable {
  private var words: [UInt64]

  package init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  package mutating func removeAll() {
    for index in words.indices { words[index] = 0 }
  }

  package mutating func insert(_ rule: Int) { words[rule >> 6] |= 1 << UInt64(rule & 63) }

  package mutating func formUnion(_ other: RuleSelection) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// The smallest index that is at least `start`.
  package func first(from start: Int) -> Int? {
    var index = start >> 6
    guard index < words.count else { return nil }
    var word = words[index] & (~0 << UInt64(start & 63))
    while word == 0 {
      index += 1
      guard index < words.count else { return nil }
      word = words[index]
    }
    return index << 6 + word.trailingZeroBitCount
  }
}

/// Looks for the rules' keywords.
package struct KeywordPrefilter: Prefilter {
  private let automata: [(automaton: KeywordAutomaton, rules: [[Int]])]
  /// Rules without keywords, tried on every line.
  private let always: RuleSelection
  private let hasAlways: Bool

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
    automata = groups.map { _, rules in
      let keywords = rules.keys.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
      return (KeywordAutomaton(keywords), keywords.map { rules[$0] ?? [] })
    }
    self.always = always
    hasAlways = always.first(from: 0) != nil
  }

  package func nextCandidate(
    in text: UnsafeRawBufferPointer, from start: Int, rules: inout RuleSelection
  ) -> Range<Int>? {
    rules.removeAll()
    guard let line = nextLine(in: text, from: start) else { return nil }
    if hasAlways { rules.formUnion(always) }
    for (automaton, ruleLists) in automata {
      automaton.scan(text, from: line.lowerBound, to: line.upperBound) { keyword, _ in
        for rule in ruleLists[keyword] { rules.insert(rule) }
        return .goOn
      }
    }
    return line
  }

  /// Bytes that one automaton looks through before the next one does.
  private static let firstWindow = 1_024

  /// The first line with a keyword.
  ///
  /// The automata take turns, for what one of them finds far ahead it would find again and again
  /// while another finds something in every line.
  private func nextLine(in text: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
    guard start < text.count else { return nil }
    if hasAlways { return start..<text.endOfLine(from: start) }
    var window = Self.firstWindow
    var from = start
    while from < text.count {
      var end = text.endOfLine(from: min(text.count, from + window))
      var line: Range<Int>?
      for (automaton, _) in automata {
        automaton.scan(text, from: from, to: end) { _, place in
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
