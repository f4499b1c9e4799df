/// Brings `.orchestrator/scan_state.json` up to what the store knows; the store wins.
struct StateUpdate {
  let store: any PatternStore
  let project: String
  let file: ScanStateFile
  let now: Timestamp
  /// What the state was before the scan; nil where nobody knows.
  var known: KnownState?
  /// What the scan has changed since, without which ``known`` says nothing.
  var changes: DocumentChanges?
  /// The sessions that the scan has marked as ingested.
  var sessions: [String] = []

  /// What came of it: what was wrong with the state that was there, and what it is now, where it is
  /// known to be what the store knows.
  typealias Outcome = (warnings: [Warning], state: KnownState?)

  /// Writes the state where the scan has changed something, or where there is none to be read.
  ///
  /// - Parameters:
  ///   - sources: The manifest's sources, whose documents are in the state.
  ///   - hasChanged: Whether the scan has read something.
  /// - Returns: What came of it.
  /// - Throws: A ``Warning`` where it can't be written, a ``StoreError``.
  func run(sources: [SourceDeclaration], hasChanged: Bool) throws -> Outcome {
    file.removeLeftovers()
    if let state = try changeInPlaces(sources: sources, hasChanged: hasChanged) {
      return ([], state)
    }
    let (content, warnings) = file.open(damaged: .setAside(at: now))
    let isMissing = !file.exists
    let old: ScanStateText
    switch content {
    case .nothing: old = ScanStateText()
    case .own(let text): old = text
    case .foreign(let state): old = try file.text(of: state)
    }
    let changes = try store.changes(project: project)
    // A scan that was killed after a commit has left the state behind.
    let isBehind =
      try !hasChanged && ((old.head.changes ?? 0) != changes || isBehindInSessions(old))
    guard hasChanged || isMissing || isBehind || !warnings.isEmpty else {
      return (warnings, nil)
    }
    let head = try update(
      old.head, changes: changes, sources, hasChanged: hasChanged, isBehind: isBehind)
    // A project in which nothing was ever found gets no file.
    guard !isMissing || isBehind || head != ScanState() else { return (warnings, nil) }
    let places = try save(head, old, sources: sources.map(\.name.value))
    return (warnings, KnownState(file, places: places, changes: changes))
  }

  /// What all but the lists becomes.
  private func update(
    _ old: ScanState, changes: Int64, _ sources: [SourceDeclaration], hasChanged: Bool,
    isBehind: Bool
  ) throws -> ScanState {
    var head = old
    head.changes = changes == 0 ? nil : changes
    try updateWatermarks(of: sources, in: &head)
    let needsTime = isBehind || head.lastScan == nil
    if let lastScan = hasChanged ? now : needsTime ? try store.lastScan : nil {
      // Whole seconds, as the predecessor writes them.
      head.lastScan = Timestamp(milliseconds: lastScan.milliseconds / 1_000 * 1_000)
    }
    return head
  }

  /// Changes nothing but the entries of what the scan has changed.
  ///
  /// Returns nil where all has to be gone through: where the state is not as it was left, or others have
  /// changed the store meanwhile.
  private func changeInPlaces(
    sources: [SourceDeclaration], hasChanged: Bool
  ) throws -> KnownState? {
    guard let known, let scan = changes, let documents = scan.documents,
      let old = known.text(file)
    else { return nil }
    let changes = try store.changes(project: project)
    guard changes == known.changes + scan.count else { return nil }
    let isBehind = !hasChanged && known.changes != changes
    guard hasChanged || isBehind else { return known }
    let edits = try edits(documents, sources: sources.map(\.name.value))
    let head = try update(
      old.head, changes: changes, sources, hasChanged: hasChanged, isBehind: isBehind)
    guard let pieces = old.pieces(edits) else { return nil }
    let places = try file.save { old.write(head, pieces, to: &$0) }
    return KnownState(file, places: places, changes: changes)
  }

  /// What changes in each list with documents that were read and sessions that were ingested.
  private func edits(
    _ documents: [DocumentID], sources: [String]
  ) throws -> [StateList: [StateEdit]] {
    let paths = Set(try store.documents(documents).map(\.path)).sorted(by: ByteOrder.precedes)
    var files: [(hash: StateEdit, count: StateEdit)] = []
    try store.readFiles(project: project, sources: sources, paths: paths) { file in
      files.append(StateEdit.edits(of: file))
    }
    let sessions = sessions.sorted(by: ByteOrder.precedes)
    return [
      .fileHashes: files.map(\.hash), .consumed: files.map(\.count),
      .ingestedSessions: sessions.map { StateEdit(session: $0) },
    ]
  }

  /// Whether the store knows an ingested session that the state doesn't have.
  private func isBehindInSessions(_ old: ScanStateText) throws -> Bool {
    var merge = StateMerge(old.entries(of: .ingestedSessions))
    var isBehind = false
    try store.ingestedSessions(project: project) { session in
      merge.passEntries(before: session)
      if !merge.passEntry(of: session) { isBehind = true }
    }
    return isBehind
  }

  /// What the state had and the store doesn't know stays.
  private func save(
    _ head: ScanState, _ old: ScanStateText, sources: [String]
  ) throws -> StatePlaces {
    try file.save { writer in
      // Written after the hashes, but the documents are gone through once.
      var consumed = ScanStateWriter(aside: .consumed)
      try writer.write(head) { (writer, list) in
        switch list {
        case .fileHashes: try addFiles(of: sources, old, to: &writer, consumed: &consumed)
        case .ingestedSessions: try addSessions(old, to: &writer)
        case .consumed: writer.entries(consumed)
        }
      }
    }
  }

  private func addFiles(
    of sources: [String], _ old: ScanStateText, to writer: inout ScanStateWriter,
    consumed: inout ScanStateWriter
  ) throws {
    var hashes = StateMerge(old.entries(of: .fileHashes))
    var counts = StateMerge(old.entries(of: .consumed))
    var text = StateEntryText()
    try store.readFiles(project: project, sources: sources) { file in
      if file.isGone {
        hashes.passEntries(before: file.path) { writer.entry($0) }
        counts.passEntries(before: file.path) { consumed.entry($0) }
        hashes.passEntry(of: file.path)
        counts.passEntry(of: file.path)
        return
      }
      text.set(key: file.path)
      text.set(hash: file.sha256)
      hashes.passEntries(before: file.path, replacedBy: text.bytes) { writer.entry($0) }
      text.bytes.withUnsafeBytes { writer.entry($0) }
      text.set(count: file.readTo)
      counts.passEntries(before: file.path, replacedBy: text.bytes) { consumed.entry($0) }
      text.bytes.withUnsafeBytes { consumed.entry($0) }
    }
    hashes.passAllEntries { writer.entry($0) }
    counts.passAllEntries { consumed.entry($0) }
    try hashes.checkEnd()
    try counts.checkEnd()
  }

  private func addSessions(_ old: ScanStateText, to writer: inout ScanStateWriter) throws {
    var sessions = StateMerge(old.entries(of: .ingestedSessions))
    var text = StateEntryText()
    try store.ingestedSessions(project: project) { session in
      text.set(session: session)
      sessions.passEntries(before: session, replacedBy: text.bytes) { writer.entry($0) }
      text.bytes.withUnsafeBytes { writer.entry($0) }
    }
    sessions.passAllEntries { writer.entry($0) }
    try sessions.checkEnd()
  }

  /// Shows how far the fetches of today's manifest are: one with labels that it no longer has
  /// stands still, and stays in the store for the day when they come back.
  private func updateWatermarks(
    of sources: [SourceDeclaration], in state: inout ScanState
  ) throws {
    let all = try store.fetches(project: project)
    let keys = sources.filter { $0.parser == .github && $0.isEnabled }.flatMap {
      Self.fetches(of: $0, among: all.keys)
    }
    let fetches = all.filter { keys.contains($0.key) }
    state.watermarks = fetches.compactMap { key, fetch in
      fetch.watermark.map {
        ScanState.Watermark(repository: key.repository, labels: key.labels, time: $0)
      }
    }.sorted {
      ($0.repository, $0.labels.joined(separator: ",")) < (
        $1.repository, $1.labels.joined(separator: ",")
      )
    }
    // Before the first whole fetch the predecessor's stays.
    if let earliest = state.watermarks.map(\.time).min() { state.githubWatermark = earliest }
  }

  /// Which fetches are a source's, by its labels and by the repository that it names.
  private static func fetches(
    of source: SourceDeclaration, among keys: some Collection<FetchKey>
  ) -> [FetchKey] {
    let labels = FetchKey(project: "", repository: "", labels: source.labels).labels
    let fitting = keys.filter { $0.labels == labels }
    guard let name = source.repository?.value.lowercased() else { return fitting }
    let named = fitting.filter {
      $0.repository.lowercased() == name || $0.repository.lowercased().hasSuffix("/" + name)
    }
    // One that has moved is kept under its new name.
    return named.isEmpty ? fitting : named
  }
}
