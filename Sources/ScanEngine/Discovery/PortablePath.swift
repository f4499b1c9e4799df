/// A file's path as the state, the store and messages have it: UTF-8, one line, relative to the
/// project root or to an agent's folder.
///
/// What can't stand in such a text (bytes that are no UTF-8, control characters) is `%XX`; a `%` that
/// would read as one of these is `%25`. So every path has one text, and every text one path.
package enum PortablePath {
  package static func encode(_ path: UnsafeRawBufferPointer) -> String {
    if isPlain(path) { return String(decoding: path, as: UTF8.self) }
    var text: [UInt8] = []
    text.reserveCapacity(path.count + 16)
    var index = 0
    while index < path.count {
      let rest = UnsafeRawBufferPointer(rebasing: path[index...])
      let character = PathCharacter(rest)
      if needsEscape(character) || looksEscaped(rest) {
        text += escape(rest[0])
        index += 1
        continue
      }
      text += rest.prefix(character.length)
      index += character.length
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of the path that ``encode(_:)`` made `text` of.
  package static func decode(_ text: String) -> [UInt8] {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return Array(text.utf8) }
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBytes { buffer in
      var path: [UInt8] = []
      var index = 0
      while index < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[index...])
        if looksEscaped(rest), let high = digit(rest[1]), let low = digit(rest[2]) {
          path.append(high << 4 | low)
          index += 3
        } else {
          path.append(rest[0])
          index += 1
        }
      }
      return path
    }
  }

  private static func isPlain(_ path: UnsafeRawBufferPointer) -> Bool {
    path.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "%") }
  }

  /// Control characters of C0 and C1, the two separators of lines and paragraphs, and what turns
  /// the direction of a text drive a terminal or deceive its reader.
  private static func needsEscape(_ character: PathCharacter) -> Bool {
    switch character.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0x11_0000...:
      true
    default:
      false
    }
  }

  private static func looksEscaped(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.count > 2 && bytes[0] == UInt8(ascii: "%") && digit(bytes[1]) != nil
      && digit(bytes[2]) != nil
  }

  private static func escape(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
