/// Private keys over several lines.
extension ScrubberPass {
  /// `-----BEGIN … PRIVATE KEY-----` to its end, or as much as there is of it.
  mutating func privateKey(at start: Int) -> Bool {
    guard has("-----BEGIN ", at: start) else { return false }
    var label = start + 11
    while Byte.isUpper(byte(label)) || Byte.isDigit(byte(label)) || byte(label) == 0x20 {
      label += 1
    }
    guard label - start < 80, has("-----", at: label),
      has("PRIVATE KEY", at: label - 11) || has("PRIVATE KEY BLOCK", at: label - 17)
    else { return false }
    replace(start..<endOfKey(from: label + 5), by: "<private-key>")
    return true
  }

  private func endOfKey(from start: Int) -> Int {
    var position = start
    while position < bytes.count, position < start + 32_768 {
      guard bytes[position] == UInt8(ascii: "-"), has("-----", at: position) else {
        position += 1
        continue
      }
      guard has("-----END", at: position) else { break }
      var end = position + 8
      while byte(end) != UInt8(ascii: "-"), end < bytes.count, end < position + 80 { end += 1 }
      while byte(end) == UInt8(ascii: "-") { end += 1 }
      return end
    }
    return endOfTruncatedKey(from: start)
  }

  /// Runs of base64 that stand alone on their lines; the last may be short.
  private func endOfTruncatedKey(from start: Int) -> Int {
    var end = start
    while end < bytes.count {
      var position = end
      while Byte.isBlank(byte(position)) { position += 1 }
      while byte(position) == UInt8(ascii: "\\"), byte(position + 1) != 0 {
        position += 1
        while byte(position) == UInt8(ascii: "\\") { position += 1 }
        if byte(position) == UInt8(ascii: "n") || byte(position) == UInt8(ascii: "r") {
          position += 1
        }
      }
      while Byte.isBlank(byte(position)) { position += 1 }
      let run = position
      while Self.isBase64(byte(position)) { position += 1 }
      guard position - run >= (end == start ? 1 : 40) || byte(position - 1) == UInt8(ascii: "=")
      else { break }
      guard position > run else { break }
      end = position
    }
    return end
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    Byte.isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "=")
  }
}
