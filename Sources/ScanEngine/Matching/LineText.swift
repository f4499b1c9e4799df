/// A line as rules see it: without its newline, colours and trailing white space.
struct LineText {
  let bytes: UnsafeRawBufferPointer
  /// Physical, counted from 1.
  let number: Int
  /// The byte of the document that the line starts at.
  let offset: Int64
  /// Whether nothing was left out at its beginning.
  var isWhole = true

  var isBlank: Bool { bytes.allSatisfy { $0 <= 0x20 } }

  var indentation: Int { bytes.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.count }

  func from(_ start: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[min(start, bytes.count)...])
  }

  /// As much as a message holds, without white space around it.
  func message(from start: Int) -> UnsafeRawBufferPointer {
    from(start).trimmed.prefixOfCharacters(Match.maximumMessageLength)
  }

  /// What is on the screen once `line` is printed: nothing before the last carriage return, no
  /// blanks at the end.
  static func visible(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var end = line.count
    while end > 0, line[end - 1] <= 0x20 { end -= 1 }
    let start = line.start(after: 0x0D, before: end)
    return UnsafeRawBufferPointer(rebasing: line[start..<end])
  }
}

/// Removes terminal escapes (ECMA-48 control sequences) from text, keeping its newlines.
enum TerminalEscapes {
  static let escape: UInt8 = 0x1B

  /// Replaces the contents of `output` with `text` without its escapes.
  static func strip(_ text: UnsafeRawBufferPointer, into output: inout [UInt8]) {
    output.removeAll(keepingCapacity: true)
    output.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      if text[index] == escape {
        index = end(of: text, at: index)
      } else {
        output.append(text[index])
        index += 1
      }
    }
  }

  /// The offset after the escape at `start`; never passes a newline.
  private static func end(of text: UnsafeRawBufferPointer, at start: Int) -> Int {
    var index = start + 1
    guard index < text.count, text[index] != 0x0A else { return index }
    let kind = text[index]
    index += 1
    if kind == UInt8(ascii: "[") {
      while index < text.count, (0x20...0x3F).contains(text[index]) { index += 1 }
      if index < text.count, (0x40...0x7E).contains(text[index]) { index += 1 }
    } else if kind == UInt8(ascii: "]") {
      // A title or a link: up to BEL or ESC \.
      while index < text.count, text[index] != 0x07, text[index] != escape, text[index] != 0x0A {
        index += 1
      }
      if index < text.count, text[index] == 0x07 { index += 1 }
      if index + 1 < text.count, text[index] == escape, text[index + 1] == UInt8(ascii: "\\") {
        index += 2
      }
    }
    return index
  }
}
