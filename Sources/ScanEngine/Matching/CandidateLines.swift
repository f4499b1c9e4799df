/// The lines of a text on which rules may match, and the rules that may.
///
/// Where there is a database, one pass over the whole text finds the lines before the first of them
/// is looked at; else the table of keywords goes from line to line.
struct CandidateLines: ~Copyable {
  private let keywords: KeywordPrefilter
  private var scanner: KeywordScanner?
  private var text = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Where the lines of ``text`` end that hold a keyword, if that is known.
  private var ends: [Int] = []
  private var next = 0
  private var isKnown = false

  /// A scan of less costs more to begin than it saves, in bytes.
  private static let leastLength = 256

  init(_ keywords: KeywordPrefilter, _ database: KeywordDatabase?) {
    self.keywords = keywords
    scanner = database.flatMap { KeywordScanner($0) }
  }

  /// Takes a text whose lines are then asked for.
  mutating func begin(_ text: UnsafeRawBufferPointer) {
    self.text = text
    ends.removeAll(keepingCapacity: true)
    next = 0
    isKnown = false
    guard !keywords.isForEveryLine, text.count >= Self.leastLength, scanner != nil else { return }
    isKnown = scanner?.findLines(in: text, ends: &ends) ?? false
  }

  /// The first line from byte `start` (a line's first) on that may match a rule.
  ///
  /// - `rules`: Is set to the rules that may match that line.
  mutating func line(from start: Int, rules: inout RuleSelection) -> Range<Int>? {
    guard isKnown else { return keywords.nextCandidate(in: text, from: start, rules: &rules) }
    while next < ends.count, ends[next] < start { next += 1 }
    while next < ends.count {
      let line = text.line(around: ends[next] - 1)
      next += 1
      if keywords.select(in: UnsafeRawBufferPointer(rebasing: text[line]), rules: &rules) {
        return line
      }
    }
    return nil
  }

  /// Whether rules may match on `line`, a part of the text or one that was made of it.
  ///
  /// - `rules`: Is set to those rules.
  mutating func isCandidate(
    _ line: UnsafeRawBufferPointer, rules: inout RuleSelection
  ) -> Bool {
    if isKnown, let base = text.baseAddress, let start = line.baseAddress, start >= base,
      start + line.count <= base + text.count
    {
      let end = start + line.count - base
      while next > 0, ends[next - 1] >= end { next -= 1 }
      while next < ends.count, ends[next] < end { next += 1 }
      guard next < ends.count, text.endOfLine(from: end) == ends[next] else { return false }
    }
    return keywords.select(in: line, rules: &rules)
  }
}
