/// Where patterns, their counts and their fixes live: the truth for counts.
///
/// A document (a log, a transcript, LEARNINGS.md, an issue) contributes occurrences to patterns. A
/// pattern's count is the sum of what documents contribute to it, always: both change in one
/// transaction, together with the record of the bytes that were read. Several processes may use
/// one store at once: writers wait for each other, readers wait for nobody.
///
/// All calls are synchronous and may be made from any thread. Every call that writes is one
/// transaction: it happens whole or not at all, and what it returned from survives the end of the
/// process at any moment. A power cut may take the newest commits, counts and reading states
/// alike, so that they are read again; what came before ``endScan(_:)``, ``noteEnded(_:project:at:)``
/// or ``markIngested(_:project:at:)`` returned survives that too.
public protocol PatternStore: Sendable {
  // MARK: Scanning

  /// Starts to count what is new; writes nothing.
  ///
  /// `now` becomes ``lastScan`` with the scan's first commit.
  func beginScan(now: Timestamp) -> ScanID

  /// Adds what pieces of documents gave, and where reading these stands now, all at once and in this
  /// order.
  ///
  /// Throws a ``StoreError`` of kind `conflict` when another process has read on in one of the
  /// documents, moved it, or created one at its path. Nothing was written then: get its
  /// ``document(project:source:path:)`` again, and go on from there.
  func commit(
    _ batches: [DocumentBatch], in scan: ScanID
  ) throws(StoreError) -> [CommitOutcome]

  /// Forgets what was remembered to tell new from old; nothing more is committed in it.
  func endScan(_ scan: ScanID) throws(StoreError)

  /// When the last scan began that committed something.
  var lastScan: Timestamp? { get throws(StoreError) }

  /// Gives the project's patterns fingerprints of the form `form`, where they have another.
  ///
  /// Patterns that become equal are merged, their counts added up exactly. Cheap where nothing is to
  /// be done. Patterns that another project has as well keep their form.
  ///
  /// - `identify`: Gives a pattern's identity in that form.
  ///
  /// Returns how many patterns were renewed.
  func renew(
    project: String, form: String, identify: (StoredIdentity) -> RenewedIdentity
  ) throws(StoreError) -> Int

  /// A number that is another one once another process has written to the store.
  var version: Int64 { get throws(StoreError) }

  // MARK: Documents

  /// The documents of a source, or of all, by path and id; also those that are gone but not yet
  /// forgotten.
  func documents(project: String, source: String?) throws(StoreError) -> [StoredDocument]

  /// The documents with these ids, without those that don't exist or are forgotten.
  func documents(_ ids: [DocumentID]) throws(StoreError) -> [StoredDocument]

  /// What has changed among the documents of a source since they were read.
  ///
  /// It makes nothing of documents that have not changed, of which there may be 100,000.
  ///
  /// - `files`: What is there now, by the bytes of the paths; each path once.
  /// - `rules`: The digest of the rules of now.
  func differences(
    project: String, source: String, files: [DiscoveredFile], rules: String
  ) throws(StoreError) -> DocumentDifferences

  /// What has changed among the documents of a source, where of most files it is known that they
  /// haven't; as quick as few are left.
  ///
  /// - `files`: The others that are there now, by the bytes of the paths; each path once.
  /// - `others`: What is known of the documents that are not those of unchanged files.
  /// - `rules`: The digest of the rules of now.
  ///
  /// Returns nil where a document is in the place of one of the files that is none of these.
  func differences(
    project: String, source: String, files: [DiscoveredFile], besides others: OtherDocuments,
    rules: String
  ) throws(StoreError) -> DocumentDifferences?

  /// The documents in their place at these paths; nil for each path where there is none.
  func inPlace(
    project: String, source: String, paths: [String]
  ) throws(StoreError) -> [DocumentID?]

  /// Tells how far the files of the sources were read, by the bytes of their paths, each path once.
  ///
  /// Of several documents of one path that counts which is in place, and of these the one of the
  /// last source. `each` must not call the store.
  func readFiles(
    project: String, sources: [String], each: (ReadFile) -> Void
  ) throws(StoreError)

  /// The same of these paths alone.
  ///
  /// - `paths`: By their bytes, each once.
  func readFiles(
    project: String, sources: [String], paths: [String], each: (ReadFile) -> Void
  ) throws(StoreError)

  /// The document that is at `path` now.
  func document(project: String, source: String, path: String) throws(StoreError) -> StoredDocument?

  /// A number that rises with every change of what is known of the project's documents, and of which
  /// sessions were ingested; 0 for none.
  func changes(project: String) throws(StoreError) -> Int64

  /// Everything that is needed to go on reading; nil for a document that isn't there.
  func resumption(of document: DocumentID) throws(StoreError) -> Resumption?

  /// Says where documents are now, all at once, so that a chain of rotated logs can move up.
  ///
  /// Raises the generation of each by one. Throws a ``StoreError`` of kind `conflict` as ``commit(_:in:)`` does.
  func relocate(_ moves: [DocumentMove]) throws(StoreError)

  /// Drops how far gone logs were read, where they are gone since before `time`.
  ///
  /// What they have contributed stays. Edited documents are never forgotten: they are known by
  /// their path, and would be counted again if they came back.
  func forgetGone(project: String, source: String, before time: Timestamp) throws(StoreError)

  // MARK: Sessions

  /// Notes that sessions have ended, whether or not they were read.
  func noteEnded(_ sessions: [String], project: String, at time: Timestamp) throws(StoreError)

  /// Notes that all that sessions hold is in the store.
  func markIngested(_ sessions: [String], project: String, at time: Timestamp) throws(StoreError)

  /// The sessions that ended or were ingested, by id.
  func sessions(project: String) throws(StoreError) -> [StoredSession]

  /// The sessions that have ended and were not ingested, by id.
  func waitingSessions(project: String) throws(StoreError) -> [String]

  /// Those of the sessions that were never ingested.
  ///
  /// - `sessions`: By the bytes of their ids, each once.
  func notIngested(among sessions: [String], project: String) throws(StoreError) -> [String]

  /// Tells the ids, in UTF-8, of all sessions that were ingested, by their bytes; these are only lent.
  ///
  /// `each` must not call the store.
  func ingestedSessions(
    project: String, each: (UnsafeRawBufferPointer) -> Void
  ) throws(StoreError)

  // MARK: Issues

  /// How far the issues of a repository were fetched; nil before the first fetch.
  func fetch(_ key: FetchKey) throws(StoreError) -> FetchState?

  /// All that were ever fetched for the project, by repository and labels.
  func fetches(project: String) throws(StoreError) -> [FetchKey: FetchState]

  /// Sets it, once what was fetched has been committed.
  func setFetch(_ state: FetchState, for key: FetchKey) throws(StoreError)

  // MARK: Reading

  /// Hands patterns to `body` one by one in the query's order, all from one moment.
  ///
  /// The body returns false to stop. It must not call the store.
  func patterns(_ query: PatternQuery, body: (StoredPattern) -> Bool) throws(StoreError)

  /// The pattern whose fingerprint begins with these hex digits.
  func pattern(matching prefix: String) throws(StoreError) -> PatternMatch

  /// The known ones of these.
  func lookup(_ fingerprints: [Fingerprint]) throws(StoreError) -> [Fingerprint: StoredPattern]

  /// The patterns of one problem, the most frequent first: the same error in different places.
  ///
  /// `problem` is the fingerprint of type and message without the frame (``ErrorEvent/problem``).
  func patterns(ofProblem problem: Fingerprint) throws(StoreError) -> [StoredPattern]

  /// Where and when a pattern occurred, and what mends it; nil where it isn't known.
  func details(of fingerprint: Fingerprint) throws(StoreError) -> PatternDetails?

  /// What a pattern's documented and observed fixes are, documented ones first.
  func fixes(of fingerprint: Fingerprint) throws(StoreError) -> [Fix]

  /// Sums over the whole store.
  func totals() throws(StoreError) -> StoreTotals
}

extension PatternStore {
  /// The query's patterns as an array; for queries with a limit.
  public func patterns(_ query: PatternQuery) throws(StoreError) -> [StoredPattern] {
    var found: [StoredPattern] = []
    try patterns(query) {
      found.append($0)
      return true
    }
    return found
  }
}

/// A scan of this process, in which patterns count as new or risen at most once.
public struct ScanID: Hashable, Sendable {
  package let number: Int
  package let started: Timestamp

  package init(number: Int, started: Timestamp) {
    self.number = number
    self.started = started
  }
}
