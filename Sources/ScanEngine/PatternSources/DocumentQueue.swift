internal import Dispatch
internal import Synchronization

/// Scans the documents of a source, several side by side, and commits what comes of them in their order.
///
/// So which document an error is counted in, and whose text its pattern keeps, does not depend on which
/// processor was faster.
final class DocumentQueue: Sendable {
  /// A document that is to be scanned.
  struct Entry: Sendable {
    let file: DiscoveredFile
    let document: StoredDocument?
    /// In bytes.
    let unread: Int64
    /// Whether it is not known yet which document it is, so that it is left for the next run.
    let isUndecided: Bool
  }

  /// How the scan of a document ended.
  private enum Ending {
    case left
    case read(DocumentScan.Outcome)
    case unreadable(ReadError)
  }

  /// What has been scanned and not yet been committed.
  private struct Endings {
    /// By the documents' places.
    var waiting: [Int: Ending] = [:]
    /// Whether somebody is committing what waits.
    var areTaken = false
  }

  /// What belongs to whoever has the turn.
  private struct Committed {
    var uncommitted = UncommittedDocuments()
    var report: SourceReport
  }

  private let source: FileSource
  private let entries: [Entry]
  private let ledger: any ReadingLedger
  private let context: ScanContext
  private let order = CommitOrder()
  private let next = Mutex(0)
  private let endings = Mutex(Endings())
  private let committed: Mutex<Committed>
  /// In all of the documents together, in bytes.
  private let unread: Int64

  /// Less is not worth another processor, in bytes.
  private static let worthSharing: Int64 = 4 * 1_024 * 1_024
  /// Each takes memory, and all wait for the one that commits.
  private static let mostWorkers = 2
  /// So many documents may be scanned before those before them are committed.
  private static let lead = 64

  /// - `entries`: In the order in which they are committed.
  /// - `report`: What is known of the source already.
  init(
    _ source: FileSource, _ entries: [Entry], ledger: any ReadingLedger, context: ScanContext,
    report: SourceReport
  ) {
    self.source = source
    self.entries = entries
    self.ledger = ledger
    self.context = context
    committed = Mutex(Committed(report: report))
    unread = entries.reduce(0) { $0 + $1.unread }
  }

  /// Scans all of them; throws what makes the store unusable.
  func run() throws -> SourceReport {
    let width = width
    if width == 1 {
      work()
    } else {
      DispatchQueue.concurrentPerform(iterations: width) { _ in work() }
    }
    if let failure = order.failure { throw failure }
    try flush()
    return committed.withLock { $0.report }
  }

  /// How many documents are scanned side by side.
  private var width: Int {
    unread >= Self.worthSharing
      ? max(1, min(context.processors, entries.count, Self.mostWorkers)) : 1
  }

  /// Whether a document is so much of all, more than half, that the other processor has little else to do.
  private func readsAhead(_ place: Int) -> Bool {
    context.processors > 1 && entries[place].unread >= Self.worthSharing
      && entries[place].unread > unread / 2
  }

  /// Scans one document after the other, until all have been taken.
  private func work() {
    do {
      while let place = try take() { try finish(place, scan(place)) }
    } catch {
      order.fail(error)
    }
  }

  /// The place of the next document; nil where there is none.
  private func take() throws -> Int? {
    let place = next.withLock { next in
      defer { next += 1 }
      return next
    }
    guard place < entries.count else { return nil }
    try order.wait(for: place - Self.lead)
    return place
  }

  private func scan(_ place: Int) throws -> Ending {
    let entry = entries[place]
    if entry.isUndecided || context.isOver() { return .left }
    let scan = DocumentScan(
      source: source, file: entry.file, document: entry.document, ledger: ledger, context: context,
      takeTurn: {
        try self.order.wait(for: place)
        try self.flush()
      },
      readsAhead: readsAhead(place))
    do {
      return .read(try scan.run())
    } catch let error as ReadError {
      return .unreadable(error)
    }
  }

  /// Commits what has been scanned up to the first document that has not, unless somebody does.
  private func finish(_ place: Int, _ ending: Ending) throws {
    endings.withLock { $0.waiting[place] = ending }
    while let (turn, ending) = takeEnding() {
      try commit(entries[turn].file, ending, next: turn + 1)
      order.advance()
      endings.withLock { $0.areTaken = false }
    }
  }

  private func takeEnding() -> (turn: Int, Ending)? {
    endings.withLock { endings in
      let turn = order.turn
      guard !endings.areTaken, let ending = endings.waiting.removeValue(forKey: turn) else {
        return nil
      }
      endings.areTaken = true
      return (turn, ending)
    }
  }

  private func commit(_ file: DiscoveredFile, _ ending: Ending, next: Int) throws {
    try committed.withLock { committed in
      switch ending {
      case .left: committed.report.leave(file)
      case .unreadable(let error): committed.report.add(error, of: file, source: source.name)
      case .read(let outcome):
        if outcome.uncommitted != nil {
          committed.uncommitted.add(file, outcome)
        } else {
          // What comes first in the order of paths is told first.
          try commit(&committed)
          committed.report.add(outcome, of: file, origin: source.origin)
        }
      }
      let isLongNext =
        next < entries.count && entries[next].unread > UncommittedDocuments.longestDocument
      if committed.uncommitted.isFull || isLongNext { try commit(&committed) }
    }
  }

  private func flush() throws { try committed.withLock { try commit(&$0) } }

  private func commit(_ committed: inout Committed) throws {
    for document in try committed.uncommitted.commit(to: ledger, progress: context.progress) {
      committed.report.add(document.outcome, of: document.file, origin: source.origin)
    }
  }
}

extension SourceReport {
  /// Notes that the next run is to read the file.
  mutating func leave(_ file: DiscoveredFile) {
    documentsLeft += 1
    if let session = file.session { sessionsUnread.insert(session) }
  }

  fileprivate mutating func add(_ error: ReadError, of file: DiscoveredFile, source: String) {
    warnings.append(Warning(error.problem, source: source, path: file.portablePath))
    if let session = file.session { sessionsUnread.insert(session) }
  }

  fileprivate mutating func add(
    _ outcome: DocumentScan.Outcome, of file: DiscoveredFile, origin: ScanResult.Origin
  ) {
    if outcome.isTooLarge {
      documentsTooLarge += 1
      if let session = file.session { sessionsUnread.insert(session) }
      return
    }
    if !outcome.isUnchanged {
      results.append(ScanResult(of: origin, path: file.portablePath, errorsFound: outcome.found))
    }
    warnings.append(contentsOf: outcome.warnings)
    patternsCreated += outcome.created
    patternsUpdated += outcome.raised
    if !outcome.isComplete { leave(file) }
  }
}
