/// A text with fields, ready to be written many million times.
///
/// Its memory is never given back: templates live as long as the program.
struct Template {
  /// A literal and the field after it.
  struct Piece {
    let literal: UnsafePointer<UInt8>
    let length: Int
    let field: Field?
    /// Fields of the same number, from 1 on, show the same word: `{Pascal.1}` and `{snake.1}`.
    let slot: Int
  }

  let pieces: UnsafeBufferPointer<Piece>
  let lines: Int
  /// How many of the lines tell of an error by themselves, as a traceback's header and its last line do.
  let errorLines: Int

  /// Reads a template, where `{name}` or `{name.1}` is a field and `{{` a brace.
  ///
  /// If `marked`, the lines that tell of an error begin with `!`, which is not written.
  init(_ text: Substring, marked: Bool) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var bytes: [UInt8] = []
    var errorLines = 0
    for line in lines {
      let tells = marked && line.first == "!"
      errorLines += tells || !marked ? 1 : 0
      bytes += Array((tells ? line.dropFirst() : line).utf8) + [0x0A]
    }
    pieces = Self.compile(bytes)
    self.lines = lines.count
    self.errorLines = errorLines
  }

  private static func compile(_ bytes: [UInt8]) -> UnsafeBufferPointer<Piece> {
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == 0x7B, let next = rest.first else {
        literal.append(byte)
        continue
      }
      if next == 0x7B {
        literal.append(byte)
        rest.removeFirst()
      } else if let end = rest.firstIndex(of: 0x7D), let (field, slot) = field(rest[..<end]) {
        pieces.append(piece(literal, field, slot))
        literal = []
        rest = rest[(end + 1)...]
      } else {
        literal.append(byte)
      }
    }
    pieces.append(piece(literal, nil, 0))
    return lasting(pieces)
  }

  private static func field(_ name: ArraySlice<UInt8>) -> (Field, slot: Int)? {
    // A brace before anything but a letter is one of the text.
    guard let first = name.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A else { return nil }
    let parts = name.split(separator: 0x2E)
    guard let field = Field(rawValue: String(decoding: parts[0], as: UTF8.self)) else {
      preconditionFailure("no field is called '\(String(decoding: name, as: UTF8.self))'")
    }
    return (field, parts.count == 2 ? Int(parts[1][parts[1].startIndex] - 0x30) : 0)
  }

  private static func piece(_ literal: [UInt8], _ field: Field?, _ slot: Int) -> Piece {
    let lasting = lasting(literal + [0])
    guard let start = lasting.baseAddress else { preconditionFailure("an empty literal") }
    return Piece(literal: start, length: literal.count, field: field, slot: slot)
  }
}

/// A copy of `elements` that is there until the program ends: a hot loop reads it without counting
/// references.
func lasting<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
  let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
  _ = copy.initialize(from: elements)
  return UnsafeBufferPointer(copy)
}

extension Template {
  /// The templates of a table with one on each line.
  static func lines(_ table: String) -> [Template] {
    table.split(separator: "\n").map { Template($0, marked: false) }
  }

  /// The templates of a table where a line `----` stands between two of them.
  static func blocks(_ table: String) -> [Template] {
    if table.isEmpty { return [] }
    return table.split(separator: "\n", omittingEmptySubsequences: false).split(separator: "----")
      .map { Template($0.joined(separator: "\n")[...], marked: true) }
  }
}
