/// Strings as the text of a state has them: between quotes, with no more escapes than are needed.
///
/// So every string has one text, and a text that was written in another way isn't ours.
enum StateString {
  /// Appends a string with its quotes.
  static func add(_ text: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    var position = 0
    while position < text.count {
      let end = text.endOfPlainText(from: position)
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[position..<end]))
      if end < text.count { add(text[end], to: &bytes) }
      position = end + 1
    }
    bytes.append(0x22)
  }

  private static func add(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case 0x22, 0x5C: bytes += [0x5C, byte]
    case 0x0A: bytes += [0x5C, 0x6E]
    case 0x09: bytes += [0x5C, 0x74]
    case 0..<0x20: bytes += [0x5C, 0x75, 0x30, 0x30, 0x30 + byte >> 4, digit(byte & 15)]
    default: bytes.append(byte)
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }

  /// Where a string is, and whether it has escapes.
  struct Place: Hashable, Sendable {
    /// Without the quotes.
    let range: Range<Int>
    let isEscaped: Bool
  }

  /// The string that begins at `start`; nil where ``add(_:to:)`` would have written it in another way.
  static func place(in text: UnsafeRawBufferPointer, at start: Int) -> Place? {
    guard start < text.count, text[start] == 0x22 else { return nil }
    var position = start + 1
    var isEscaped = false
    var isPlain = true
    while true {
      position = text.endOfPlainText(from: position)
      guard position < text.count else { return nil }
      switch text[position] {
      case 0x22:
        let range = start + 1..<position
        guard isPlain || UnsafeRawBufferPointer(rebasing: text[range]).isUTF8 else { return nil }
        return Place(range: range, isEscaped: isEscaped)
      case 0x5C:
        guard let (_, length) = escape(in: text, at: position) else { return nil }
        isEscaped = true
        position += length
      case 0x80...:
        isPlain = false
        position += 1
      default: return nil
      }
    }
  }

  /// What a string stands for.
  static func decode(_ text: UnsafeRawBufferPointer, into bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    var position = 0
    while position < text.count {
      if text[position] == 0x5C, let (byte, length) = escape(in: text, at: position) {
        bytes.append(byte)
        position += length
      } else {
        bytes.append(text[position])
        position += 1
      }
    }
  }

  /// The byte that an escape stands for, and how long it is; nil where it isn't needed.
  private static func escape(in text: UnsafeRawBufferPointer, at start: Int) -> (UInt8, Int)? {
    guard start + 1 < text.count else { return nil }
    switch text[start + 1] {
    case 0x22, 0x5C: return (text[start + 1], 2)
    case 0x6E: return (0x0A, 2)
    case 0x74: return (0x09, 2)
    case 0x75:
      guard start + 5 < text.count, text[start + 2] == 0x30, text[start + 3] == 0x30,
        0x30...0x31 ~= text[start + 4], let low = value(of: text[start + 5])
      else { return nil }
      let byte = (text[start + 4] - 0x30) << 4 | low
      return byte == 0x0A || byte == 0x09 ? nil : (byte, 6)
    default: return nil
    }
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether this is valid UTF-8.
  var isUTF8: Bool {
    var position = 0
    while position + 8 <= count,
      loadUnaligned(fromByteOffset: position, as: UInt64.self) & Self.highBits == 0
    {
      position += 8
    }
    while position < count, self[position] < 0x80 { position += 1 }
    if position == count { return true }
    let decoded = String(decoding: self, as: UTF8.self).utf8
    return decoded.count == count && decoded.elementsEqual(self)
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// The first byte from `start` on that is a quote, a backslash, a control character or no ASCII.
  ///
  /// Eight bytes at once; after Mycroft's test for a zero byte, of which the lowest hit is exact.
  @inline(__always)
  func endOfPlainText(from start: Int) -> Int {
    var position = start
    while position + 8 <= count {
      let word = UInt64(littleEndian: loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let quote = word ^ (Self.ones &* 0x22)
      let backslash = word ^ (Self.ones &* 0x5C)
      let found =
        ((quote &- Self.ones) & ~quote | (backslash &- Self.ones) & ~backslash
          | (word &- Self.ones &* 0x20) & ~word | word) & Self.highBits
      if found != 0 { return position + found.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < count {
      let byte = self[position]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte >= 0x80 { return position }
      position += 1
    }
    return count
  }
}
