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

  /// A line of a key whose head stands elsewhere: long and mixed, and nothing else on its line.
  ///
  /// What is read one line at a time never sees a key as a whole. Hashes have no capitals.
  mutating func lineOfKey(at start: Int) -> Bool {
    guard isFirstOnLine(start) else { return false }
    var end = start
    var (digits, uppers, lowers) = (0, 0, 0)
    while Self.isBase64(byte(end)) {
      if Byte.isDigit(bytes[end]) {
        digits += 1
      } else if Byte.isUpper(bytes[end]) {
        uppers += 1
      } else if Byte.isLetter(bytes[end]) {
        lowers += 1
      }
      end += 1
    }
    guard end - start >= Self.lineLength, digits > 2, uppers > 7, lowers > 7, endsLine(end) else {
      return false
    }
    replace(start..<end, by: "<private-key>")
    return true
  }

  /// Keys are written in lines of 64 characters or more; shorter base64 is mostly no key.
  private static let lineLength = 64

  private func isFirstOnLine(_ start: Int) -> Bool {
    var position = start - 1
    while position >= copied, start - position < 16, Byte.isSpace(bytes[position]) { position -= 1 }
    guard position >= copied else { return copied == 0 || output.last == UInt8(ascii: ">") }
    // `\n` in quoted text is the end of a line too.
    return bytes[position] == UInt8(ascii: "\n") || Byte.isQuote(bytes[position])
      || (bytes[position] == UInt8(ascii: "n") && byte(position - 1) == UInt8(ascii: "\\"))
  }

  private func endsLine(_ end: Int) -> Bool {
    let next = byte(end)
    return next == 0 || next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r")
      || next == UInt8(ascii: "\\") || Byte.isQuote(next)
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
