/// The lines of a text on which rules may match, and the rules that may.
///
/// One pass over the whole text finds the places where a keyword may stand before the first line is
/// looked at; it may have been made already, when the text was hashed.
struct CandidateLines {
  private let keywords: KeywordPrefilter
  private var text = UnsafeRawBufferPointer(start: nil, count: 0)
  /// The places in ``text`` that the keywords' filter has named, ascending.
  private var places: [UInt32] = []
  /// The first of the places that were not looked at.
  private var next = 0

  init(_ keywords: KeywordPrefilter) { self.keywords = keywords }

  /// Takes a text whose lines are then asked for.
  ///
  /// - `known`: What the keywords' filter has named in it; nil where it wasn't asked.
  mutating func begin(_ text: UnsafeRawBufferPointer, known: UnsafeBufferPointer<UInt32>?) {
    self.text = text
    places.removeAll(keepingCapacity: true)
    next = 0
    if let known {
      places.append(contentsOf: known)
    } else {
      keywords.table.filter.find(in: text, from: 0, to: text.count, into: &places)
    }
  }

  /// The first line from byte `start` (a line's first) on that may match a rule.
  ///
  /// - `rules`: Is set to the rules that may match that line.
  mutating func line(from start: Int, rules: RuleSelection) -> Range<Int>? {
    if keywords.isForEveryLine {
      guard start < text.count else { return nil }
      let line = start..<text.endOfLine(from: start)
      _ = select(in: line, rules: rules)
      return line
    }
    var start = start
    while let end = endOfKeyword(from: start) {
      let first = text.startOfLine(before: end - 1, from: start)
      let line = first..<text.endOfLine(from: end)
      if select(in: line, rules: rules) { return line }
      start = line.upperBound + 1
    }
    return nil
  }

  /// The end of the first keyword from byte `start` on; its place is the next to be looked at.
  private mutating func endOfKeyword(from start: Int) -> Int? {
    while next < places.count {
      // A place may be the byte before its keyword.
      if Int(places[next]) + 1 >= start {
        var found: Int?
        _ = keywords.table.look(at: Int(places[next]), in: text, from: start) { _, end in
          found = end
          return .stop
        }
        if let found { return found }
      }
      next += 1
    }
    return nil
  }

  /// Sets `rules` to those that may match a line of the text, or a part of one; returns whether there
  /// are any.
  private mutating func select(in line: Range<Int>, rules: RuleSelection) -> Bool {
    var isFound = keywords.begin(rules)
    let part = UnsafeRawBufferPointer(rebasing: text[..<line.upperBound])
    while next < places.count, Int(places[next]) < line.upperBound {
      _ = keywords.table.look(at: Int(places[next]), in: part, from: line.lowerBound) {
        if keywords.insert($0, endingAt: $1, of: part, into: rules) { isFound = true }
        return .goOn
      }
      next += 1
    }
    return isFound
  }

  /// Whether rules may match on `line`, a part of the text or one that was made of it.
  ///
  /// - `rules`: Is set to those rules.
  mutating func isCandidate(
    _ line: UnsafeRawBufferPointer, rules: RuleSelection
  ) -> Bool {
    guard let base = text.baseAddress, let start = line.baseAddress, start >= base,
      start + line.count <= base + text.count
    else { return keywords.select(in: line, rules: rules) }
    let first = start - base
    while next > 0, Int(places[next - 1]) + 1 >= first { next -= 1 }
    while next < places.count, Int(places[next]) + 1 < first { next += 1 }
    return select(in: first..<first + line.count, rules: rules)
  }
}
