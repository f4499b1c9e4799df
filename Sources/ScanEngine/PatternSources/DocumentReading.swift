/// Reads a document in chunks of whole lines and hashes it, here or ahead on another processor.
struct DocumentReading: ~Copyable {
  /// What was read and hashed up to the end of a step.
  struct Step: Sendable {
    var hash: PrefixHash
    /// In this step, in bytes.
    var bytesRead: Int64 = 0
    /// The first byte of a line that is too long and of which no end was seen yet.
    var startOfLongLine: Int64?
    /// Lines of which something was left out, so far.
    var longLines = 0
    var isMore = true
  }

  private var chunks: HashedChunks?
  private let ahead: ReadAhead?

  /// - `isAhead`: Whether another processor reads while this one looks at what was read.
  init(_ beginning: HashedChunks.Beginning, of reader: borrowing DocumentReader, isAhead: Bool)
    throws(ReadError)
  {
    ahead = isAhead ? ReadAhead(beginning, of: try reader.duplicate()) : nil
    chunks = isAhead ? nil : HashedChunks(beginning)
  }

  deinit { ahead?.stop() }

  /// Reads on; hands `body` at most one chunk, and the place after it.
  mutating func next(
    of reader: borrowing DocumentReader, body: (Chunk, DocumentPlace) throws -> Void
  ) throws -> Step? {
    if let ahead { return try ahead.next(body: body) }
    return try chunks?.next(of: reader, body: body)
  }

  /// Says that nobody asks any more where keywords may stand.
  mutating func stopSearching() {
    chunks?.stopSearching()
    ahead?.stopSearching()
  }
}

/// The chunks of a document, and the hash of what was read for them.
struct HashedChunks: ~Copyable {
  /// Where reading begins, and how.
  struct Beginning: Sendable {
    /// Of the bytes that were read before.
    var hash: PrefixHash
    /// The first byte to be read, of line `line`.
    var offset: Int64
    var line: Int
    /// The byte at which reading stops.
    var end: Int64
    /// Whether the ends of a line that is too long are kept, or none of it.
    var keepsEnds: Bool
    /// What was seen of a line that is too long, and needn't be read again.
    var known: LineChunks.PassedLine?
    /// Names the places of the chunks; nil where nobody asks for them.
    var filter: KeywordFilter?
    /// Whether the line before the first is none of JSON.
    var continuesText = false
    /// Parses a chunk by itself, with whether the line before it is none of JSON; nil where a chunk needs
    /// those before it.
    var parse: (@Sendable (Chunk, Bool) -> ParsedChunk)?
  }

  private var chunks: LineChunks
  private var step: DocumentReading.Step

  init(_ beginning: Beginning) {
    chunks = LineChunks(
      from: beginning.offset, line: beginning.line, to: beginning.end,
      keepsEnds: beginning.keepsEnds, known: beginning.known, filter: beginning.filter)
    step = DocumentReading.Step(hash: beginning.hash)
  }

  mutating func stopSearching() { chunks.stopSearching() }

  mutating func next(
    of reader: borrowing DocumentReader, body: (Chunk, DocumentPlace) throws -> Void
  ) throws -> DocumentReading.Step {
    step.bytesRead = 0
    step.isMore = try chunks.next(
      of: reader,
      seen: {
        step.hash.add(&$0)
        step.bytesRead += Int64($0.range.count)
      },
      body: body)
    step.startOfLongLine = chunks.startOfLongLine
    step.longLines = chunks.longLines
    return step
  }
}
