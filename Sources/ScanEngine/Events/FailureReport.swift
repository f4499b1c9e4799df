/// Decides what errors a structured record stands for.
enum FailureReport {
  /// The matches to be counted: those of rules, or the one that the record itself reports.
  ///
  /// A record that names its error is that one error, and rules only add what it leaves open. A
  /// failure that no rule knows is an error all the same.
  static func matches(
    _ matches: [Match], details: RecordDetails, of record: borrowing Record
  ) -> [Match] {
    switch details.outcome {
    case .succeeded: return []
    case .unknown: return matches
    case .failed:
      let isNamed = details.errorType != nil || details.errorMessage != nil
      if isNamed { return [named(matches.first, details, record)] }
      return matches.isEmpty ? [unknown(record)] : matches
    }
  }

  private static func named(
    _ first: Match?, _ details: RecordDetails, _ record: borrowing Record
  ) -> Match {
    var match = first ?? unknown(record)
    match.line = record.line
    // Where only the message is given, the rule that knows it says what is type and what message.
    guard details.errorType == nil, first != nil else {
      match.replace(type: details.errorType, message: details.errorMessage)
      return match
    }
    return match
  }

  private static func unknown(_ record: borrowing Record) -> Match {
    Match(
      type: record.details?.fallbackType ?? "error", message: firstMeaningfulLine(of: record.text),
      line: record.line,
      lines: record.line...record.line, offset: record.offset)
  }

  /// How far into a text a line that tells of failure is looked for, in bytes.
  private static let telltaleLimit = 64 << 10

  /// Words of which a line that tells of failure has one.
  private static let telltales = KeywordTable(
    [
      "error", "fail", "cannot", "can't", "could not", "couldn't", "unable", "not found", "denied",
      "invalid", "missing", "refused", "timed out", "no such", "unexpected", "undefined", "unknown",
      "does not exist", "doesn't exist", "fatal", "abort", "not recognized",
    ], ignoresCase: true)

  /// The first line that tells of failure, else the first that has words, else what there is.
  static func firstMeaningfulLine(of text: UnsafeRawBufferPointer) -> String {
    var first: String?
    var start = 0
    while start < min(text.count, telltaleLimit) {
      let end = text.endOfLine(from: start)
      let line = LineText.visible(UnsafeRawBufferPointer(rebasing: text[start..<end])).trimmed
      start = end + 1
      guard line.count(where: { (0x61...0x7A).contains($0 | 0x20) }) >= 3 else { continue }
      let words = line.prefixOfCharacters(Match.maximumMessageLength)
      if telltales.isFound(in: words) { return words.string }
      first = first ?? words.string
    }
    return first ?? String(decoding: text.trimmed.prefixOfCharacters(512), as: UTF8.self)
  }
}
