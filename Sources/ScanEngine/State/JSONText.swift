/// Writes JSON (RFC 8259) by hand: keys keep the order they are written in.
package enum JSONText {
  /// A string with its quotes; control characters are escaped, so that a line stays a line.
  package static func string(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 2)
    append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// Appends a string with its quotes.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: bytes.append(contentsOf: [0x5C, byte])
      case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
      case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
      case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
      case 0x00..<0x20, 0x7F: escape(UInt16(byte), to: &bytes)
      default:
        bytes.append(byte)
        escapeLastScalar(of: &bytes)
      }
    }
    bytes.append(0x22)
  }

  /// How many bytes ``append(_:to:)`` adds for `text`.
  package static func length(of text: String) -> Int {
    var copy = text
    let isPlain = copy.withUTF8 { bytes in
      bytes.allSatisfy { 0x20..<0x7F ~= $0 && $0 != 0x22 && $0 != 0x5C }
    }
    return isPlain ? text.utf8.count + 2 : string(text).utf8.count
  }

  private static func escape(_ unit: UInt16, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: [0x5C, 0x75])
    for shift in [12, 8, 4, 0] { bytes.append(digits[Int(unit >> UInt16(shift) & 15)]) }
  }

  /// Escapes a scalar that has just been completed, where terminals act on it: C1 controls, line
  /// separators, and what turns the direction of text.
  private static func escapeLastScalar(of bytes: inout [UInt8]) {
    guard let last = bytes.last, last & 0xC0 == 0x80 else { return }
    let lead = bytes.count >= 2 ? bytes[bytes.count - 2] : 0
    if lead == 0xC2, last < 0xA0 {
      bytes.removeLast(2)
      escape(UInt16(last), to: &bytes)
    } else if lead == 0xD8, last == 0x9C {
      bytes.removeLast(2)
      escape(0x061C, to: &bytes)
    } else if lead & 0xFE == 0x80, bytes.count >= 3, bytes[bytes.count - 3] == 0xE2 {
      let unit = 0x2000 | UInt16(lead & 0x3F) << 6 | UInt16(last & 0x3F)
      switch unit {
      case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
        bytes.removeLast(3)
        escape(unit, to: &bytes)
      default: break
      }
    }
  }
}
