/// A `[…]` of a glob: characters and ranges, negated by `!` or `^`.
///
/// A byte that is no UTF-8 is a character of its own, above all of Unicode.
struct GlobClass: Hashable, Sendable {
  private var ranges: [ClosedRange<UInt32>] = []
  private var isNegated = false

  /// Reads the class whose `[` stands at `start`.
  init(_ text: ArraySlice<UInt8>, openedAt start: Int) throws(GlobMistake) {
    let end = try Self.end(of: text, openedAt: start) - 1
    var index = start + 1
    if Self.isNegation(text[index]) {
      isNegated = true
      index += 1
    }
    while index < end {
      let low = Self.member(text[..<end], at: &index)
      var high = low
      if index + 1 < end, text[index] == UInt8(ascii: "-") {
        index += 1
        high = Self.member(text[..<end], at: &index)
      }
      guard low <= high else { throw GlobMistake(.badRange, at: start) }
      ranges.append(low...high)
    }
  }

  func contains(_ character: UInt32) -> Bool {
    ranges.contains { $0.contains(character) } != isNegated
  }

  /// The index after the closing `]`; a `]` that comes first is a member.
  static func end(of text: ArraySlice<UInt8>, openedAt start: Int) throws(GlobMistake) -> Int {
    var index = start + 1
    if index < text.endIndex, isNegation(text[index]) { index += 1 }
    if index < text.endIndex, text[index] == UInt8(ascii: "]") { index += 1 }
    while index < text.endIndex {
      switch text[index] {
      case UInt8(ascii: "]"): return index + 1
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "/"): throw GlobMistake(.unclosedClass, at: start)
      default: index += 1
      }
    }
    throw GlobMistake(.unclosedClass, at: start)
  }

  private static func isNegation(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "!") || byte == UInt8(ascii: "^")
  }

  private static func member(_ text: ArraySlice<UInt8>, at index: inout Int) -> UInt32 {
    if text[index] == UInt8(ascii: "\\"), index + 1 < text.endIndex { index += 1 }
    let character = text[index...].withUnsafeBytes { PathCharacter(UnsafeRawBufferPointer($0)) }
    index += character.length
    return character.value
  }
}

/// The character that a path begins with.
struct PathCharacter {
  /// A Unicode scalar, or 0x110000 and the byte where the bytes are no UTF-8.
  let value: UInt32
  /// In bytes, at least 1.
  let length: Int

  /// `bytes` must not be empty.
  init(_ bytes: UnsafeRawBufferPointer) {
    let first = bytes[0]
    if first < 0x80 {
      value = UInt32(first)
      length = 1
      return
    }
    var iterator = bytes.prefix(4).makeIterator()
    var decoder = UTF8()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) {
      value = scalar.value
      length = UTF8.width(scalar)
    } else {
      value = 0x11_0000 + UInt32(first)
      length = 1
    }
  }
}
