/// Brings `.orchestrator/scan_state.json` up to what the store knows; the store wins.
struct StateUpdate {
  let store: any PatternStore
  let project: String
  let file: ScanStateFile
  let now: Timestamp

  /// Writes the state where the scan has changed something, or where there is none to be read.
  ///
  /// - Parameters:
  ///   - sources: The manifest's sources, whose documents are in the state.
  ///   - hasChanged: Whether the scan has read something.
  /// - Returns: What was wrong with the state that was there.
  /// - Throws: A ``Warning`` where it can't be written, a ``StoreError``.
  func run(sources: [SourceDeclaration], hasChanged: Bool) throws -> [Warning] {
    file.removeLeftovers()
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
    guard hasChanged || isMissing || isBehind || !warnings.isEmpty else { return warnings }
    var head = old.head
    head.changes = changes == 0 ? nil : changes
    try updateWatermarks(of: sources, in: &head)
    let needsTime = isBehind || head.lastScan == nil
    if let lastScan = hasChanged ? now : needsTime ? try store.lastScan : nil {
      // Whole seconds, as the predecessor writes them.
      head.lastScan = Timestamp(milliseconds: lastScan.milliseconds / 1_000 * 1_000)
    }
    // A project in which nothing was ever found gets no file.
    if !isMissing || isBehind || head != ScanState() {
      try save(head, old, sources: sources.map(\.name.value))
    }
    return warnings
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
  private func save(_ head: ScanState, _ old: ScanStateText, sources: [String]) throws {
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
