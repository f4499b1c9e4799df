/// Something that prose quotes and that may be an error.
struct ProseQuote: Hashable {
  enum Form: Hashable {
    /// Between backticks or quotation marks, or the cell of a table.
    case delimited
    /// After a label such as `Symptom: `, to the end of the line.
    case labelled
    /// Without any mark: at the beginning of a line, or after `failed with`.
    case bare
  }

  var range: Range<Int>
  let form: Form
  /// Whether the text around it says that it is an error, so that it is one though no rule knows it.
  var isNamedError = false
}

/// Finds what a paragraph, list item or heading quotes.
enum ProseQuotes {
  /// Phrases after which an error is told as it was seen, in lower case.
  private static let introductions: [StaticString] = [
    "failed with", "fails with", "failing with", "failure with", "crashed with", "crashes with",
    "died with", "exited with", "exits with", "aborted with", "broke with", "stopped with",
    "ended with", "blew up with", "bombed with", "error was", "error is", "message was",
    "message is", "error message", "with the error", "with error", "the error",
  ]
  /// Phrases after which anything may come, also an error.
  private static let mentions: [StaticString] = [
    "got a", "got an", "got", "saw", "hit", "threw", "raised", "reported", "complained", "printed",
    "logged", "showed", "shows", "said", "resulted in", "gave", "returned", "ended in",
    "failing", "failed", "fails", "crashed", "broke", "error", "with",
  ]
  /// Words of which an error has one where only its text says so.
  private static let telltales: [StaticString] = [
    "error", "fail", "err!", "cannot", "can't", "could not", "couldn't", "unable", "not found",
    "denied", "invalid", "refused", "timed out", "timeout", "no such", "unexpected", "undefined",
    "does not exist", "fatal", "abort", "not recognized", "exception", "conflict", "already in use",
  ]

  /// The quotes of a text, in the order of their beginnings, those with marks first.
  static func quotes(in text: UnsafeRawBufferPointer) -> [ProseQuote] {
    var quotes: [ProseQuote] = []
    let label = ProseLabel(text)
    if let label, label.kind == .error { quotes.append(labelled(text, label)) }
    var spans = codeSpans(in: text)
    if let label, label.namesError {
      for index in spans.indices.prefix(1) where spans[index].range.lowerBound <= label.end + 1 {
        spans[index].isNamedError = true
      }
    }
    let introduced = introduced(in: text, outside: spans)
    let named = Set(introduced.filter(\.isNamedError).map(\.range.lowerBound))
    for index in spans.indices where named.contains(spans[index].range.lowerBound) {
      spans[index].isNamedError = true
    }
    quotes += spans
    let starts = Set(spans.map(\.range.lowerBound))
    quotes += introduced.filter { !starts.contains($0.range.lowerBound) }
    var start = 0
    while start < text.count {
      let end = text.endOfLine(from: start)
      if let quote = bareLine(text, start..<end) { quotes.append(quote) }
      start = end + 1
    }
    return quotes
  }

  private static func labelled(
    _ text: UnsafeRawBufferPointer, _ label: ProseLabel
  ) -> ProseQuote {
    let end = cut(text, label.end..<text.endOfLine(from: label.end), atSentence: false)
    return ProseQuote(
      range: unquoted(text, label.end..<end), form: .labelled, isNamedError: label.namesError)
  }

  static func codeSpans(in text: UnsafeRawBufferPointer) -> [ProseQuote] {
    var spans: [ProseQuote] = []
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let start = text[index...].firstIndex { $0 != UInt8(ascii: "`") } ?? text.count
      guard let end = endOfSpan(text, from: start, ticks: start - index) else { break }
      spans.append(ProseQuote(range: trimmed(text, start..<end), form: .delimited))
      index = end + start - index
    }
    return spans
  }

  private static func endOfSpan(
    _ text: UnsafeRawBufferPointer, from start: Int, ticks: Int
  ) -> Int? {
    var run = 0
    for index in start...text.count {
      if index < text.count, text[index] == UInt8(ascii: "`") {
        run += 1
      } else if run == ticks {
        return index - ticks
      } else {
        run = 0
      }
    }
    return nil
  }

  /// What follows phrases such as `failed with`: in quotation marks, or as it stands.
  ///
  /// What stands in a code span introduces nothing: the tick after it closes, and opens no other.
  private static func introduced(
    in text: UnsafeRawBufferPointer, outside spans: [ProseQuote]
  ) -> [ProseQuote] {
    var quotes: [ProseQuote] = []
    var place = 0
    while place < text.count {
      if let span = spans.first(where: { $0.range.contains(place) }) {
        place = span.range.upperBound + 1
        continue
      }
      let isStart = place == 0 || !ASCII.isLetter(text[place - 1])
      if isStart, ASCII.isLetter(text[place]), let phrase = phrase(at: place, in: text) {
        place += phrase.length
        if let quote = quote(after: place, in: text, names: phrase.names) { quotes.append(quote) }
      } else {
        place += 1
      }
    }
    return quotes
  }

  private static func phrase(
    at place: Int, in text: UnsafeRawBufferPointer
  ) -> (length: Int, names: Bool)? {
    if let phrase = introductions.first(where: { ASCII.begins(text, at: place, with: $0) }) {
      return (phrase.utf8CodeUnitCount, true)
    }
    let mention = mentions.first { ASCII.begins(text, at: place, with: $0) }
    return mention.map { ($0.utf8CodeUnitCount, false) }
  }

  private static func quote(
    after place: Int, in text: UnsafeRawBufferPointer, names: Bool
  ) -> ProseQuote? {
    guard place < text.count, !ASCII.isLetter(text[place]) else { return nil }
    let marks: [UInt8] = [0x20, 0x0A, 0x3A, 0x2A, 0x5F]
    guard let start = text[place...].firstIndex(where: { !marks.contains($0) }),
      start <= place + 4
    else { return nil }
    if let end = closingMark(text, start) {
      let inner = trimmed(text, (start + markLength(text, start))..<end)
      return ProseQuote(
        range: inner, form: .delimited, isNamedError: names || hasTelltale(text, inner))
    }
    if text[start] == UInt8(ascii: "`") {
      let end = text[(start + 1)...].firstIndex(of: UInt8(ascii: "`")) ?? text.count
      let inner = (start + 1)..<end
      return ProseQuote(
        range: trimmed(text, inner), form: .delimited,
        isNamedError: names || hasTelltale(text, inner))
    }
    let rest = UnsafeRawBufferPointer(rebasing: text[start...])
    guard isErrorHead(rest) else { return nil }
    return ProseQuote(
      range: start..<cut(text, start..<text.endOfLine(from: start), atSentence: true), form: .bare)
  }

  private static func hasTelltale(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    range.contains { place in telltales.contains { ASCII.begins(text, at: place, with: $0) } }
  }

  /// The end of what a quotation mark at `start` opens; nil where there is none.
  private static func closingMark(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    let isCurly = ASCII.begins(text, at: start, with: "\u{201C}")
    guard isCurly || text[start] == UInt8(ascii: "\"") else { return nil }
    let closing: StaticString = isCurly ? "\u{201D}" : "\""
    return (start + 1..<text.count).first { place in
      guard ASCII.begins(text, at: place, with: closing) else { return false }
      let next = place + closing.utf8CodeUnitCount
      return next == text.count || !ASCII.isLetter(text[next])
    }
  }

  private static func markLength(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int {
    text[start] == UInt8(ascii: "\"") ? 1 : 3
  }

  /// A line that begins with an error as it was printed: `TypeError: …`.
  private static func bareLine(
    _ text: UnsafeRawBufferPointer, _ line: Range<Int>
  ) -> ProseQuote? {
    let start = ProseLabel.skipMarks(text, from: line.lowerBound)
    guard start < line.upperBound, text[start] != UInt8(ascii: "`"),
      isErrorHead(UnsafeRawBufferPointer(rebasing: text[start..<line.upperBound]))
    else { return nil }
    return ProseQuote(
      range: start..<cut(text, start..<line.upperBound, atSentence: false), form: .bare)
  }

  /// `pkg.KeyError: `, `error[E0308]: `, `panic: `, `fatal: `.
  static func isErrorHead(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let colon = text.prefix(120).firstIndex(of: UInt8(ascii: ":")), colon > 3,
      colon + 2 < text.count, text[colon + 1] == 0x20
    else { return false }
    let head = UnsafeRawBufferPointer(rebasing: text[..<colon])
    let word = String(decoding: head, as: UTF8.self)
    guard word.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "`") }) else { return false }
    if isQualifiedName(head) { return true }
    return word.hasSuffix("Error") && word.utf8.count > 5 || word.hasSuffix("Exception")
      || word.hasPrefix("error[") || word.hasPrefix("error TS") || word == "panic"
      || word == "fatal"
  }

  /// `psycopg2.errors.UndefinedColumn`: a class in a module.
  static func isQualifiedName(_ name: UnsafeRawBufferPointer) -> Bool {
    let parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count >= 2, let last = parts.last?.first, (0x41...0x5A).contains(last),
      let first = parts[0].first, ASCII.isLetter(first)
    else { return false }
    return parts.allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy { ASCII.isLetter($0) || $0 == 0x5F || (0x30...0x39).contains($0) }
    }
  }

  /// Where an arrow or dash ends the quote, or a sentence does.
  private static func cut(
    _ text: UnsafeRawBufferPointer, _ range: Range<Int>, atSentence: Bool
  ) -> Int {
    var end = ProseArrow.first(in: text, range)?.lowerBound ?? range.upperBound
    if atSentence {
      let stops: [StaticString] = [
        ". ", "; ", " when ", " because ", " while ", " (see ", " on every ",
      ]
      for stop in stops {
        let found = (range.lowerBound..<end).first { ASCII.begins(text, at: $0, with: stop) }
        end = found ?? end
      }
    }
    while end > range.lowerBound, text[end - 1] <= 0x20 || (atSentence && text[end - 1] == 0x2E) {
      end -= 1
    }
    return end
  }

  /// Without the quotation marks or emphasis around it.
  private static func unquoted(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int> {
    var range = trimmed(text, range)
    let marks: [UInt8] = [0x22, 0x27, 0x60, 0x2A]
    while range.count >= 2, let first = text[range].first, let last = text[range].last,
      first == last, marks.contains(first),
      !text[(range.lowerBound + 1)..<(range.upperBound - 1)].contains(first)
    {
      range = (range.lowerBound + 1)..<(range.upperBound - 1)
    }
    return range
  }

  static func trimmed(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }
}

/// The arrow or dash that leads from an error to its fix: ` -> `, ` → `.
enum ProseArrow {
  private static let arrows: [StaticString] = [" -> ", " → ", " => ", " ⇒ ", " — ", " ➜ "]

  static func first(in text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int>? {
    for place in range where text[place] == 0x20 {
      if let arrow = arrows.first(where: { ASCII.begins(text, at: place, with: $0) }) {
        return place..<(place + arrow.utf8CodeUnitCount)
      }
    }
    return nil
  }

  /// Whether it leads on to what is to be done, as a dash need not.
  static func isArrow(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    !ASCII.begins(text, at: range.lowerBound, with: " — ")
  }
}

/// Looks at bytes as ASCII.
enum ASCII {
  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// Whether `word`, in lower case, stands at `place`, in any case.
  static func begins(
    _ text: UnsafeRawBufferPointer, at place: Int, with word: StaticString
  ) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place + count <= text.count else { return false }
    for index in 0..<count where Keyword.lowercased(text[place + index]) != word.utf8Start[index] {
      return false
    }
    return true
  }
}
