/// Recognises regexes that match a whole text only where it has no blank: `^\S+\.ts$`.
///
/// Lines that hold a keyword of such a rule are frequent, and lines that are nothing but that rare:
/// so the keyword is looked for in the line's last word. What isn't understood is no such regex.
enum OneWordPattern {
  /// Whether no text with a blank in it matches.
  static func matchesOneWord(_ pattern: String) -> Bool {
    let bytes = Array(pattern.utf8)
    guard bytes.count > 2, bytes[0] == UInt8(ascii: "^"),
      bytes[bytes.count - 1] == UInt8(ascii: "$"),
      bytes[bytes.count - 2] != UInt8(ascii: "\\")
    else { return false }
    var index = 1
    var depth = 0
    while index < bytes.count - 1 {
      switch bytes[index] {
      case UInt8(ascii: "."), 0x00...0x20, UInt8(ascii: "^"), UInt8(ascii: "$"): return false
      case UInt8(ascii: "|"): if depth == 0 { return false }
      case UInt8(ascii: "\\"):
        index += 1
        guard isHarmless(escaped: bytes[index]) else { return false }
      case UInt8(ascii: "["):
        guard let end = endOfClass(bytes, at: index) else { return false }
        index = end
      case UInt8(ascii: "("):
        depth += 1
        guard isPlainGroup(bytes, at: index) else { return false }
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      index += 1
    }
    return depth == 0
  }

  /// Punctuation stands for itself; of letters these don't match a blank.
  private static func isHarmless(escaped byte: UInt8) -> Bool {
    let isLetterOrDigit = ASCII.isLetter(byte) || (0x30...0x39).contains(byte)
    return byte > 0x20
      && (!isLetterOrDigit
        || [UInt8(ascii: "w"), UInt8(ascii: "d"), UInt8(ascii: "S"), UInt8(ascii: "b")]
          .contains(byte))
  }

  /// `(…`, `(?:…`, `(?<name>…`; options may change what the rest means.
  private static func isPlainGroup(_ bytes: [UInt8], at start: Int) -> Bool {
    guard bytes[start + 1] == UInt8(ascii: "?") else { return bytes[start + 1] != 0x2A }
    let kind = bytes[start + 2]
    if kind == UInt8(ascii: ":") { return true }
    return kind == UInt8(ascii: "<") && ASCII.isLetter(bytes[start + 3])
  }

  /// The offset of a class's bracket where it doesn't match a blank; nil otherwise.
  private static func endOfClass(_ bytes: [UInt8], at start: Int) -> Int? {
    var index = start + 1
    let isNegated = bytes[index] == UInt8(ascii: "^")
    if isNegated { index += 1 }
    var namesBlank = false
    // A bracket that comes first stands for itself: too rare to be read.
    guard bytes[index] != UInt8(ascii: "]") else { return nil }
    while index < bytes.count - 1, bytes[index] != UInt8(ascii: "]") {
      switch bytes[index] {
      case UInt8(ascii: "["), 0x00..<0x20: return nil
      case 0x20: namesBlank = true
      case UInt8(ascii: "\\"):
        index += 1
        if bytes[index] == UInt8(ascii: "s") {
          namesBlank = true
        } else if !isHarmless(escaped: bytes[index]) || bytes[index] == UInt8(ascii: "S") {
          return nil
        }
      default: break
      }
      index += 1
    }
    guard index < bytes.count - 1, namesBlank == isNegated else { return nil }
    return index
  }
}
