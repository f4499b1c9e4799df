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
  ///   - hasMarked: Whether sessions were marked as ingested.
  /// - Returns: What was wrong with the state that was there.
  /// - Throws: A ``Warning`` where it can't be written, a ``StoreError``.
  func run(sources: [String], hasChanged: Bool, hasMarked: Bool) throws -> [Warning] {
    var (state, warnings) = file.load(damaged: .setAside(at: now))
    let isMissing = !file.exists
    guard hasChanged || hasMarked || isMissing || !warnings.isEmpty else { return warnings }
    let before = state
    if hasChanged {
      // Whole seconds, as the predecessor writes them.
      state.lastScan = Timestamp(milliseconds: now.milliseconds / 1_000 * 1_000)
    } else if state.lastScan == nil {
      state.lastScan = try store.lastScan
    }
    for source in sources { try update(&state, with: source) }
    state.ingestedSessions.formUnion(
      try store.sessions(project: project).filter { $0.ingested != nil }.map(\.id))
    try updateWatermarks(&state)
    // A project in which nothing was ever found gets no file.
    if state != before || (isMissing && state != ScanState()) { try file.save(state) }
    return warnings
  }

  private func update(_ state: inout ScanState, with source: String) throws {
    let documents = try store.documents(project: project, source: source)
    for document in documents where document.goneSince != nil {
      state.fileHashes[document.path] = nil
      state.consumed[document.path] = nil
    }
    for document in documents where document.goneSince == nil && document.identity != nil {
      state.fileHashes[document.path] = document.sha256
      state.consumed[document.path] = document.readTo
    }
  }

  private func updateWatermarks(_ state: inout ScanState) throws {
    let fetches = try store.fetches(project: project)
    state.watermarks = fetches.compactMap { key, fetch in
      fetch.watermark.map {
        ScanState.Watermark(repository: key.repository, labels: key.labels, time: $0)
      }
    }.sorted { ($0.repository, $0.labels.joined(separator: ",")) < ($1.repository, $1.labels.joined(separator: ",")) }
    if let earliest = state.watermarks.map(\.time).min() { state.githubWatermark = earliest }
  }
}
