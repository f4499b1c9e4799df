import Foundation

@testable import ScanEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder with one source of logs, and a store in memory that learns from it.
final class ScannedFolder: Sendable {
  let folder: TemporaryFolder
  let source: FileSource
  let store: SQLiteStore

  /// Put together once: most of a scan's time would go into it.
  private static let rules: LazyRuleBook = {
    let names: Set = ["python", "node", "go", "rust", "java"]
    let sets = Manifest.builtIn().manifest?.ruleSets.filter { names.contains($0.name.value) } ?? []
    return LazyRuleBook(sets.flatMap(\.rules), digest: "rules of tests")
  }()

  private static let eventRules: EventRules? = {
    guard let fingerprinter = try? Fingerprinter(scrub: [], normalize: []) else { return nil }
    return EventRules(scrubber: Scrubber(additional: [], homes: []), fingerprinter: fingerprinter)
  }()

  init(
    parser: ParserKind = .transcript, updates: UpdateKind? = nil, hasSessions: Bool = false
  ) throws {
    folder = try TemporaryFolder()
    let position = SourcePosition(file: "scanners.yaml", line: 1, column: 1)
    var declaration = SourceDeclaration(
      name: Located("logs", at: position), parser: parser, recommendation: "logs")
    declaration.globs = [Located("logs/*", at: position)]
    declaration.window = .forever
    declaration.updates = updates
    declaration.hasSessions = hasSessions
    guard let eventRules = Self.eventRules else { throw CocoaError(.featureUnsupported) }
    source = FileSource(
      declaration, selection: try FileSelection(declaration),
      discovery: Discovery(
        root: folder.path, agentFolders: AgentFolders(environment: [:], project: folder.path)),
      rules: Self.rules, eventRules: eventRules)
    // What isn't there is opened as an empty store in memory.
    store = try SQLiteStore(path: folder.path + "/none.sqlite", access: .reading)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/logs", withIntermediateDirectories: true)
  }

  func path(_ name: String) -> String { "\(folder.path)/logs/\(name)" }

  static var now: Timestamp {
    Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
  }

  /// Reads what is new.
  ///
  /// - `cache`: Where what can be made again is kept; nil is nowhere.
  /// - `found`: What a look has found before.
  /// - `processors`: How many the scan may use.
  /// - `isOver`: Asked between pieces: whether to stop.
  /// - `committing`: Called with each commit.
  /// - `meanwhile`: Called while documents are looked at, read and committed.
  @discardableResult
  func scan(
    isRescan: Bool = false, cache: CacheFolder? = nil, found: FilesFound? = nil,
    processors: Int = 1, isOver: @escaping @Sendable () -> Bool = { false },
    committing: @escaping @Sendable () -> Void = {},
    meanwhile: @escaping @Sendable () -> Void = {}
  ) async throws -> SourceReport {
    let scan = store.beginScan(now: Self.now)
    let ledger = WatchedLedger(
      ledger: StoreLedger(store: store, project: "p", scan: scan), meanwhile: meanwhile,
      committing: committing)
    let report = try await source.scanIncremental(
      ledger,
      ScanContext(
        now: Self.now, isRescan: isRescan, cache: cache, found: found, processors: processors,
        isOver: isOver
      ) { _ in meanwhile() })
    try store.endScan(scan)
    return report
  }

  /// The files as they are now.
  func look() -> FilesFound {
    var found = FilesFound(of: [source], ScanContext(now: Self.now))
    found.sort()
    return found
  }

  func survey() async throws -> SourceSurvey {
    let ledger = StoreLedger(store: store, project: "p", scan: store.beginScan(now: Self.now))
    return try await source.survey(ledger, ScanContext(now: Self.now))
  }

  /// The occurrences of each pattern; by its text, so that a failure can be read.
  func counts() throws -> [String: Int] {
    var counts: [String: Int] = [:]
    try store.patterns(PatternQuery()) { pattern in
      let name = "\(pattern.type): \(pattern.message) (\(pattern.frame ?? "-"))"
      counts[name + " " + pattern.fingerprint.hex.prefix(8), default: 0] += pattern.occurrences
      return true
    }
    return counts
  }

  // MARK: Changing files

  func append(_ bytes: some Sequence<UInt8>, to name: String) {
    write(Array(bytes), to: name, O_WRONLY | O_CREAT | O_APPEND)
  }

  /// Truncates the file in place.
  func rewrite(_ bytes: some Sequence<UInt8>, in name: String) {
    write(Array(bytes), to: name, O_WRONLY | O_CREAT | O_TRUNC)
  }

  private func write(_ bytes: [UInt8], to name: String, _ flags: Int32) {
    let file = open(path(name), flags, 0o600)
    _ = bytes.withUnsafeBytes { systemWrite(file, $0) }
    close(file)
  }

  private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(file, bytes.baseAddress, bytes.count)
    #endif
  }

  func bytes(of name: String) -> [UInt8]? {
    (try? Data(contentsOf: URL(filePath: path(name)))).map { Array($0) }
  }
}

/// Calls back whenever a scan turns to its ledger.
private struct WatchedLedger: ReadingLedger {
  let ledger: StoreLedger
  let meanwhile: @Sendable () -> Void
  let committing: @Sendable () -> Void

  var project: String { ledger.project }

  func documents(source: String) throws -> [StoredDocument] {
    meanwhile()
    return try ledger.documents(source: source)
  }

  func documents(_ ids: [DocumentID]) throws -> [StoredDocument] {
    meanwhile()
    return try ledger.documents(ids)
  }

  func differences(
    source: String, files: [DiscoveredFile], rules: String
  ) throws -> DocumentDifferences {
    meanwhile()
    return try ledger.differences(source: source, files: files, rules: rules)
  }

  func differences(
    source: String, files: [DiscoveredFile], besides others: OtherDocuments, rules: String
  ) throws -> DocumentDifferences? {
    meanwhile()
    return try ledger.differences(source: source, files: files, besides: others, rules: rules)
  }

  func inPlace(source: String, paths: [String]) throws -> [DocumentID?] {
    try ledger.inPlace(source: source, paths: paths)
  }

  func resumption(of document: DocumentID) throws -> Resumption? {
    meanwhile()
    return try ledger.resumption(of: document)
  }

  func relocate(_ moves: [DocumentMove]) throws -> Bool {
    meanwhile()
    return try ledger.relocate(moves)
  }

  func forgetGone(source: String, before time: Timestamp) throws {
    try ledger.forgetGone(source: source, before: time)
  }

  func commit(_ batches: [DocumentBatch]) throws -> [CommitOutcome?] {
    meanwhile()
    committing()
    return try ledger.commit(batches)
  }

  func fetches() throws -> [FetchKey: FetchState] { try ledger.fetches() }
  func fetch(_ key: FetchKey) throws -> FetchState? { try ledger.fetch(key) }

  func setFetch(_ state: FetchState, for key: FetchKey) throws {
    try ledger.setFetch(state, for: key)
  }
}
