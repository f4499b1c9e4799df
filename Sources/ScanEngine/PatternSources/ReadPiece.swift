/// What one step of reading a document gave, with a copy of its chunk.
struct ReadPiece: Sendable {
  /// How far parsing it by itself has come; done where nobody wants it.
  enum Parsing { case waiting, begun, done }

  private(set) var bytes: [UInt8]
  private var places: [UInt32]?
  private var chunk: (offset: Int64, line: Int, isUnterminated: Bool, next: DocumentPlace)?
  private(set) var step: Result<DocumentReading.Step, any Error>?
  /// Whether the line before it is none of JSON, and its own last one.
  let continuesText: Bool
  private(set) var endsInText: Bool
  var parsing = Parsing.done
  var parsed: ParsedChunk?

  /// - `memory`: Empty, with room for a chunk.
  init(memory: [UInt8], continuesText: Bool) {
    bytes = memory
    self.continuesText = continuesText
    endsInText = continuesText
  }

  /// Whether nothing comes after it.
  var isLast: Bool { (try? step?.get())?.isMore != true }

  /// Takes a copy of what is read next.
  mutating func read(
    _ chunks: inout HashedChunks, of reader: borrowing DocumentReader, parses: Bool
  ) {
    do {
      step = .success(try chunks.next(of: reader) { take($0, $1) })
    } catch {
      step = .failure(error)
    }
    guard parses, !bytes.isEmpty else { return }
    parsing = .waiting
    endsInText = bytes.withUnsafeBytes(WorkflowLogParser.endsInText)
  }

  private mutating func take(_ chunk: Chunk, _ next: DocumentPlace) {
    bytes.append(contentsOf: chunk.bytes)
    places = chunk.places.map(Array.init)
    self.chunk = (chunk.offset, chunk.line, chunk.isUnterminated, next)
  }

  /// Hands the chunk to `body`, if there is one.
  func withChunk(_ body: (Chunk, DocumentPlace) throws -> Void) rethrows {
    guard let known = chunk else { return }
    try bytes.withUnsafeBytes { bytes in
      var chunk = Chunk(
        bytes: bytes, offset: known.offset, line: known.line,
        isUnterminated: known.isUnterminated)
      chunk.parsed = parsed
      guard let places else { return try body(chunk, known.next) }
      try places.withUnsafeBufferPointer {
        chunk.places = $0
        try body(chunk, known.next)
      }
    }
  }
}
