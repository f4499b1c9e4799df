/// Reads what matches one byte of several in a regex: `[a-z\d]`, `\w`.
enum PatternClass {
  /// The bytes of a class, from behind its bracket to behind the closing one; nil for one that isn't
  /// understood.
  static func read(_ text: [UInt8], at index: inout Int) -> ByteSet? {
    var set = ByteSet()
    let isNegated = index < text.count && text[index] == UInt8(ascii: "^")
    if isNegated { index += 1 }
    let first = index
    while index < text.count, text[index] != UInt8(ascii: "]") || index == first {
      if text[index] == UInt8(ascii: "["), index + 1 < text.count,
        text[index + 1] == UInt8(ascii: ":")
      {
        return nil
      }
      guard let start = member(text, at: &index) else { return nil }
      let isRange =
        index + 1 < text.count && text[index] == UInt8(ascii: "-")
        && text[index + 1] != UInt8(ascii: "]")
      guard isRange else {
        set.formUnion(start)
        continue
      }
      index += 1
      guard let end = member(text, at: &index), start.count == 1, end.count == 1,
        let low = start.elements.first, let high = end.elements.first, low <= high
      else { return nil }
      set.formUnion(ByteSet(low...high))
    }
    guard index < text.count else { return nil }
    index += 1
    return isNegated ? set.inverted : set
  }

  private static func member(_ text: [UInt8], at index: inout Int) -> ByteSet? {
    let byte = text[index]
    index += 1
    guard byte == UInt8(ascii: "\\") else { return ByteSet(byte) }
    guard index < text.count else { return nil }
    index += 1
    return escaped(text[index - 1])
  }

  /// What a byte behind a backslash matches; nil for what isn't one byte of a known set.
  static func escaped(_ byte: UInt8) -> ByteSet? {
    switch byte {
    case UInt8(ascii: "d"): return digits
    case UInt8(ascii: "D"): return digits.inverted
    case UInt8(ascii: "w"): return wordBytes
    case UInt8(ascii: "W"): return wordBytes.inverted
    case UInt8(ascii: "s"): return blanks
    case UInt8(ascii: "S"): return blanks.inverted
    case UInt8(ascii: "t"): return ByteSet(0x09)
    case UInt8(ascii: "n"): return ByteSet(0x0A)
    case UInt8(ascii: "r"): return ByteSet(0x0D)
    case UInt8(ascii: "f"): return ByteSet(0x0C)
    case UInt8(ascii: "e"): return ByteSet(0x1B)
    default: return wordBytes.contains(byte) ? nil : ByteSet(byte)
    }
  }

  // As PCRE2 has them without Unicode, in the C locale.

  private static let digits = ByteSet(0x30...0x39)
  private static let blanks = ByteSet(0x09...0x0D).union(ByteSet(0x20))
  private static let wordBytes = ByteSet(0x30...0x39).union(ByteSet(0x41...0x5A))
    .union(ByteSet(0x61...0x7A)).union(ByteSet(UInt8(ascii: "_")))
}
