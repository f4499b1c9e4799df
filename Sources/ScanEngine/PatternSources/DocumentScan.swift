/// Reads one document from where the last scan left it, and commits what it finds piece by piece.
struct DocumentScan: ~Copyable {
  let source: FileSource
  let file: DiscoveredFile
  let document: StoredDocument?
  let ledger: any ReadingLedger
  let context: ScanContext
  /// Waits until all documents before this one have been committed.
  let takeTurn: () throws -> Void
  /// Whether another processor reads while this one looks at what was read.
  let readsAhead: Bool

  /// Events, and patterns of events that were summed up, that are kept before they are committed.
  private static let pieceSize = 18_432
  /// Bytes that are read before they are committed, so that a killed scan keeps its work.
  private static let pieceBytes: Int64 = 256 * 1_024 * 1_024

  /// What came of it.
  struct Outcome: Sendable {
    var found = 0
    var created = 0
    var raised = 0
    var warnings: [Warning] = []
    /// Whether the document was read to its end.
    var isComplete = false
    /// Whether nothing of it was read, for it can only be read whole.
    var isTooLarge = false
    /// Whether only its times had changed: it holds what was read before, byte for byte.
    var isUnchanged = false
    /// The last piece of a small document, to be committed together with others.
    var uncommitted: DocumentBatch?
    /// How much was read to find it.
    var uncommittedBytes: Int64 = 0

    /// Takes up what a commit has changed; nil where another process has read on in the document.
    mutating func add(_ committed: CommitOutcome?) {
      uncommitted = nil
      guard let committed else {
        (isComplete, isUnchanged, warnings) = (false, false, [])
        return
      }
      found += committed.occurrences
      created += committed.patternsCreated
      raised += committed.patternsRaised
    }
  }

  /// Throws what makes the document unreadable or the store unusable.
  func run() throws -> Outcome {
    let reader = try DocumentReader(file)
    guard isStillThere(reader) else { return Outcome() }
    if let text = try WideText.bytes(of: reader) { return try run(text, of: reader) }
    let kind = try Self.kind(of: reader, path: file.portablePath)
    if kind.isReadWhole, let limit = context.largestWhole, reader.status.size > limit {
      return Outcome(isTooLarge: true)
    }
    let updates = source.updates(of: kind)
    var progress = try begin(reader, kind, updates)
    var reading = try DocumentReading(
      beginning(progress, kind, size: reader.status.size), of: reader, isAhead: readsAhead)
    var outcome = Outcome()
    var longLines = 0
    while let step = try reading.next(of: reader, body: { progress.take($0, next: $1) }) {
      progress.hash = step.hash
      progress.startOfLongLine = step.startOfLongLine
      longLines = step.longLines
      context.progress(.read(step.bytesRead))
      if progress.choosesInVain { reading.stopSearching() }
      if updates == .appended { progress.sumUp(time: time(reader), session: file.session) }
      guard step.isMore else { break }
      let isOver = context.isOver()
      let isFull =
        progress.size >= Self.pieceSize
        || progress.hash.length - progress.committedTo >= Self.pieceBytes
      if isFull || isOver {
        guard try commit(&progress, &outcome, reader, updates, isLast: false) else {
          return outcome
        }
        if isOver { return outcome }
      }
    }
    try end(&progress, &outcome, reader, updates, longLines: longLines)
    return outcome
  }

  private func beginning(
    _ progress: borrowing DocumentProgress, _ kind: DocumentKind, size: Int64
  ) -> HashedChunks.Beginning {
    var beginning = HashedChunks.Beginning(
      hash: progress.hash, offset: progress.resumeOffset, line: progress.resumeLine, end: size,
      keepsEnds: kind == .text || kind == .markdown, known: progress.passedLine,
      filter: source.rules.ruleBook.filter(for: kind, size: size - progress.resumeOffset))
    if readsAhead, let (parsing, continuesText) = progress.parsingAhead {
      beginning.continuesText = continuesText
      beginning.parse = { parsing.parsed($0, continuesText: $1) }
    }
    return beginning
  }

  /// Commits what the document's end gives, and tells what went wrong in it.
  func end(
    _ progress: inout DocumentProgress, _ outcome: inout Outcome,
    _ reader: borrowing DocumentReader, _ updates: UpdateKind, longLines: Int
  ) throws {
    progress.finish()
    guard try commit(&progress, &outcome, reader, updates, isLast: true) else { return }
    outcome.isComplete = true
    // One that was left in the midst has given no more than its beginning.
    outcome.isUnchanged =
      !context.isRescan && document?.isComplete == true
      && document?.sha256 == progress.hash.sha.hexDigest()
    outcome.warnings = progress.warnings(
      path: file.portablePath, longLines: longLines, isGrowing: updates == .appended)
  }

  static func kind(
    of reader: borrowing DocumentReader, path: String
  ) throws -> DocumentKind {
    let sample =
      PrefixReader.bytes(of: reader, at: 0, count: DocumentKind.sampleLength) ?? []
    return sample.withUnsafeBytes { DocumentKind(sample: $0, path: path) }
  }

  /// Whether the file is still the one that was taken for the document when all were looked at:
  /// logs may be rotated while others are read.
  private func isStillThere(_ reader: borrowing DocumentReader) -> Bool {
    let status = reader.status
    if status == file.status || document?.updates == .edited { return true }
    if let document {
      // Where the time is up before that is known, the next run looks again.
      return (try? PrefixReader.continues(reader, document, within: PrefixTime(context))) ?? false
    }
    return status.inode == file.status.inode && status.device == file.status.device
      && status.size >= file.status.size
  }

  var builder: EventBuilder {
    EventBuilder(
      source: source.name, path: file.portablePath, session: file.session,
      rules: source.eventRules)
  }

  /// Where reading begins.
  private func begin(
    _ reader: borrowing DocumentReader, _ kind: DocumentKind, _ updates: UpdateKind
  ) throws -> DocumentProgress {
    if updates == .appended, !context.isRescan, let document, document.updates == .appended,
      let resumption = try ledger.resumption(of: document.id),
      resumption.generation == document.generation,
      DocumentMemory(resumption.memory).kind == kind,
      let hash = savedHash(reader, document, resumption)
    {
      return DocumentProgress(
        parser: source.parser(for: kind, memory: DocumentMemory(resumption.memory).parser),
        kind: kind, builder: builder, rules: source.rules.ruleBook, hash: hash,
        resumption: resumption,
        target: .known(document.id, generation: document.generation), mode: .append)
    }
    return beginAnew(builder, kind, updates, resumes: true)
  }

  /// Reading begins at the first byte.
  func beginAnew(
    _ builder: EventBuilder, _ kind: DocumentKind, _ updates: UpdateKind, resumes: Bool
  ) -> DocumentProgress {
    let target =
      document.map { DocumentBatch.Target.known($0.id, generation: $0.generation) }
      ?? .new(project: ledger.project, source: source.name, path: file.portablePath)
    let mode: DocumentBatch.Mode =
      document == nil && updates == .appended
      ? .append : updates == .edited && !context.isRescan ? .raise(.first) : .replace
    return DocumentProgress(
      parser: source.parser(for: kind, memory: []), kind: kind, builder: builder,
      rules: source.rules.ruleBook, target: target, mode: mode, resumes: resumes)
  }

  private func savedHash(
    _ reader: borrowing DocumentReader, _ document: StoredDocument, _ resumption: Resumption
  ) -> PrefixHash? {
    guard let head = PrefixReader.bytes(of: reader, at: 0, count: document.head.length),
      let tail = PrefixReader.bytes(
        of: reader, at: document.readTo - Int64(document.tail.length), count: document.tail.length)
    else { return nil }
    return PrefixHash(
      savedState: resumption.hashState, length: document.readTo, head: head, tail: tail)
  }

  /// Commits what was found, or leaves it to be committed; false where another process has read on
  /// in the document, or it is no longer the file that reading began in.
  func commit(
    _ progress: inout DocumentProgress, _ outcome: inout Outcome,
    _ reader: borrowing DocumentReader, _ updates: UpdateKind, isLast: Bool
  ) throws -> Bool {
    guard progress.hash.isPrefix(of: reader) else { return false }
    var reading = progress.reading(
      updates: updates, time: time(reader),
      rulesDigest: source.rules.digest)
    reading.session = file.session
    reading.isComplete = isLast
    reading.identity = identity(reader)
    let length = progress.hash.length - progress.committedTo
    let isSmall =
      length <= UncommittedDocuments.longestDocument
      && progress.size <= UncommittedDocuments.mostEvents
    let batch = progress.batch(
      reading, form: source.eventRules.fingerprinter.form, isLast: isLast,
      keepsAll: updates == .edited)
    if isLast, isSmall {
      outcome.uncommitted = batch
      outcome.uncommittedBytes = length
      return true
    }
    try takeTurn()
    guard let committed = try ledger.commit(batch) else { return false }
    progress.committed(committed)
    outcome.add(committed)
    context.progress(.found(committed.occurrences))
    return true
  }

  /// Of events that have none of their own.
  private func time(_ reader: borrowing DocumentReader) -> Timestamp {
    Timestamp(milliseconds: reader.status.modified / 1_000_000)
  }

  /// The file's status as it was when it was opened.
  ///
  /// A file that was written to within the clock's resolution may change again without its times
  /// changing: such a one is remembered so that it is looked at again.
  private func identity(_ reader: borrowing DocumentReader) -> FileIdentity {
    var identity = FileIdentity(reader.status)
    if !FileStatus.isSettled(identity.changed, at: context.now) { identity.changed = 0 }
    return identity
  }
}
