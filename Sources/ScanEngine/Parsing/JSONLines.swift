/// The lines of a chunk of a JSON Lines document, each with its place.
struct JSONLines: Sequence, IteratorProtocol {
  /// A longer line is not parsed: it is counted as malformed.
  static let maximumLength = 64 << 20

  struct Line {
    /// What the line is, by its first bytes and its length.
    enum Kind { case blank, object, text, tooLong }

    /// Without newline, byte order mark and white space around.
    var bytes: UnsafeRawBufferPointer
    var kind: Kind
    var number: Int
    var offset: Int64
    var isUnterminated: Bool
  }

  private let chunk: Chunk
  private var lines: RawLines
  private var number: Int
  private var consumed = 0

  init(_ chunk: Chunk) {
    self.chunk = chunk
    lines = chunk.bytes.lines
    number = chunk.line
  }

  mutating func next() -> Line? {
    guard let bytes = lines.next() else { return nil }
    defer {
      number += 1
      consumed += bytes.count + 1
    }
    let content = bytes.trimmed
    return Line(
      bytes: content, kind: Self.kind(of: content), number: number,
      offset: chunk.offset + Int64(consumed),
      isUnterminated: chunk.isUnterminated && consumed + bytes.count >= chunk.bytes.count)
  }

  private static func kind(of content: UnsafeRawBufferPointer) -> Line.Kind {
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
