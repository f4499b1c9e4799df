/// Text in UTF-16, which PowerShell's `>` writes and its byte order mark tells.
package enum WideText {
  /// Longer documents are refused, in bytes: they are decoded in memory.
  package static let sizeLimit = 16 << 20

  /// The document as UTF-8; nil where it has no byte order mark of UTF-16.
  ///
  /// - Throws: ``ReadError`` where it can't be read, or is too long to be decoded.
  package static func bytes(of reader: borrowing DocumentReader) throws(ReadError) -> [UInt8]? {
    var head: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
    var failure: ReadError?
    let count = withUnsafeMutableBytes(of: &head) { buffer in
      do throws(ReadError) {
        return try reader.read(into: buffer, at: 0)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    guard let order = ByteOrderMark(head, count: count) else { return nil }
    return decode(try reader.readAll(limit: sizeLimit).dropFirst(2), order)
  }

  /// Which of two bytes comes first.
  private enum ByteOrderMark {
    case littleEndian
    case bigEndian

    /// - `count`: How many of the bytes are there.
    init?(_ head: (UInt8, UInt8, UInt8, UInt8), count: Int) {
      switch (head.0, head.1) {
      // With two zeros more it is the mark of UTF-32, which nobody writes.
      case (0xFF, 0xFE) where count >= 2 && !(count == 4 && head.2 == 0 && head.3 == 0):
        self = .littleEndian
      case (0xFE, 0xFF) where count >= 2: self = .bigEndian
      default: return nil
      }
    }
  }

  /// Half a character at the end, of a line that is being written, is left out.
  private static func decode(_ bytes: ArraySlice<UInt8>, _ order: ByteOrderMark) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    bytes.withUnsafeBytes { buffer in
      func unit(_ index: Int) -> UInt16 {
        let (first, second) = (UInt16(buffer[index]), UInt16(buffer[index + 1]))
        return order == .littleEndian ? second << 8 | first : first << 8 | second
      }
      var index = 0
      while index + 1 < buffer.count {
        var scalar = UInt32(unit(index))
        index += 2
        if scalar & 0xFC00 == 0xD800, index + 1 >= buffer.count { break }
        if scalar & 0xFC00 == 0xD800, UInt32(unit(index)) & 0xFC00 == 0xDC00 {
          scalar = 0x10000 + (scalar & 0x3FF) << 10 + UInt32(unit(index)) & 0x3FF
          index += 2
        }
        append(scalar, to: &text)
      }
    }
    return text
  }

  /// Appends a character as UTF-8; half of a pair as U+FFFD.
  private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
    if scalar < 0x80 { return text.append(UInt8(scalar)) }
    let known = Unicode.Scalar(scalar) ?? "\u{FFFD}"
    text.append(contentsOf: UTF8.encode(known) ?? UTF8.encodedReplacementCharacter)
  }
}
