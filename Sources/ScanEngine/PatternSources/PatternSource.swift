/// A place that errors are read from: the files of a glob, or a repository's closed issues.
///
/// A source is an immutable value. What it needs was fixed when the manifest was compiled; what
/// has been read of it before, and what it finds, goes through the ledger.
public protocol PatternSource: Sendable {
  /// Its name in the manifest.
  var name: String { get }

  /// Why the source is worth scanning: one line for people, as the manifest words it.
  var recommendation: String { get }

  /// What there is to scan; changes nothing.
  ///
  /// - Throws: What makes the source as a whole unreadable.
  func survey(_ ledger: any ReadingLedger, _ context: ScanContext) async throws -> SourceSurvey

  /// Reads what was added or changed since the ledger's record, and commits it piece by piece.
  ///
  /// - Returns: A result for each document that was read, in the order of their paths. Everything
  ///   in it has been committed. A document that can't be read is a warning, and the scan goes on.
  /// - Throws: What makes the source as a whole unreadable, or the store unusable.
  func scanIncremental(
    _ ledger: any ReadingLedger, _ context: ScanContext
  ) async throws -> SourceReport
}

/// What a scan found in one document.
public struct ScanResult: Hashable, Sendable {
  /// The source's name in the manifest.
  public var source: String { origin.name }
  /// The portable path, or an issue's URL.
  public let path: String
  /// Occurrences that were not counted before.
  public let errorsFound: Int
  /// Why the source is worth scanning.
  public var recommendation: String { origin.recommendation }
  private let origin: Origin

  package init(of origin: Origin, path: String, errorsFound: Int) {
    self.origin = origin
    self.path = path
    self.errorsFound = errorsFound
  }

  /// What all results of a source have in common; a reference, for there may be a million.
  package final class Origin: Hashable, Sendable {
    let name: String
    let recommendation: String

    init(name: String, recommendation: String) {
      self.name = name
      self.recommendation = recommendation
    }

    package static func == (left: Origin, right: Origin) -> Bool {
      left === right || left.name == right.name && left.recommendation == right.recommendation
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(recommendation)
    }
  }
}

/// All that came of scanning one source.
public struct SourceReport: Sendable {
  /// One for each document that was read.
  public var results: [ScanResult] = []
  /// In the order in which things went wrong.
  public var warnings: [Warning] = []
  /// What was left out, and why.
  package var skips = Skips()
  /// The files that there are, as they were when it was looked.
  package var files = FilesDigest()
  /// The files that are known once all of it was read; nil where that would take long to tell.
  package var known: KnownFiles?
  /// Documents that were read with rules that have changed since.
  package var documentsWithOldRules = 0
  /// New patterns, less those that a later piece took back.
  public var patternsCreated = 0
  /// Known patterns that recurred.
  public var patternsUpdated = 0
  /// Documents that are still to be read because the time was up.
  package var documentsLeft = 0
  /// Documents that are still to be read because they are too large to be read whole now.
  package var documentsTooLarge = 0
  /// Whether the time was up before it was looked at what there is.
  package var isSkipped = false
  /// Sessions of which all files have been read to the end.
  package var sessionsRead = SessionNames()
  /// Sessions of which a file could not be read to the end.
  package var sessionsUnread: Set<String> = []

  package init() {}
}

/// What there is to scan in a source.
public struct SourceSurvey: Sendable {
  /// How the manifest says where to look.
  public let place: String
  /// Documents that are there now.
  public var documents = 0
  /// What people should know beside the numbers.
  package var note: String?
  /// In bytes, all of them together.
  public var size: Int64 = 0
  /// Documents that were never read.
  public var new = 0
  /// Documents that were read before and have changed.
  public var changed = 0
  /// Bytes to be read.
  public var unread: Int64 = 0
  /// What was left out, and why.
  package var skips = Skips()
  /// Sessions with bytes that are not in the store.
  package var unreadSessions: Set<String> = []
  /// Sessions that there are files of.
  package var sessions = SessionNames()

  package init(place: String) { self.place = place }
}

/// What a scan is told from outside: nothing in the engine reads the clock or the environment.
public struct ScanContext: Sendable {
  /// The time that windows end with and missing times are judged by.
  public let now: Timestamp
  /// Replaces every source's own window.
  package let window: Window?
  /// Whether documents are read again from their beginning.
  package let isRescan: Bool
  /// Whether only these sessions are read; nil is everything.
  package let sessions: Set<String>?
  /// Sessions that have ended and wait to be read: files that bear their names belong to them.
  package let ended: Set<String>
  /// The portable path of a document that is read before all others; nil is none.
  package let first: String?
  /// Where what can be made again is kept; nil is nowhere.
  package let cache: CacheFolder?
  /// What was found just before the scan, to be looked at again only where it has changed.
  package let found: FilesFound?
  /// What was compared just before the scan, by the sources' names; nothing has been written since.
  let compared: [String: ComparedFiles]
  /// The largest document that is read where it can only be read whole, in bytes; nil is any.
  package let largestWhole: Int64?
  /// How many processors the scan may use, at least 1.
  package let processors: Int
  /// When GitHub must have answered; nil is without limit.
  package let gitHubDeadline: ContinuousClock.Instant?
  /// Asked between documents and pieces: whether to stop, keeping what was committed.
  package let isOver: @Sendable () -> Bool
  /// Told what is going on, from any thread.
  package let progress: @Sendable (ScanProgress) -> Void

  package init(
    now: Timestamp, window: Window? = nil, isRescan: Bool = false, sessions: Set<String>? = nil,
    ended: Set<String> = [], first: String? = nil,
    cache: CacheFolder? = nil, found: FilesFound? = nil,
    compared: [String: ComparedFiles] = [:], largestWhole: Int64? = nil, processors: Int = 1,
    gitHubDeadline: ContinuousClock.Instant? = nil,
    isOver: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (ScanProgress) -> Void = { _ in }
  ) {
    self.now = now
    self.window = window
    self.isRescan = isRescan
    self.sessions = sessions
    self.ended = ended
    self.first = first
    self.cache = cache
    self.found = found
    self.compared = compared
    self.largestWhole = largestWhole
    self.processors = processors
    self.gitHubDeadline = gitHubDeadline
    self.isOver = isOver
    self.progress = progress
  }

  /// `now` in seconds since 1970, UTC.
  package var seconds: Int { Int(now.milliseconds / 1_000) }
}

/// A step of a scan.
package enum ScanProgress: Hashable, Sendable {
  /// A source has so many bytes (or issues) to read.
  case source(String, unit: Unit, total: Int64?)
  /// So many more were read.
  case read(Int64)
  /// So many more errors were found.
  case found(Int)

  package enum Unit: Hashable, Sendable { case bytes, issues }
}

/// What was read so far, and where findings are committed; a store behind a project's name.
public protocol ReadingLedger: Sendable {
  /// All documents of a source, also those that are gone but not yet forgotten.
  func documents(source: String) throws -> [StoredDocument]

  /// The documents with these ids, without those that don't exist or are forgotten.
  func documents(_ ids: [DocumentID]) throws -> [StoredDocument]

  /// What has changed among a source's documents since they were read.
  ///
  /// - `files`: What is there now, by the bytes of the paths; each path once.
  /// - `rules`: The digest of the rules of now.
  func differences(
    source: String, files: [DiscoveredFile], rules: String
  ) throws -> DocumentDifferences

  /// What has changed among a source's documents, where of most files it is known that they haven't.
  ///
  /// - `files`: The others that are there now, by the bytes of the paths; each path once.
  /// - `others`: What is known of the documents that are not those of unchanged files.
  /// - `rules`: The digest of the rules of now.
  ///
  /// Returns nil where that isn't what the store knows.
  func differences(
    source: String, files: [DiscoveredFile], besides others: OtherDocuments, rules: String
  ) throws -> DocumentDifferences?

  /// The documents in their place at these paths; nil for each path where there is none.
  func inPlace(source: String, paths: [String]) throws -> [DocumentID?]

  /// Everything that is needed to go on reading; nil for a document that isn't there.
  func resumption(of document: DocumentID) throws -> Resumption?

  /// Says where documents are now, all at once; false where another process has read on in one.
  func relocate(_ moves: [DocumentMove]) throws -> Bool

  /// Drops how far gone logs were read that are gone since before `time`.
  func forgetGone(source: String, before time: Timestamp) throws

  /// Commits pieces of different documents at once; nil for those in which another process has read
  /// on.
  func commit(_ batches: [DocumentBatch]) throws -> [CommitOutcome?]

  /// How far the issues of a repository were fetched; nil before the first fetch.
  func fetch(_ key: FetchKey) throws -> FetchState?

  /// All that were ever fetched for the project, by repository and labels.
  func fetches() throws -> [FetchKey: FetchState]

  /// Sets it, once what was fetched has been committed.
  func setFetch(_ state: FetchState, for key: FetchKey) throws

  /// The project that documents belong to.
  var project: String { get }
}

extension ReadingLedger {
  /// Commits a piece; nil where another process has read on in that document.
  func commit(_ batch: DocumentBatch) throws -> CommitOutcome? {
    try commit([batch]).first ?? nil
  }
}
