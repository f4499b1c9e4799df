internal import Dispatch
internal import Synchronization

/// Reads and hashes a document on another processor, a few chunks ahead of who looks at them.
final class ReadAhead: Sendable {
  /// What one step of reading gave, with a copy of its chunk.
  private struct Piece: Sendable {
    var bytes: [UInt8]
    var places: [UInt32]?
    var chunk: (offset: Int64, line: Int, isUnterminated: Bool, next: DocumentPlace)?
    var step: Result<DocumentReading.Step, any Error>?

    mutating func take(_ chunk: Chunk, _ next: DocumentPlace) {
      bytes.append(contentsOf: chunk.bytes)
      places = chunk.places.map(Array.init)
      self.chunk = (chunk.offset, chunk.line, chunk.isUnterminated, next)
    }

    func withChunk(_ body: (Chunk, DocumentPlace) throws -> Void) rethrows {
      guard let known = chunk else { return }
      try bytes.withUnsafeBytes { bytes in
        var chunk = Chunk(
          bytes: bytes, offset: known.offset, line: known.line,
          isUnterminated: known.isUnterminated)
        guard let places else { return try body(chunk, known.next) }
        try places.withUnsafeBufferPointer {
          chunk.places = $0
          try body(chunk, known.next)
        }
      }
    }
  }

  private struct State {
    /// In the document's order.
    var pieces: [Piece] = []
    /// Memory of pieces that have been used.
    var spare: [[UInt8]] = []
    var isStopped = false
    /// Whether it is looked for keywords.
    var searches = true
  }

  private let reader: DocumentReader
  private let beginning: HashedChunks.Beginning
  private let state = Mutex(State())
  /// Counts the pieces that there are.
  private let filled = DispatchSemaphore(value: 0)
  /// Counts the pieces that may be read ahead.
  private let free = DispatchSemaphore(value: 0)

  /// Pieces that are read ahead: one while another is looked at.
  private static let lead = 2

  /// Begins to read; ``stop()`` must be called at last.
  init(_ beginning: HashedChunks.Beginning, of reader: consuming DocumentReader) {
    self.beginning = beginning
    self.reader = reader
    for _ in 0..<Self.lead { free.signal() }
    DispatchQueue(label: "scanctl.read").async { self.read() }
  }

  /// Reads no further.
  func stop() {
    state.withLock { $0.isStopped = true }
    free.signal()
  }

  /// Looks for keywords no longer, once the pieces are used that there are.
  func stopSearching() { state.withLock { $0.searches = false } }

  private func read() {
    var chunks = HashedChunks(beginning)
    var isMore = true
    while isMore {
      free.wait()
      let (memory, searches) = state.withLock {
        ($0.isStopped ? nil : $0.spare.popLast() ?? [], $0.searches)
      }
      guard var memory else { return }
      if !searches { chunks.stopSearching() }
      memory.removeAll(keepingCapacity: true)
      var piece = Piece(bytes: memory)
      memory = []
      do {
        let step = try chunks.next(of: reader) { piece.take($0, $1) }
        piece.step = .success(step)
        isMore = step.isMore
      } catch {
        piece.step = .failure(error)
        isMore = false
      }
      state.withLock { [piece] in $0.pieces.append(piece) }
      filled.signal()
    }
  }

  /// Hands the next chunk to `body`, once it has been read; nil after the last.
  func next(body: (Chunk, DocumentPlace) throws -> Void) throws -> DocumentReading.Step? {
    filled.wait()
    let piece = state.withLock { $0.pieces.removeFirst() }
    defer {
      state.withLock { $0.spare.append(piece.bytes) }
      free.signal()
    }
    guard let step = try piece.step?.get() else { return nil }
    try piece.withChunk(body)
    return step
  }
}
