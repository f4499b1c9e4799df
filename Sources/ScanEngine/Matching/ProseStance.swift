/// Judges whether a sentence tells of an error that occurred, or only speaks of one.
enum ProseStance {
  /// Phrases in front of a quote that say that it didn't occur.
  private static let denials = KeywordTable(
    [
      " no longer ", " instead of ", " rather than ", " never ", " such as ", " e.g. ", " e.g., ",
      " for example ", " for example, ", " should ", " would ", " not an error", " if you ",
      " when you ", " if it ", " in case ", " whenever ", " to avoid ", " so that ", " don't ",
      " do not ", " prevents ", " prevent ", " expect ", " expects ", " must ", " looks for ",
      " look for ", " search for ", " grep ", " to catch ", " catches ", " handles ", " handling ",
      " we raise ", " we throw ", " we return ", " to raise ", " and raise ", " can raise ",
      " can throw ", " to throw ", " now raise ", " now raises ", " now throws ", " now returns ",
      " now reports ", " now prints ",
      " may ", " might ", " wouldn't ", " shouldn't ", " unlike ", " similar to ", " means ",
      " stands for ",
      " treat ", " treats ", " ignore ", " ignores ", " simulate ", " simulates ",
      " a better message", " what does ", " what do ", " considered ", " considering ",
      " suppose ",
    ], ignoresCase: false)
  /// Phrases after a quote that say so.
  private static let laterDenials = KeywordTable(
    [
      " is raised", " is thrown", " is returned", " are raised", " should ", " will be ",
      " must be ",
      " can be ", " may be ", " might be ", " would ", " means ", " mean ", " indicates ",
      " usually ",
      " typically ", " messages ", " handling", " is expected", " is harmless", " is not an error",
      " isn't an error", " instead of ", " never ", " can occur", " may occur", " is logged if",
    ], ignoresCase: false)
  /// Words that begin entries of changelogs and advice.
  private static let commands: Set<Substring> = [
    "fix", "fixed", "fixes", "add", "added", "adds", "handle", "handled", "catch", "raise",
    "return",
    "ensure", "prevent", "avoid", "don't", "always", "never", "use", "make", "check", "improve",
    "improved", "change", "changed", "remove", "removed", "support", "test", "verify", "document",
    "wrap", "treat", "map", "convert", "replace", "suppress", "security", "expected", "throw",
    "let",
    "prefer", "consider", "remember", "deprecate", "deprecated", "new", "rename", "renamed", "emit",
    "testing", "say", "print", "asserts", "assert", "returns", "raises", "throws", "expect",
  ]
  /// Between what was fixed and how.
  private static let means = KeywordTable([" by "], ignoresCase: false)
  /// A sentence is looked at this far on both sides of a quote, in bytes.
  private static let reach = 240

  /// Whether the sentence around `quote` leaves it open that the error occurred.
  static func tellsOfOccurrence(
    _ text: UnsafeRawBufferPointer, _ quote: Range<Int>
  ) -> Bool {
    let start = startOfSentence(text, before: quote.lowerBound)
    let before = words(text, start..<quote.lowerBound)
    let after = words(text, quote.upperBound..<endOfSentence(text, after: quote.upperBound))
    if denials.isFound(in: before) || laterDenials.isFound(in: after) {
      return false
    }
    let word = before.dropFirst().prefix { $0 != 0x20 }.prefix(40)
    let first = Substring(decoding: word, as: UTF8.self).prefix { $0.isLetter || $0 == "'" }
    // `If pip prints …` is advice; `if I run it …` tells what happens.
    if first == "if", !tellers.isFound(in: before) { return false }
    guard commands.contains(first) else { return true }
    // `Fixed "X" by …` tells of an error with what was done about it.
    return first.hasPrefix("fixed") && means.isFound(in: after)
  }

  /// Who tells what happens.
  private static let tellers = KeywordTable([" i ", " we "], ignoresCase: false)

  /// Words of a paragraph that announces what would be printed.
  private static let wishes = KeywordTable(
    [
      " would ", " should ", " ideally ", " we want ", " i want ", " i would like ", " suppose ",
      " expected output", " expected message", " i expect ", " we expect ", " could print ",
    ], ignoresCase: false)
  /// Words that say that it is announced what was.
  private static let facts = KeywordTable(
    [
      " but ", " instead ", " fail", " crash", " got ", " get ", " gives ", " see ", " saw ",
      " says ",
      " however ", " actual", " returned ", " throws ", " error ", " breaks ", " dies ", " now ",
    ], ignoresCase: false)

  /// Whether a paragraph ends by announcing what would be printed: `Then it should say:`.
  static func announcesWish(_ text: UnsafeRawBufferPointer) -> Bool {
    let marks: [UInt8] = [0x20, 0x0A, 0x0D, 0x09, 0x2A, 0x5F]
    guard let end = text.lastIndex(where: { !marks.contains($0) }), text[end] == UInt8(ascii: ":")
    else { return false }
    let sentence = words(text, startOfSentence(text, before: end)..<end)
    return wishes.isFound(in: sentence) && !facts.isFound(in: sentence)
  }

  /// In lower case, without emphasis, with one blank between words and around them.
  ///
  /// Prose may quote something every few bytes, so no String is made here.
  private static func words(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> [UInt8] {
    var words: [UInt8] = [0x20]
    words.reserveCapacity(range.count + 2)
    for byte in text[range] {
      switch byte {
      case 0x20, 0x0A, 0x09, 0x22, 0x2A, 0x5F, 0x60:
        if words.last != 0x20 { words.append(0x20) }
      default: words.append(Keyword.lowercased(byte))
      }
    }
    if words.last != 0x20 { words.append(0x20) }
    return words
  }

  static func startOfSentence(_ text: UnsafeRawBufferPointer, before place: Int) -> Int {
    let least = max(0, place - reach)
    var start = place
    while start > least {
      if start + 1 < place, text[start - 1] <= 0x20, start >= 2, isStop(text, start - 2) { break }
      start -= 1
    }
    return start == 0 ? min(place, ProseLabel.skipMarks(text, from: 0)) : start
  }

  static func endOfSentence(_ text: UnsafeRawBufferPointer, after place: Int) -> Int {
    let most = min(text.count, place + reach)
    var end = place
    while end < most {
      let next = end + 1 < text.count ? text[end + 1] : 0x20
      if isStop(text, end), next <= 0x20 { return end }
      end += 1
    }
    return most
  }

  private static func isStop(_ text: UnsafeRawBufferPointer, _ place: Int) -> Bool {
    guard [0x2E, 0x21, 0x3F, 0x3B].contains(text[place]) else { return false }
    // The dot of `e.g.` ends no sentence.
    return place < 2 || text[place] != 0x2E || text[place - 2] != 0x2E
  }
}
