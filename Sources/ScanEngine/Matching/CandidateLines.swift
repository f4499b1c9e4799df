/// The lines of a text on which rules may match, and the rules that may.
///
/// One pass over the text finds the places where a keyword may stand before the first line is looked
/// at; it may have been made already, when the text was hashed.
struct CandidateLines {
  private let keywords: KeywordPrefilter
  /// Up to the end of the lines that are asked for.
  private var text = UnsafeRawBufferPointer(start: nil, count: 0)
  /// The places in ``text`` that the keywords' filter has named, ascending.
  private var places: [UInt32] = []
  /// The first of the places that were not looked at.
  private var next = 0
  /// Whether rules are left out whose match a keyword can't be a part of.
  var looksAround = true

  init(_ keywords: KeywordPrefilter) { self.keywords = keywords }

  /// Takes a text of which some whole lines are then asked for.
  ///
  /// - `known`: What the keywords' filter has named in the text; nil where it wasn't asked.
  mutating func begin(
    _ text: UnsafeRawBufferPointer, _ lines: Range<Int>, known: UnsafeBufferPointer<UInt32>?
  ) {
    self.text = UnsafeRawBufferPointer(rebasing: text[..<lines.upperBound])
    places.removeAll(keepingCapacity: true)
    next = 0
    if let known {
      // A place may be the byte before its keyword.
      let start = known.firstIndex(reaching: lines.lowerBound - 1)
      let end = known.firstIndex(reaching: lines.upperBound)
      places.append(contentsOf: known[start..<end])
    } else {
      keywords.table.filter.find(
        in: self.text, from: lines.lowerBound, to: lines.upperBound, into: &places)
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
    var line: Range<Int>?
    while next < places.count, Int(places[next]) < line?.upperBound ?? .max {
      if Int(places[next]) + 1 >= start {
        _ = keywords.table.look(
          at: Int(places[next]), in: text, from: line?.lowerBound ?? start
        ) { keyword, end in
          keywords.forEachRule(
            of: keyword, endingAt: end, in: text, besides: line == nil ? nil : rules,
            looksAround: looksAround
          ) {
            if line == nil {
              line = text.startOfLine(before: end - 1, from: start)..<text.endOfLine(from: end)
              _ = keywords.begin(rules)
            }
            rules.insert($0)
          }
          return .goOn
        }
      }
      next += 1
    }
    return line
  }

  /// Sets `rules` to those that may match a line of the text, or a part of one; returns whether there
  /// are any.
  private mutating func select(in line: Range<Int>, rules: RuleSelection) -> Bool {
    var isFound = keywords.begin(rules)
    let part = UnsafeRawBufferPointer(rebasing: text[..<line.upperBound])
    while next < places.count, Int(places[next]) < line.upperBound {
      _ = keywords.table.look(at: Int(places[next]), in: part, from: line.lowerBound) {
        keywords.forEachRule(
          of: $0, endingAt: $1, in: part, besides: rules, looksAround: looksAround
        ) { rule in
          isFound = true
          rules.insert(rule)
        }
        return .goOn
      }
      next += 1
    }
    return isFound
  }

  /// Whether rules may match on `line`, a part of the text or one that was made of it.
  ///
  /// - `rules`: Is set to those rules.
  mutating func isCandidate(_ line: UnsafeRawBufferPointer, rules: RuleSelection) -> Bool {
    guard let base = text.baseAddress, let start = line.baseAddress, start >= base,
      start + line.count <= base + text.count
    else { return keywords.select(in: line, rules: rules, looksAround: looksAround) }
    let first = start - base
    while next > 0, Int(places[next - 1]) + 1 >= first { next -= 1 }
    while next < places.count, Int(places[next]) + 1 < first { next += 1 }
    return select(in: first..<first + line.count, rules: rules)
  }
}

extension UnsafeBufferPointer<UInt32> {
  /// The index of the first of the ascending elements that is not below `value`.
  func firstIndex(reaching value: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if Int(self[middle]) >= value { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
