extension TextMatcher {
  /// Paragraphs are looked at in pieces of this length, in bytes.
  private static var paragraphLimit: Int { 16_384 }

  /// Takes note of a heading, which may itself be an error: `### TypeError: …`.
  mutating func matchHeading(_ record: borrowing Record, emit: (Match) -> Void) {
    prose.enter(heading: record.text)
    guard prose.isEvidence else { return }
    let whole = LineText.visible(record.text)
    let line = UnsafeRawBufferPointer(rebasing: whole.prefix(Self.paragraphLimit))
    let start = ProseLabel.skipMarks(line, from: 0)
    var quotes = ProseQuotes.quotes(in: line).filter { $0.form == .bare || $0.isNamedError }
    quotes += ProseQuotes.codeSpans(in: line).filter { $0.range.lowerBound <= start + 1 }
    matchParagraph(line, quotes, record.line, record.offset, record.counting, emit: emit)
  }

  /// Looks for errors that prose quotes: in code spans, after a label such as `Error:`, after words
  /// such as `failed with`, in the columns of a table, at the beginning of a line.
  ///
  /// Prose about errors is no error, so a rule must match from the beginning of what is quoted, and
  /// the sentence around it must not say that it is advice, a change or a wish.
  mutating func matchProse(_ record: borrowing Record, emit: (Match) -> Void) {
    guard prose.isEvidence else {
      trace?.add(.aside(reason: "the section"), on: record.line)
      return
    }
    let text = record.text
    let isWish = prose.announcesWish && text.trimmed.first == UInt8(ascii: ">")
    prose.announcesWish = isWish || ProseStance.announcesWish(text)
    if isWish {
      trace?.add(.aside(reason: "the paragraph above"), on: record.line)
      return
    }
    if text.trimmed.first == UInt8(ascii: "|") {
      matchRows(record, emit: emit)
      return
    }
    prose.table = nil
    if let reason = Self.aside(text) {
      trace?.add(.aside(reason: reason), on: record.line)
      return
    }
    var number = record.line
    var start = 0
    while start < text.count {
      let end = Self.endOfPiece(text, from: start)
      let piece = UnsafeRawBufferPointer(rebasing: text[start..<end])
      let quotes = ProseQuotes.quotes(in: piece)
      matchParagraph(
        piece, quotes, number, record.offset + Int64(start), record.counting, emit: emit)
      number += text.newlines(in: start..<end)
      start = end
    }
  }

  /// Why a paragraph tells of no error that occurred; nil where it may.
  private static func aside(_ text: UnsafeRawBufferPointer) -> String? {
    if ProseLabel.isTask(text) { return "a task" }
    guard let label = ProseLabel(text), label.kind != .error, isAside(label) else { return nil }
    return "the label '\(label.word)'"
  }

  /// Whether a label says that what follows is not what happened.
  private static func isAside(_ label: ProseLabel) -> Bool {
    if label.kind == .fix { return true }
    let words = label.word.split(separator: " ")
    return words.contains { asides.contains($0) } || label.word.hasPrefix("not an error")
  }

  private static var asides: Set<Substring> {
    [
      "prevention", "lesson", "lessons", "recommendation", "recommendations", "rule", "tip",
      "expected",
      "goal", "todo", "convention", "decision", "action", "actions", "follow-up", "next", "advice",
      "guideline", "improvement", "proposal", "desired", "expectation", "reminder", "takeaway",
      "improvements", "key", "example", "examples", "usage",
    ]
  }

  private static func endOfPiece(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard text.count - start > paragraphLimit else { return text.count }
    let end = min(text.count, text.endOfLine(from: start + paragraphLimit) + 1)
    // What has no lines is cut anywhere: all that is quoted is compared with all.
    return end - start > 2 * paragraphLimit ? start + paragraphLimit : end
  }

  private mutating func matchParagraph(
    _ text: UnsafeRawBufferPointer, _ quotes: [ProseQuote], _ number: Int, _ offset: Int64,
    _ counting: Record.LineCounting, emit: (Match) -> Void
  ) {
    guard !quotes.isEmpty else { return }
    let limit = FixLabels.start(in: text) ?? text.count
    var taken: [Range<Int>] = []
    var known: Set<String> = []
    for quote in quotes where quote.range.lowerBound < limit && !quote.range.isEmpty {
      let range = quote.range.clamped(to: 0..<limit)
      if taken.contains(where: { $0.overlaps(range) }) { continue }
      let lines = counting == .physical ? text.newlines(in: 0..<range.lowerBound) : 0
      guard quote.form == .labelled || ProseStance.tellsOfOccurrence(text, range) else {
        let denied = UnsafeRawBufferPointer(rebasing: text[range])
        trace?.add(.denied(quote: LineTrace.text(denied)), on: number + lines)
        continue
      }
      let quoted = LineText(
        bytes: UnsafeRawBufferPointer(rebasing: text[range]), number: number + lines, offset: offset
      )
      guard var match = quotedError(quoted, quote) else { continue }
      taken.append(range)
      guard known.insert(match.type + "\0" + match.message).inserted else { continue }
      match.fix = Self.fixAfterArrow(text, range.upperBound)
      emit(match)
    }
  }

  /// An arrow may stand so far behind the quote, in bytes: `… in Cart.tsx -> …`.
  private static var arrowReach: Int { 60 }

  /// `… -> what to do`, after a quote.
  private static func fixAfterArrow(_ text: UnsafeRawBufferPointer, _ end: Int) -> String? {
    let start = text[end...].firstIndex { ![0x60, 0x22, 0x2A, 0x5F].contains($0) } ?? text.count
    let reach = min(text.endOfLine(from: start), start + arrowReach)
    guard start < reach, let arrow = ProseArrow.first(in: text, start..<reach),
      ProseArrow.isArrow(text, arrow)
    else { return nil }
    if arrow.lowerBound > start {
      let line = String(
        decoding: text[arrow.upperBound..<text.endOfLine(from: start)], as: UTF8.self)
      return FixLabels.advises(line.lowercased()) ? FixLabels.normal(line) : nil
    }
    let rest = String(decoding: text[arrow.upperBound...].prefix(4_096), as: UTF8.self)
    return FixLabels.normal(rest)
  }

  /// The error that is quoted: as rules know it, else as the text around it names it.
  mutating func quotedError(_ quoted: LineText, _ quote: ProseQuote) -> Match? {
    if FixLabels.saysNothing(String(decoding: quoted.bytes.prefix(16), as: UTF8.self)) {
      return nil
    }
    if let match = ruleMatch(quoted) { return match }
    if let (head, rest) = Self.split(quoted.bytes) {
      let inner = LineText(bytes: rest, number: quoted.number, offset: quoted.offset)
      if head.hasSuffix("_failed") || head.hasSuffix("_error") {
        return Self.match(type: head, rest, quoted)
      }
      if let match = ruleMatch(inner) { return match }
    }
    if let colon = quoted.bytes.prefix(120).firstIndex(of: UInt8(ascii: ":")),
      ProseQuotes.isErrorHead(quoted.bytes),
      ProseQuotes.isQualifiedName(UnsafeRawBufferPointer(rebasing: quoted.bytes[..<colon]))
    {
      let name = String(decoding: quoted.bytes[..<colon], as: UTF8.self)
      let rest = UnsafeRawBufferPointer(rebasing: quoted.bytes[(colon + 2)...])
      return Self.match(type: name, rest, quoted)
    }
    guard quote.isNamedError, !Self.isCode(quoted.bytes),
      quoted.bytes.count(where: { $0 == 0x20 }) >= 1,
      quoted.bytes.count(where: ASCII.isLetter) >= 6
    else { return nil }
    return Self.match(type: "error", quoted.bytes, quoted)
  }

  /// `throw undefined;`, `callback(error, result)`.
  private static func isCode(_ text: UnsafeRawBufferPointer) -> Bool {
    if text.last == UInt8(ascii: ";") || text.last == UInt8(ascii: "}") { return true }
    guard text.last == UInt8(ascii: ")"), let opening = text.firstIndex(of: UInt8(ascii: "(")),
      opening > 0
    else { return false }
    return text[..<opening].allSatisfy { ASCII.isLetter($0) || $0 == 0x5F || $0 == 0x2E }
  }

  private static func match(
    type: String, _ message: UnsafeRawBufferPointer, _ quoted: LineText
  ) -> Match {
    let text = String(
      decoding: message.prefixOfCharacters(Match.maximumMessageLength), as: UTF8.self)
    return Match(
      type: type, message: text, line: quoted.number, lines: quoted.number...quoted.number,
      offset: quoted.offset)
  }

  /// `Thread 1: …`, `verification_failed: …`: a word or two, and what they introduce.
  private static func split(
    _ text: UnsafeRawBufferPointer
  ) -> (head: String, rest: UnsafeRawBufferPointer)? {
    guard let colon = text.prefix(28).firstIndex(of: UInt8(ascii: ":")), colon > 0,
      colon + 2 < text.count, text[colon + 1] == 0x20
    else { return nil }
    let head = text[..<colon]
    let isPlain = head.allSatisfy {
      ASCII.isLetter($0) || (0x30...0x39).contains($0)
        || [0x20, 0x5F, 0x2D, 0x2E, 0x23].contains($0)
    }
    guard isPlain, head.count(where: { $0 == 0x20 }) <= 2 else { return nil }
    return (
      String(decoding: head, as: UTF8.self), UnsafeRawBufferPointer(rebasing: text[(colon + 2)...])
    )
  }

  private mutating func ruleMatch(_ quoted: LineText) -> Match? {
    guard candidates.isCandidate(quoted.bytes, rules: selection),
      let error = opening(quoted)
    else { return nil }
    let rule = book.rules[error.rule]
    guard error.isComplete || error.standsAlone,
      rule.opening.isAnchored || rule.pattern.source.hasPrefix("(?:^|"),
      !error.message.isEmpty
    else { return nil }
    return Match(
      text: error.text.matched(by: rule), line: error.line, lines: error.line...error.line,
      offset: error.offset, timestamp: error.timestamp)
  }

  /// The rows of a table: errors stand in the column that is headed so.
  private mutating func matchRows(_ record: borrowing Record, emit: (Match) -> Void) {
    var number = record.line
    // Another table has a header of its own.
    if record.offset > prose.endOfRow { prose.table = nil }
    prose.endOfRow = record.offset + Int64(record.text.count)
    for line in record.text.lines {
      defer { number += 1 }
      if ProseTable.isRule(line) { continue }
      let cells = ProseTable.cells(of: line)
      guard let table = prose.table else {
        prose.table = ProseTable(
          header: cells.map { String(decoding: line[$0], as: UTF8.self) })
        continue
      }
      guard let column = table.errorColumn, column < cells.count else { continue }
      let span = ProseQuotes.codeSpans(in: line).first { cells[column].overlaps($0.range) }
      let quote = ProseQuote(
        range: span?.range ?? cells[column], form: .delimited, isNamedError: table.namesErrors)
      let quoted = LineText(
        bytes: UnsafeRawBufferPointer(rebasing: line[quote.range]), number: number,
        offset: record.offset)
      guard var match = quotedError(quoted, quote) else { continue }
      if let fix = table.fixColumn, fix < cells.count {
        match.fix = FixLabels.normal(String(decoding: line[cells[fix]], as: UTF8.self))
      }
      emit(match)
    }
  }
}
