/// Finds where in the file each byte of a scalar stands, by reading its source beside its value.
struct ScalarMarks {
  private let source: UnsafeBufferPointer<UInt8>
  private let style: YAMLScalar.Style
  /// The place in `source`.
  private var index = 0
  private var line: Int
  private var column: Int
  /// How many bytes of the value have been accounted for.
  private var produced = 0
  private var runs: [ByteMarks.Run] = []
  /// Where the next byte stands if it can be had by counting on; nil where it can't.
  private var expected: (line: Int, column: Int)?

  /// The first character's place, inside any quotes, and marks where counting on won't do.
  ///
  /// `source` is what the scalar was read from, and may begin with an anchor; it stands at `start`.
  static func locate(
    _ text: String, style: YAMLScalar.Style, source: UnsafeBufferPointer<UInt8>,
    start: YAMLEvent.Mark, hasProperties: Bool
  ) -> (line: Int, column: Int, marks: ByteMarks) {
    if !hasProperties, let column = verbatimColumn(text, style: style, source: source, start: start)
    {
      return (start.line, column, ByteMarks())
    }
    var reader = ScalarMarks(source: source, style: style, start: start)
    if hasProperties { reader.skipProperties() }
    switch style {
    case .plain:
      return reader.readFlow(closing: 0)
    case .singleQuoted, .doubleQuoted:
      reader.advance()
      return reader.readFlow(closing: 1)
    case .literal, .folded:
      return reader.readBlock(text)
    }
  }

  /// Where the text begins if it stands in one line as it is, as nearly all do.
  private static func verbatimColumn(
    _ text: String, style: YAMLScalar.Style, source: UnsafeBufferPointer<UInt8>,
    start: YAMLEvent.Mark
  ) -> Int? {
    let quotes = style == .plain ? 0 : 2
    guard style != .literal, style != .folded, source.count == text.utf8.count + quotes,
      !source.contains(UInt8(ascii: "\n")), !source.contains(UInt8(ascii: "\r")),
      style != .doubleQuoted || !source.contains(UInt8(ascii: "\\"))
    else { return nil }
    return start.column + quotes / 2
  }

  private init(
    source: UnsafeBufferPointer<UInt8>, style: YAMLScalar.Style, start: YAMLEvent.Mark
  ) {
    self.source = source
    self.style = style
    line = start.line
    column = start.column
  }

  /// Moves past one character of the source; a line break is one.
  private mutating func advance() {
    guard index < source.count else { return }
    let byte = source[index]
    index += 1
    if byte == UInt8(ascii: "\r"), index < source.count, source[index] == UInt8(ascii: "\n") {
      index += 1
    }
    if Self.isBreak(byte) {
      line += 1
      column = 1
      return
    }
    while index < source.count, source[index] & 0xC0 == 0x80 { index += 1 }
    column += 1
  }

  /// Says that the next byte of the value stands here.
  private mutating func mark() {
    if let expected, expected == (line, column) { return }
    runs.append(ByteMarks.Run(byte: produced, line: line, column: column))
  }

  private mutating func skipProperties() {
    while index < source.count, [UInt8(ascii: "&"), UInt8(ascii: "!")].contains(source[index]) {
      while index < source.count, !Self.isSpace(source[index]) { advance() }
      skipSpaceAndComments()
    }
  }

  private mutating func skipSpaceAndComments() {
    while index < source.count, Self.isSpace(source[index]) || source[index] == UInt8(ascii: "#") {
      if source[index] == UInt8(ascii: "#") {
        while index < source.count, !Self.isBreak(source[index]) { advance() }
      }
      advance()
    }
  }

  private static func isBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private static func isSpace(_ byte: UInt8) -> Bool { isBlank(byte) || isBreak(byte) }
}

extension ScalarMarks {
  /// Reads a plain or quoted scalar, of which `closing` bytes at the end are quotes.
  private mutating func readFlow(closing: Int) -> (line: Int, column: Int, marks: ByteMarks) {
    let start = (line, column)
    let end = max(index, source.count - closing)
    while index < end {
      if Self.isSpace(source[index]) {
        fold(before: end)
      } else {
        readCharacter(before: end)
      }
    }
    // A run from the very beginning says nothing new.
    return (start.0, start.1, ByteMarks(runs.count == 1 ? [] : runs))
  }

  /// Reads one character of the value, which may be written as an escape.
  private mutating func readCharacter(before end: Int) {
    let escape = escapeWidth(before: end)
    guard escape.source > 0 else {
      let start = index
      mark()
      advance()
      produced += index - start
      expected = (line, column)
      return
    }
    mark()
    produced += escape.value
    for _ in 0..<escape.source where index < end { advance() }
    // An escaped line break swallows the indentation after it.
    while escape.value == 0, index < end, Self.isBlank(source[index]) { advance() }
    expected = nil
  }

  /// How many characters an escape has here, 0 for none, and how many bytes it stands for.
  private func escapeWidth(before end: Int) -> (source: Int, value: Int) {
    guard index + 1 < end else { return (0, 0) }
    switch (style, source[index]) {
    case (.singleQuoted, UInt8(ascii: "'")): return (2, 1)
    case (.doubleQuoted, UInt8(ascii: "\\")): return backslashWidth(before: end)
    default: return (0, 0)
    }
  }

  private func backslashWidth(before end: Int) -> (source: Int, value: Int) {
    func code(_ digits: Int) -> (source: Int, value: Int) {
      let text = String(
        decoding: source[min(index + 2, end)..<min(index + 2 + digits, end)],
        as: UTF8.self)
      let scalar = UInt32(text, radix: 16).flatMap(Unicode.Scalar.init)
      return (2 + digits, scalar.map { UTF8.width($0) } ?? 1)
    }
    switch source[index + 1] {
    case UInt8(ascii: "x"): return code(2)
    case UInt8(ascii: "u"): return code(4)
    case UInt8(ascii: "U"): return code(8)
    case UInt8(ascii: "N"), UInt8(ascii: "_"): return (2, 2)
    case UInt8(ascii: "L"), UInt8(ascii: "P"): return (2, 3)
    case let byte where Self.isBreak(byte): return (2, 0)
    default: return (2, 1)
    }
  }

  /// Reads blanks and line breaks: without a break they stand for themselves; one break is a
  /// space, each further one a newline, and the blanks around them nothing.
  private mutating func fold(before end: Int) {
    var after = index
    while after < end, Self.isBlank(source[after]) { after += 1 }
    guard after < end, Self.isBreak(source[after]) else {
      mark()
      produced += after - index
      while index < after { advance() }
      expected = (line, column)
      return
    }
    foldBreaks(before: end)
  }

  private mutating func foldBreaks(before end: Int) {
    while index < end, Self.isBlank(source[index]) { advance() }
    var breaks = 0
    let first = (line, column)
    while index < end, Self.isSpace(source[index]) {
      if Self.isBreak(source[index]) { breaks += 1 }
      advance()
    }
    runs.append(ByteMarks.Run(byte: produced, line: first.0, column: first.1))
    produced += max(1, breaks - 1)
    expected = nil
  }
}

extension ScalarMarks {
  /// Reads a literal or folded scalar: after the header, each line is indented.
  private mutating func readBlock(_ text: String) -> (line: Int, column: Int, marks: ByteMarks) {
    let header = (line, column)
    while index < source.count, !Self.isBreak(source[index]) { advance() }
    advance()
    let value = Array(text.utf8)
    let leading = value.firstIndex { $0 != UInt8(ascii: "\n") } ?? value.count
    let extra = value[leading...].prefix { $0 == UInt8(ascii: " ") }.count
    var indent: Int?
    while index < source.count, produced < value.count {
      let content = lineContent()
      let blanks = content.prefix { $0 == UInt8(ascii: " ") }.count
      if indent == nil, blanks < content.count { indent = blanks - extra }
      guard readLine(content, of: value, indent: indent) else { break }
    }
    let first = runs.first
    return (first?.line ?? header.0, first?.column ?? header.1, ByteMarks(runs))
  }

  private func lineContent() -> UnsafeBufferPointer<UInt8> {
    var end = index
    while end < source.count, !Self.isBreak(source[end]) { end += 1 }
    return UnsafeBufferPointer(rebasing: source[index..<end])
  }

  /// Accounts for one line; false where source and value don't fit, and marks would be wrong.
  private mutating func readLine(
    _ content: UnsafeBufferPointer<UInt8>, of value: [UInt8], indent: Int?
  ) -> Bool {
    defer {
      index += content.count
      advance()
    }
    guard let indent, indent >= 0, content.count > indent else { return true }
    skipSeparators(of: value)
    let text = content.dropFirst(indent)
    guard value[produced...].starts(with: text) else { return false }
    runs.append(ByteMarks.Run(byte: produced, line: line, column: indent + 1))
    produced += text.count
    return true
  }

  /// Between the lines of a value stand newlines, or one space where they were folded.
  private mutating func skipSeparators(of value: [UInt8]) {
    let start = produced
    while produced < value.count, value[produced] == UInt8(ascii: "\n") { produced += 1 }
    let isFolded = style == .folded && start > 0 && produced == start
    if isFolded, produced < value.count, value[produced] == UInt8(ascii: " ") { produced += 1 }
  }
}
