/// What the parser meets, in the file's order.
struct YAMLEvent {
  enum Kind {
    case streamStart
    case documentStart
    case documentEnd
    case streamEnd
    case alias(String)
    case scalar((text: String, style: YAMLScalar.Style), Properties)
    case sequenceStart(Properties)
    case mappingStart(Properties)
    case collectionEnd
  }

  /// What can stand before a value.
  struct Properties {
    let anchor: String?
    let tag: String?

    var isEmpty: Bool { anchor == nil && tag == nil }
  }

  /// A place in the file; line and column (in characters) count from 1.
  struct Mark {
    let byte: Int
    let line: Int
    let column: Int
  }

  let kind: Kind
  let start: Mark
  /// After its last character.
  let end: Mark
}

/// Where and why a file is not YAML.
struct YAMLSyntaxError: Error {
  /// As libyaml words it.
  let problem: String
  /// Counted from 1.
  let line: Int
  /// In characters, counted from 1.
  let column: Int
  /// What libyaml was reading, and the line where that began.
  var context: (text: String, line: Int)?
  /// The character at which it was noticed, where that is ASCII.
  var character: Unicode.Scalar?

  /// The line and column, from 1, of a byte; what is not UTF-8 counts a column for each byte.
  static func place(
    ofByte offset: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (line: Int, column: Int) {
    let before = bytes.prefix(max(0, offset))
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    return (line, column)
  }
}
