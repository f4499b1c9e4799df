/// The lines of a chunk of a JSON Lines document, each with its place.
struct JSONLines: Sequence, IteratorProtocol {
  /// A longer line is not parsed: it is counted as malformed.
  static let maximumLength = 64 << 20

  struct Line {
    /// What the line is, by its first bytes and its length.
    enum Kind {
      case blank, object, text, tooLong
      /// An object that tells nothing.
      case silent
    }

    /// Without newline, byte order mark and white space around.
    var bytes: UnsafeRawBufferPointer
    var kind: Kind
    var number: Int
    var offset: Int64
    var isUnterminated: Bool
    /// Whether it stands for the others of its kind, of which some are not parsed.
    var isSample = true
  }

  /// So many objects of each chunk are parsed, whatever they tell: so that it is known of what kinds
  /// they are, and the lines of a small document are all looked at.
  private static let sampleLength = 16

  private let chunk: Chunk
  private var lines: RawLines
  private var number: Int
  private var consumed = 0
  private let choice: (any LineChoice)?
  private var objects = 0

  init(_ chunk: Chunk) {
    self.chunk = chunk
    lines = chunk.bytes.lines
    number = chunk.line
    choice = chunk.choice
  }

  mutating func next() -> Line? {
    guard let bytes = lines.next() else { return nil }
    defer {
      number += 1
      consumed += bytes.count + 1
    }
    let content = bytes.trimmed
    var line = Line(
      bytes: content, kind: Self.kind(of: content), number: number,
      offset: chunk.offset + Int64(consumed),
      isUnterminated: chunk.isUnterminated && consumed + bytes.count >= chunk.bytes.count)
    if line.kind == .object, choice != nil {
      objects += 1
      line.isSample = objects <= Self.sampleLength
      if !line.isSample, isSilent(content, consumed..<consumed + bytes.count) {
        line.kind = .silent
      }
    }
    return line
  }

  /// Whether it is an object, as far as it can be seen, that tells nothing.
  private func isSilent(_ content: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
    content.last == UInt8(ascii: "}") && choice?.mayTell(line) == false
      // The parser would mend them, and then it reads what doesn't stand there.
      && !content.hasControlCharacters
  }

  /// What a line is that was trimmed.
  static func kind(of content: UnsafeRawBufferPointer) -> Line.Kind {
    guard let first = content.first else { return .blank }
    guard first == UInt8(ascii: "{") else { return .text }
    return content.count > maximumLength ? .tooLong : .object
  }
}

extension ParsingTally {
  mutating func countMalformed(line: Int) {
    malformed += 1
    if firstMalformedLine == nil { firstMalformedLine = line }
  }

  mutating func countUnrecognised(type: String) {
    unrecognised += 1
    let name = String(type.prefix(80))
    if unrecognisedTypes.count < Self.exampleLimit, !unrecognisedTypes.contains(name) {
      unrecognisedTypes.append(name)
    }
  }
}
