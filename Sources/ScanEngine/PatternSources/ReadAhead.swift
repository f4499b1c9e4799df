internal import Dispatch
internal import Synchronization

/// Reads and hashes a document on another processor, a few chunks ahead of who looks at them; where
/// chunks can be parsed each by itself, both parse what the other hasn't begun.
final class ReadAhead: Sendable {
  private struct State {
    /// In the document's order.
    var pieces: [ReadPiece] = []
    /// How many pieces were used up before those.
    var used = 0
    /// Memory of pieces that have been used.
    var spare: [[UInt8]] = []
    var isStopped = false
    /// Whether the last piece was read.
    var isRead = false
    /// Whether it is looked for keywords.
    var searches = true
    var readerWaits = false
    var userWaits = false
  }

  /// What there is to do next.
  private enum Task {
    /// To read a piece into this memory.
    case read([UInt8], searches: Bool)
    /// To parse the piece of this number.
    case parse(ReadPiece, number: Int)
    /// To look at the piece.
    case use(ReadPiece)
    case stop
  }

  private let reader: DocumentReader
  private let beginning: HashedChunks.Beginning
  private let state = Mutex(State())
  private let wakesReader = DispatchSemaphore(value: 0)
  private let wakesUser = DispatchSemaphore(value: 0)

  /// Pieces that are read ahead, the one that is looked at not counted.
  private static let lead = 4

  /// Begins to read; ``stop()`` must be called at last.
  init(_ beginning: HashedChunks.Beginning, of reader: consuming DocumentReader) {
    self.beginning = beginning
    self.reader = reader
    DispatchQueue(label: "scanctl.read").async { self.read() }
  }

  /// Reads no further.
  func stop() { change { $0.isStopped = true } }

  /// Looks for keywords no longer, once the pieces are used that there are.
  func stopSearching() { change { $0.searches = false } }

  /// Hands the next chunk to `body`, once it has been read; nil after the last.
  func next(body: (Chunk, DocumentPlace) throws -> Void) throws -> DocumentReading.Step? {
    while true {
      switch task({ Self.taskOfUser(&$0) }, isReader: false) {
      case .parse(let piece, let number): parse(piece, number)
      case .use(let piece):
        defer { change { $0.spare.append(piece.bytes) } }
        guard let step = try piece.step?.get() else { return nil }
        try piece.withChunk(body)
        return step
      case .read, .stop: return nil
      }
    }
  }

  private func read() {
    var chunks = HashedChunks(beginning)
    var endsInText = beginning.continuesText
    while true {
      switch task({ Self.taskOfReader(&$0) }, isReader: true) {
      case .read(let memory, let searches):
        if !searches { chunks.stopSearching() }
        var piece = ReadPiece(memory: memory, continuesText: endsInText)
        piece.read(&chunks, of: reader, parses: beginning.parse != nil)
        endsInText = piece.endsInText
        change { [piece] state in
          state.pieces.append(piece)
          state.isRead = piece.isLast
        }
      case .parse(let piece, let number): parse(piece, number)
      case .use, .stop: return
      }
    }
  }

  private func parse(_ piece: ReadPiece, _ number: Int) {
    guard let parse = beginning.parse else { return }
    var parsed: ParsedChunk?
    piece.withChunk { chunk, _ in parsed = parse(chunk, piece.continuesText) }
    change { [parsed] state in
      let place = number - state.used
      state.pieces[place].parsed = parsed
      state.pieces[place].parsing = .done
    }
  }

  // MARK: Who does what

  private static func taskOfReader(_ state: inout State) -> Task? {
    if state.isStopped { return .stop }
    let waiting = state.pieces.indices.filter { state.pieces[$0].parsing == .waiting }
    // One for each of us.
    if !state.isRead, state.pieces.count < lead, waiting.count < 2 {
      var memory = state.spare.popLast() ?? []
      memory.removeAll(keepingCapacity: true)
      return .read(memory, searches: state.searches)
    }
    // The first is the other's, if it comes for it.
    if let place = waiting.last { return beginParsing(place, &state) }
    return state.isRead ? .stop : nil
  }

  private static func taskOfUser(_ state: inout State) -> Task? {
    guard let first = state.pieces.first else { return nil }
    if first.parsing == .done {
      state.used += 1
      return .use(state.pieces.removeFirst())
    }
    let place = state.pieces.firstIndex { $0.parsing == .waiting }
    return place.map { beginParsing($0, &state) }
  }

  private static func beginParsing(_ place: Int, _ state: inout State) -> Task {
    state.pieces[place].parsing = .begun
    return .parse(state.pieces[place], number: state.used + place)
  }

  /// Waits until there is something to do.
  private func task(_ choose: (inout State) -> Task?, isReader: Bool) -> Task {
    while true {
      let (task, wakes) = state.withLock { state in
        let task = choose(&state)
        if task == nil {
          if isReader { state.readerWaits = true } else { state.userWaits = true }
        }
        // What was taken makes room, or leaves less to do.
        return (task, task == nil ? (false, false) : Self.waiting(&state))
      }
      wake(wakes)
      if let task { return task }
      (isReader ? wakesReader : wakesUser).wait()
    }
  }

  private func change(_ body: (inout State) -> Void) {
    let wakes = state.withLock { state in
      body(&state)
      return Self.waiting(&state)
    }
    wake(wakes)
  }

  private static func waiting(_ state: inout State) -> (reader: Bool, user: Bool) {
    defer { (state.readerWaits, state.userWaits) = (false, false) }
    return (state.readerWaits, state.userWaits)
  }

  private func wake(_ waiting: (reader: Bool, user: Bool)) {
    if waiting.reader { wakesReader.signal() }
    if waiting.user { wakesUser.signal() }
  }
}
