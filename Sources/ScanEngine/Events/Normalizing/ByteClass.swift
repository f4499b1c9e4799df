/// What a byte can be part of; the classes of a chunk's bytes are joined to tell what it may be.
struct ByteClass: OptionSet {
  let rawValue: UInt16

  static let letter = ByteClass(rawValue: 1 << 0)
  static let digit = ByteClass(rawValue: 1 << 1)
  /// `-` and `_`, which join words to names.
  static let hyphen = ByteClass(rawValue: 1 << 2)
  static let dot = ByteClass(rawValue: 1 << 3)
  static let colon = ByteClass(rawValue: 1 << 4)
  static let slash = ByteClass(rawValue: 1 << 5)
  static let backslash = ByteClass(rawValue: 1 << 6)
  static let at = ByteClass(rawValue: 1 << 7)
  /// Any other punctuation inside a chunk.
  static let mark = ByteClass(rawValue: 1 << 8)
  /// Ends a chunk: brackets, quotes, commas, semicolons, bars, equals signs.
  static let delimiter = ByteClass(rawValue: 1 << 9)
  /// White space and control bytes.
  static let space = ByteClass(rawValue: 1 << 10)
  /// A letter that is a hexadecimal digit too.
  static let hexLetter = ByteClass(rawValue: 1 << 11)
  static let upper = ByteClass(rawValue: 1 << 12)

  static let endsChunk: ByteClass = [.delimiter, .space]
  /// All classes but those of small letters.
  static let noSmallLetter = ByteClass(rawValue: ~(letter.rawValue | hexLetter.rawValue))
  /// What a chunk may hold without being more than a word.
  static let word: ByteClass = [.letter, .hexLetter, .upper, .hyphen]

  /// The class of each of the 256 bytes; never freed, read from any thread.
  ///
  /// Unsafe to the compiler only: it is written once, before anybody has its address.
  nonisolated(unsafe) static let table: UnsafePointer<UInt16> = {
    let table = UnsafeMutablePointer<UInt16>.allocate(capacity: 256)
    for byte in 0...255 { table[byte] = of(UInt8(byte)).rawValue }
    return UnsafePointer(table)
  }()

  private static func of(_ byte: UInt8) -> ByteClass {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "f"): [.letter, .hexLetter]
    case UInt8(ascii: "A")...UInt8(ascii: "F"): [.letter, .hexLetter, .upper]
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): [.letter, .upper]
    case UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...0xFF: .letter
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "-"), UInt8(ascii: "_"): .hyphen
    case UInt8(ascii: "."): .dot
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "/"): .slash
    case UInt8(ascii: "\\"): .backslash
    case UInt8(ascii: "@"): .at
    case 0...0x20, 0x7F: .space
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "|"):
      .delimiter
    default: .mark
    }
  }
}
