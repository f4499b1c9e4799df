/// Reads a document that is one value of JSON as a whole: an old session of Gemini CLI, or a list
/// of the objects that JSON Lines would have one to a line.
///
/// It can't be parsed before it is complete, so it is kept until then, and never gone on with.
package struct JSONDocumentParser: DocumentParser {
  /// A larger document is given up, as malformed.
  static let maximumLength = 64 << 20

  package var tally: ParsingTally {
    var tally = lines.tally
    tally.add(own)
    return tally
  }
  package var memory: [UInt8] { [] }
  private var lines = TranscriptJSONParser()
  private var own = ParsingTally()
  private var bytes: [UInt8] = []
  private var start: (line: Int, offset: Int64)?

  package init() {}

  package mutating func parse(_ chunk: Chunk, consume: (borrowing Record) -> Void) {
    if start == nil { start = (chunk.line, chunk.offset) }
    guard bytes.count <= Self.maximumLength else { return }
    bytes.append(contentsOf: chunk.bytes)
  }

  package mutating func finish(consume: (borrowing Record) -> Void) {
    let document = bytes
    bytes = []
    document.withUnsafeBytes { buffer in
      guard !buffer.trimmed.isEmpty else { return }
      if buffer.count > Self.maximumLength || !readHead(buffer) {
        return own.countMalformed(line: start?.line ?? 1)
      }
      for element in JSONElements(buffer) {
        lines.parse(
          object: JSONLines.Line(
            bytes: buffer.part(element.bounds), kind: .object,
            number: (start?.line ?? 1) + element.line,
            offset: (start?.offset ?? 0) + Int64(element.bounds.lowerBound),
            isUnterminated: false),
          consume: consume)
      }
    }
  }

  /// Takes the session's id; false where the document isn't JSON.
  private mutating func readHead(_ buffer: UnsafeRawBufferPointer) -> Bool {
    let isJSON: Void? = JSONParser()?.parse(buffer) { root in
      lines.begin(session: root.text("sessionId"))
    }
    return isJSON != nil
  }
}

/// The objects that are the elements of a document's outermost list.
///
/// That is the root, or its first member that is a list of objects. Expects valid JSON.
struct JSONElements: Sequence, IteratorProtocol {
  struct Element {
    var bounds: Range<Int>
    /// The line it starts on, counted from 0.
    var line: Int
  }

  private let bytes: UnsafeRawBufferPointer
  private var index = 0
  private var line = 0
  private var depth = 0
  private var inString = false
  /// The depth inside of the list whose elements we give.
  private var listDepth: Int?

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func next() -> Element? {
    var begin: Element?
    while index < bytes.count {
      let place = index
      let byte = bytes[place]
      index += 1
      if byte == UInt8(ascii: "\n") { line += 1 }
      if inString {
        if byte == UInt8(ascii: "\\") {
          index += 1
        } else if byte == UInt8(ascii: "\"") {
          inString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): inString = true
      case UInt8(ascii: "["):
        depth += 1
        if listDepth == nil, depth <= 2, startsObjects(after: index) { listDepth = depth }
      case UInt8(ascii: "{"):
        if depth == listDepth { begin = Element(bounds: place..<place, line: line) }
        depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if let list = listDepth, depth < list { listDepth = Int.max }
        if depth == listDepth, var element = begin {
          element.bounds = element.bounds.lowerBound..<index
          return element
        }
      default: break
      }
    }
    return nil
  }

  private func startsObjects(after place: Int) -> Bool {
    var place = place
    while place < bytes.count, UnsafeRawBufferPointer.isSpace(bytes[place]) { place += 1 }
    return place < bytes.count && bytes[place] == UInt8(ascii: "{")
  }
}
