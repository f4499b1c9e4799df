@testable import ScanEngine

/// What a text yields, as the built-in rules or others see it.
struct MatchedText {
  var matches: [Match] = []
  /// The lines at which the matcher said that a later scan could start.
  var openLine: Int?

  /// `KeyError 'FR' load.py:rate 7`: type, message, frame and line.
  var summaries: [String] {
    matches.map { "\($0.type) | \($0.message) | \($0.frame ?? "-") | \($0.line)" }
  }

  /// Feeds a text in pieces that begin at the given lines, counted from 1.
  init?(_ text: String, _ book: RuleBook, cuts: [Int] = []) {
    guard var matcher = TextMatcher(book) else { return nil }
    var found: [Match] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
    if lines.last == [] { lines.removeLast() }
    var offset: Int64 = 0
    var start = 1
    for cut in cuts.filter({ 1 < $0 && $0 <= lines.count }).sorted() + [lines.count + 1] {
      let piece: [UInt8] = lines[(start - 1)..<(cut - 1)].flatMap { $0 + [0x0A] }
      piece.withUnsafeBytes { bytes in
        let record = Record(text: bytes, line: start, offset: offset, continues: start > 1)
        matcher.match(record) { found.append($0) }
      }
      offset += Int64(piece.count)
      start = cut
    }
    openLine = matcher.openPlace?.line
    matcher.finish { found.append($0) }
    matches = found
  }
}
