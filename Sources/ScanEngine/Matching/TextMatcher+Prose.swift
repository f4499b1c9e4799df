extension TextMatcher {
  /// Looks for errors that prose quotes: in code spans, and after a label such as `Error:`.
  ///
  /// Prose about errors is no error, so a rule must match from the beginning of what is quoted.
  mutating func matchProse(_ record: borrowing Record, emit: (Match) -> Void) {
    let text = record.text
    var number = record.line
    var start = 0
    while start < text.count {
      let end = text.endOfLine(from: start)
      let line = LineText.visible(UnsafeRawBufferPointer(rebasing: text[start..<end]))
      for quote in ProseQuotes.quotes(in: line) {
        let quoted = LineText(
          bytes: UnsafeRawBufferPointer(rebasing: line[quote]), number: number,
          offset: record.offset + Int64(start))
        if let match = quotedError(quoted) {
          emit(match)
          break
        }
      }
      if record.counting == .physical { number += 1 }
      start = end + 1
    }
  }

  private mutating func quotedError(_ quoted: LineText) -> Match? {
    guard book.prefilter.nextCandidate(in: quoted.bytes, from: 0, rules: &selection) != nil,
      let error = opening(quoted)
    else { return nil }
    let rule = book.rules[error.rule]
    guard error.isComplete, rule.opening.isAnchored, !error.message.isEmpty else { return nil }
    return Match(
      rule: rule.id, language: rule.language, category: rule.category, type: error.type,
      message: error.message, frame: error.frames.frame, line: error.line,
      lines: error.line...error.line, offset: error.offset, timestamp: error.timestamp)
  }
}

/// Finds what prose quotes.
enum ProseQuotes {
  /// Words before a colon that introduce an error as it was seen, in lower case.
  private static let labels: Set<String> = [
    "error", "error message", "symptom", "symptoms", "problem", "what happened", "message",
    "exception", "failure", "output", "log", "observed", "actual", "actual behavior",
    "actual behaviour", "traceback", "got", "issue", "failed with", "failing with", "fails with",
    "failed", "stack trace", "result", "error seen", "seen", "incident",
  ]

  /// Ranges of the line that quote something, in their order.
  static func quotes(in line: UnsafeRawBufferPointer) -> [Range<Int>] {
    var quotes = codeSpans(in: line)
    if let start = labelled(line) { quotes.insert(start..<line.count, at: 0) }
    return quotes
  }

  private static func codeSpans(in line: UnsafeRawBufferPointer) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var index = 0
    while index < line.count {
      guard line[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      var ticks = 0
      while index < line.count, line[index] == UInt8(ascii: "`") {
        ticks += 1
        index += 1
      }
      let start = index
      var run = 0
      while index < line.count {
        run = line[index] == UInt8(ascii: "`") ? run + 1 : 0
        index += 1
        if run == ticks, index == line.count || line[index] != UInt8(ascii: "`") { break }
      }
      guard run == ticks, index - ticks > start else { break }
      spans.append(start..<(index - ticks))
    }
    return spans
  }

  /// The offset after a label such as `**Error:** ` or `Symptom: `; nil where there is none.
  private static func labelled(_ line: UnsafeRawBufferPointer) -> Int? {
    let marks: [UInt8] = [0x2A, 0x5F, 0x20, 0x2D, 0x3E, 0x09]
    guard let start = line.firstIndex(where: { !marks.contains($0) }),
      let colon = line[start..<min(line.count, start + 40)].firstIndex(of: UInt8(ascii: ":"))
    else { return nil }
    let word = String(decoding: line[start..<colon], as: UTF8.self).lowercased()
      .filter { $0 != "*" && $0 != "_" }
    guard labels.contains(word) else { return nil }
    let end = line[(colon + 1)...].firstIndex { !marks.contains($0) }
    guard let end, line[end] != UInt8(ascii: "`") else { return nil }
    return end
  }
}
