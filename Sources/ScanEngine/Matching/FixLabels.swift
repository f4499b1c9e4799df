/// Recognises the words with which people introduce a fix.
package enum FixLabels {
  /// A phrase of either kind.
  private struct Phrase {
    let bytes: [UInt8]
    let isIntroduction: Bool
  }

  /// All phrases by their first letter, a small one; introductions first.
  private static let phrases: [[Phrase]] = {
    var table = [[Phrase]](repeating: [], count: 256)
    let all =
      introductions.map { Phrase(bytes: Array($0.utf8), isIntroduction: true) }
      + labels.map { Phrase(bytes: Array($0.utf8), isIntroduction: false) }
    for phrase in all { table[Int(phrase.bytes[0])].append(phrase) }
    return table
  }()

  /// Phrases that a colon or dash follows, maybe after a few words (`Fixed in #104:`), lower case.
  private static let labels = [
    "the fix", "fixes", "fixed", "fix", "solution", "solved", "resolution", "resolved", "remedy",
    "workaround", "work-around", "mitigation", "what fixed it", "what we did", "what helped",
    "what worked", "how we fixed it", "how to fix it", "how to fix", "action taken", "action",
    "answer", "correct approach", "how it was fixed", "how it was resolved", "the solution",
    "temporary fix", "permanent fix", "quick fix", "final fix", "actual fix", "real fix",
    "proper fix", "fix applied", "applied fix", "fix / workaround", "solution / workaround",
    "how we solved it", "how i fixed it", "what solved it", "what we changed", "corrective action",
    "recovery", "remediation", "what resolved it", "root fix",
  ]
  /// Phrases that are followed by the fix itself.
  private static let introductions = [
    "fixed by ", "resolved by ", "solved by ", "worked around by ", "we fixed it by ",
    "fixed it by ", "i fixed it by ", "fix was to ", "fix is to ", "fix was ", "solution was to ",
    "solution is to ", "workaround is to ", "workaround was to ", "the fix was ",
    "we solved it by ", "we resolved it by ",
    "we worked around it by ", "as a workaround, ", "as a workaround ", "a workaround is to ",
    "a workaround was to ", "the workaround is to ", "to work around this, ", "to work around it, ",
    "to fix this, ", "to fix it, ", "can be fixed by ", "was fixed by ", "got fixed by ",
    "managed to fix it by ", "able to fix it by ", "able to fix this by ", "the cure was to ",
    "closing as fixed by ", "we fixed this by ", "fixed this by ",
  ]
  /// Ends of sentences that tell the fix before them.
  private static let conclusions = [
    "fixed it", "solved it", "resolved it", "fixed this", "fixed the issue", "fixed the problem",
    "solved the problem", "resolved the issue", "solves it", "fixes it", "did the trick", "helped",
    "fixed the error", "made it work", "made the error go away", "resolved the problem",
  ]
  /// Texts after a label that say that there is no fix, and beginnings of such.
  private static let nothing: Set<String> = [
    "none", "n/a", "tbd", "unknown", "pending", "todo", "open", "unresolved", "nothing", "wontfix",
    "?", "-", "—", "not yet", "ongoing",
  ]
  private static let nothingBeginnings = [
    "none yet", "none so far", "none found", "none known", "not yet", "no fix", "still open",
    "still investigating", "still unknown", "still no ", "to be determined", "to be decided",
    "we never",
    "never found", "no known", "won't fix", "not fixed", "no workaround", "under investigation",
    "unknown so far", "nothing yet", "nothing worked", "not found yet", "tbd ", "pending ", "n/a ",
    "not known", "we don't know", "none, ", "none (", "none; ", "none - ", "none. ", "none —",
  ]
  /// Bytes between a phrase and its colon.
  private static let qualifierLimit = 32

  /// The fix that a text states: what follows the first phrase at the beginning of a line or
  /// sentence, to the end of the text or the next label; nil where there is none.
  package static func fix(in text: String) -> String? {
    var copy = text
    return copy.withUTF8 { fix(in: UnsafeRawBufferPointer($0)) }
  }

  /// The same of UTF-8.
  static func fix(in text: UnsafeRawBufferPointer) -> String? {
    guard let found = find(in: text) else { return nil }
    let rest = UnsafeRawBufferPointer(rebasing: text[found.text...])
    return normal(String(decoding: rest.prefix(endOfFix(rest)), as: UTF8.self))
  }

  /// A sentence that says what mended the error, as in `Pinning urllib3 fixed it`.
  package static func statement(in text: String) -> String? {
    for sentence in sentences(of: text) {
      // Prose may end a sentence every few bytes, so it is searched as bytes.
      let bytes = Array(sentence.utf8)
      let words = bytes.map(Keyword.lowercased)
      guard contains(words, anyOf: negations) == nil else { continue }
      for phrase in conclusionBytes
      where words.count > phrase.count + 8 && words.suffix(phrase.count).elementsEqual(phrase) {
        return normal(String(decoding: bytes.dropLast(phrase.count), as: UTF8.self))
      }
      // `Fixed in #12 by …`
      let isReference = references.contains { words.starts(with: $0) }
      if let end = contains(words, anyOf: isReference ? [Array(" by ".utf8)] : introductionBytes) {
        return normal(String(decoding: bytes[end...], as: UTF8.self))
      }
    }
    return nil
  }

  private static let negations = ["n't ", "not ", "never "].map { Array($0.utf8) }
  private static let references = [
    "fixed in ", "fixed with ", "resolved in ", "solved in ", "closing: fixed in ",
  ].map { Array($0.utf8) }
  private static let conclusionBytes = conclusions.map { Array($0.utf8) }
  private static let introductionBytes = introductions.map { Array($0.utf8) }

  /// The end of the first phrase of the list that is in the text, wherever that is.
  private static func contains(_ text: [UInt8], anyOf phrases: [[UInt8]]) -> Int? {
    text.withUnsafeBufferPointer { text in
      for phrase in phrases where phrase.count <= text.count {
        for place in 0...(text.count - phrase.count)
        where text[place] == phrase[0]
          && phrase.indices.allSatisfy({ text[place + $0] == phrase[$0] })
        {
          return place + phrase.count
        }
      }
      return nil
    }
  }

  /// Whether a label with nothing behind it ends a text (`**Fix:**`), so that the fix comes next.
  package static func announcesFix(_ text: String) -> Bool {
    let last = text.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
    return Array(last.utf8).withUnsafeBytes { bytes in
      guard let label = ProseLabel(bytes), label.kind == .fix else { return false }
      return label.end >= bytes.count
    }
  }

  /// Whether a heading announces a fix (`### Solution`).
  package static func isFixHeading(_ text: String) -> Bool {
    isLabel(text.filter { $0 != "#" && $0 != "*" && $0 != ":" })
  }

  /// Whether words are one of the labels, maybe with a little more: `Fix (v2)`, `Resolution steps`.
  static func isLabel(_ text: String) -> Bool {
    let plain = text.lowercased().prefix { $0 != "(" }
    var words = plain.split(separator: " ").drop { $0.allSatisfy { $0.isNumber || $0 == "." } }
    if labels.contains(words.joined(separator: " ")) { return true }
    if let last = words.last, ["applied", "steps", "used", "taken", "found"].contains(last) {
      words = words.dropLast()
    } else if let index = words.firstIndex(where: { $0 == "in" || $0 == "/" || $0 == "&" }) {
      words = words.prefix(upTo: index)
    }
    return labels.contains(words.joined(separator: " "))
  }

  /// Where a text's label of a fix begins; nil where it has none.
  static func start(in text: UnsafeRawBufferPointer) -> Int? { find(in: text)?.label }

  /// Whether a text begins by saying that there was none: `none, but the page stayed blank`.
  static func saysNothing(_ text: String) -> Bool {
    let words = text.lowercased().split { !$0.isLetter && $0 != "/" }
    guard let first = words.first else { return true }
    if first == "none" || first == "n/a" || first == "nothing" { return true }
    return first == "no" && words.count > 1 && ["error", "errors", "exception"].contains(words[1])
  }

  /// A fix on one line, without marks around it; nil where it says that there is none.
  static func normal(_ text: String) -> String? {
    let marks: Set<Character> = [" ", "\t", "\n", "\r", "*", "_", ":", "|", ">"]
    var rest = Substring(text).drop { marks.contains($0) || $0 == "-" || $0 == "→" }
    while let last = rest.last, last.isWhitespace || last == "*" || last == "|" {
      rest = rest.dropLast()
    }
    let words = rest.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let lowered = words.lowercased()
    let plain = lowered.last == "." ? String(lowered.dropLast()) : lowered
    guard words.utf8.count >= 3, !nothing.contains(plain),
      !nothingBeginnings.contains(where: lowered.hasPrefix)
    else { return nil }
    return String(words.prefix(4_096))
  }

  private static func find(in text: UnsafeRawBufferPointer) -> (label: Int, text: Int)? {
    var start: Int? = 0
    while let place = start {
      if let end = endOfLabel(in: text, at: place) { return (place, end) }
      start = nextStart(in: text, after: place)
    }
    return nil
  }

  private static func endOfLabel(in text: UnsafeRawBufferPointer, at start: Int) -> Int? {
    let place = ProseLabel.skipMarks(text, from: start)
    guard place < text.count else { return nil }
    for phrase in phrases[Int(Keyword.lowercased(text[place]))]
    where begins(text, at: place, with: phrase.bytes) {
      let end = place + phrase.bytes.count
      if phrase.isIntroduction { return end }
      let limit = min(text.count, end + qualifierLimit)
      guard end < limit, !isWord(text[end]) else { continue }
      guard let colon = text[end..<limit].firstIndex(where: { isStop($0) }) else { continue }
      if isColon(text, colon) || isBoldEnd(text, colon) { return colon + 1 }
    }
    return nil
  }

  private static func isStop(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: "."), 0x0A, 0x2C, 0x2A, 0x60: true
    default: false
    }
  }

  /// A colon that ends a label, not one inside a word (`fix::main`, `fix:1`).
  private static func isColon(_ text: UnsafeRawBufferPointer, _ place: Int) -> Bool {
    guard text[place] == UInt8(ascii: ":"), place + 1 < text.count else { return false }
    return [0x20, 0x0A, 0x2A, 0x5F, 0x09].contains(text[place + 1])
  }

  /// The emphasis that ends a label: `**Fix** `.
  private static func isBoldEnd(_ text: UnsafeRawBufferPointer, _ place: Int) -> Bool {
    text[place] == 0x2A && place + 2 < text.count && text[place + 1] == 0x2A
  }

  /// Case-insensitively, for ASCII.
  private static func begins(
    _ text: UnsafeRawBufferPointer, at start: Int, with phrase: [UInt8]
  ) -> Bool {
    guard start + phrase.count <= text.count else { return false }
    for index in phrase.indices where Keyword.lowercased(text[start + index]) != phrase[index] {
      return false
    }
    return true
  }

  /// The next place at which a line or a sentence begins.
  private static func nextStart(in text: UnsafeRawBufferPointer, after start: Int) -> Int? {
    var index = start
    while index + 1 < text.count {
      index = text.endOfSentence(from: index)
      // A place with nothing behind it is none.
      guard index + 1 < text.count else { return nil }
      if text[index] == 0x0A, index > start { return index + 1 }
      if text[index] != 0x0A, text[index + 1] == 0x20, index + 2 < text.count { return index + 2 }
      index += 1
    }
    return nil
  }

  /// How far a fix reaches: to the next line that begins with a label of its own.
  private static func endOfFix(_ text: UnsafeRawBufferPointer) -> Int {
    var start = text.endOfLine(from: 0) + 1
    while start < text.count {
      let line = UnsafeRawBufferPointer(rebasing: text[start...])
      if let label = ProseLabel(line), label.kind != .fix,
        label.word.split(separator: " ").count <= 4
      {
        return start
      }
      start = text.endOfLine(from: start) + 1
    }
    return text.count
  }

  static func sentences(of text: String) -> [String] {
    var sentences: [String] = []
    var current = ""
    var previous: Character = " "
    for character in text {
      if character.isWhitespace, ".!?;".contains(previous) {
        sentences.append(String(current.dropLast()))
        current = ""
      } else {
        current.append(character.isNewline ? " " : character)
      }
      previous = character
    }
    if let last = current.last {
      sentences.append(".!?".contains(last) ? String(current.dropLast()) : current)
    }
    return sentences
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
  }
}
