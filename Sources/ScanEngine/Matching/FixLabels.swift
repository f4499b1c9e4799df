/// Recognises the words with which people introduce a fix.
package enum FixLabels {
  /// Phrases that a colon or dash follows, maybe after a few words (`Fixed in #104:`), lower case.
  private static let labels = [
    "the fix", "fixes", "fixed", "fix", "solution", "solved", "resolution", "resolved", "remedy",
    "workaround", "work-around", "mitigation", "what fixed it", "what we did", "what helped",
    "what worked", "how we fixed it", "how to fix it", "how to fix", "action taken", "action",
    "answer", "correct approach", "how it was fixed",
  ]
  /// Phrases that are followed by the fix itself.
  private static let introductions = [
    "fixed by ", "resolved by ", "solved by ", "worked around by ",
  ]
  /// Bytes between a phrase and its colon.
  private static let qualifierLimit = 32

  /// The fix that a text states: what follows the first phrase at the beginning of a line or
  /// sentence, to the end of the text; nil where there is none.
  package static func fix(in text: String) -> String? {
    let bytes = Array(text.utf8)
    var start: Int? = 0
    while let place = start {
      if let fix = fix(in: bytes, at: place) { return fix }
      start = nextStart(in: bytes, after: place)
    }
    return nil
  }

  /// Whether a heading announces a fix (`### Solution`).
  package static func isFixHeading(_ text: String) -> Bool {
    let title = text.lowercased().filter { $0 != "#" && $0 != "*" && $0 != ":" }
    let words = title.split(separator: " ").joined(separator: " ")
    return labels.contains(words)
  }

  /// A quick look whether a line could hold one of the phrases.
  static func mayHoldFix(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.count > 6 else { return false }
    let head = line.prefix(64)
    return head.contains(UInt8(ascii: ":")) || head.contains { $0 == 0x62 || $0 == 0x42 }
  }

  private static func fix(in bytes: [UInt8], at start: Int) -> String? {
    let place = skipMarks(bytes, from: start)
    for phrase in introductions where begins(bytes, at: place, with: phrase) {
      return clean(bytes[(place + phrase.utf8.count)...])
    }
    for phrase in labels where begins(bytes, at: place, with: phrase) {
      let end = place + phrase.utf8.count
      let limit = min(bytes.count, end + qualifierLimit)
      guard end < limit, !isWord(bytes[end]) else { continue }
      guard let colon = bytes[end..<limit].firstIndex(where: { isStop($0) }), isColon(bytes, colon)
      else { continue }
      return clean(bytes[(colon + 1)...])
    }
    return nil
  }

  private static func isStop(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") || byte == 0x0A || byte == 0x2C
  }

  /// A colon that ends a label, not one inside a word (`fix::main`, `fix:1`).
  private static func isColon(_ bytes: [UInt8], _ place: Int) -> Bool {
    guard bytes[place] == UInt8(ascii: ":") else { return false }
    guard place + 1 < bytes.count else { return false }
    return [0x20, 0x0A, 0x2A, 0x5F, 0x09].contains(bytes[place + 1])
  }

  /// Case-insensitively, for ASCII.
  private static func begins(_ bytes: [UInt8], at start: Int, with phrase: String) -> Bool {
    let wanted = phrase.utf8
    guard start + wanted.count <= bytes.count else { return false }
    return zip(bytes[start...], wanted).allSatisfy { Keyword.lowercased($0) == $1 }
  }

  /// Skips markers of lists and emphasis.
  private static func skipMarks(_ bytes: [UInt8], from start: Int) -> Int {
    var place = start
    while place < bytes.count,
      [0x20, 0x09, 0x2A, 0x5F, 0x2D, 0x3E, 0x2B, 0x0A].contains(bytes[place])
    {
      place += 1
    }
    return place
  }

  /// The next place at which a line or a sentence begins.
  private static func nextStart(in bytes: [UInt8], after start: Int) -> Int? {
    var index = start + 1
    while index + 1 < bytes.count {
      if bytes[index] == 0x0A { return index + 1 }
      if bytes[index] == 0x20, index > 0, bytes[index - 1] == UInt8(ascii: ".") { return index + 1 }
      index += 1
    }
    return nil
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
  }

  private static func clean(_ bytes: ArraySlice<UInt8>) -> String? {
    let marks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0x2A, 0x5F]
    var rest = bytes
    while let first = rest.first, marks.contains(first) { rest = rest.dropFirst() }
    while let last = rest.last, last <= 0x20 || last == 0x2A { rest = rest.dropLast() }
    guard rest.count >= 3 else { return nil }
    let words = String(decoding: rest.prefix(Match.maximumMessageLength), as: UTF8.self)
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
