/// What a paragraph or list item calls itself: `**Symptom:** `, `Fix - `, `Prevention: `.
struct ProseLabel {
  enum Kind: Hashable {
    /// What follows is an error as it was seen.
    case error
    case fix
    /// What follows tells neither: advice, a cause, what was expected.
    case other
  }

  let kind: Kind
  /// Whether the label says that what follows is an error, not only that it tells of one.
  let namesError: Bool
  /// Where the text after the label begins.
  let end: Int
  /// In lower case.
  let word: String

  private static let errorNames: Set<String> = [
    "error", "error message", "exception", "error seen", "error text", "error output",
    "failed with",
    "failing with", "fails with", "exact error", "the error", "full error", "traceback",
  ]
  private static let errorStories: Set<String> = [
    "symptom", "symptoms", "problem", "what happened", "message", "failure", "output", "log",
    "observed", "actual", "actual behavior", "actual behaviour", "actual result", "got", "issue",
    "failed", "stack trace", "result", "seen", "incident", "impact", "challenge", "bug", "evidence",
    "trigger", "detection", "what went wrong", "blocker", "mistake", "gotcha", "surprise",
  ]
  /// A label is no longer than this, in bytes.
  private static let reach = 48

  /// The label at the beginning of a text; nil where there is none.
  init?(_ text: UnsafeRawBufferPointer) {
    let start = Self.skipMarks(text, from: 0)
    guard start < text.count, ASCII.isLetter(text[start]) else { return nil }
    let limit = min(text.count, start + Self.reach)
    guard let colon = Self.endOfLabel(text, start, limit) else { return nil }
    let word = String(decoding: text[start..<colon], as: UTF8.self).lowercased()
      .filter { $0 != "*" && $0 != "_" }
    let words = word.split(separator: " ")
    guard !words.isEmpty, words.count <= 6 else { return nil }
    self.word = words.joined(separator: " ")
    end =
      text[(colon + 1)...].firstIndex { ![0x2A, 0x5F, 0x20, 0x09, 0x3A].contains($0) } ?? text.count
    namesError = Self.errorNames.contains(self.word)
    if namesError || Self.errorStories.contains(self.word) {
      kind = .error
    } else {
      kind = FixLabels.isLabel(self.word) ? .fix : .other
    }
  }

  /// The colon after a plain label, or the end of one in bold type.
  private static func endOfLabel(
    _ text: UnsafeRawBufferPointer, _ start: Int, _ limit: Int
  ) -> Int? {
    let isBold = start >= 2 && text[start - 1] == 0x2A
    for place in start..<limit {
      let byte = text[place]
      if byte == 0x0A || byte == UInt8(ascii: "`") || byte == UInt8(ascii: ".") { return nil }
      let next = place + 1 < text.count ? text[place + 1] : 0x20
      if byte == UInt8(ascii: ":"), [0x20, 0x0A, 0x2A, 0x5F, 0x09].contains(next) { return place }
      if isBold, byte == 0x2A {
        let after = text[place...].firstIndex { $0 != 0x2A } ?? text.count
        return after == text.count || text[after] <= 0x20 || text[after] == UInt8(ascii: ":")
          ? after - 1 : nil
      }
    }
    return nil
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x2A, 0x5F, 0x3E, 0x7C, 0x23: true
    default: false
    }
  }

  /// The first byte that isn't the marker of a list, a number, or emphasis.
  static func skipMarks(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var place = start
    while place < text.count {
      let byte = text[place]
      let next = place + 1 < text.count ? text[place + 1] : 0
      if isMark(byte) {
        place += 1
      } else if byte == 0x2D || byte == 0x2B || byte == 0x22, next != byte {
        place += 1
      } else if (0x30...0x39).contains(byte),
        let end = text[place...].firstIndex(where: { !(0x30...0x39).contains($0) }),
        text[end] == 0x2E || text[end] == 0x29, end + 1 < text.count, text[end + 1] == 0x20
      {
        place = end + 1
      } else {
        return place
      }
    }
    return place
  }

  /// Whether a text is an item of a list of tasks: `- [ ] …`.
  static func isTask(_ text: UnsafeRawBufferPointer) -> Bool {
    let start = skipMarks(text, from: 0)
    return start + 3 < text.count && text[start] == UInt8(ascii: "[")
      && text[start + 2] == UInt8(ascii: "]")
      && [0x20, 0x78, 0x58].contains(text[start + 1])
  }
}
