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
  ///   - ingested: All sessions that were ever marked as ingested.
  /// - Returns: What was wrong with the state that was there.
  /// - Throws: A ``Warning`` where it can't be written, a ``StoreError``.
  func run(
    sources: [SourceDeclaration], hasChanged: Bool, ingested: Set<String>
  ) throws -> [Warning] {
    file.removeLeftovers()
    var (state, warnings) = file.load(damaged: .setAside(at: now))
    let isMissing = !file.exists
    let changes = try store.changes(project: project)
    // A scan that was killed after a commit has left the state behind.
    let isBehind =
      (state.changes ?? 0) != changes
      || !state.ingestedSessions.isSuperset(of: ingested)
    guard hasChanged || isMissing || isBehind || !warnings.isEmpty else { return warnings }
    let scannedBefore = state.lastScan
    try updateDocuments(of: sources.map(\.name.value), in: &state)
    state.ingestedSessions.formUnion(ingested)
    state.changes = changes == 0 ? nil : changes
    try updateWatermarks(of: sources, in: &state)
    let lastScan = hasChanged ? now : isBehind || scannedBefore == nil ? try store.lastScan : nil
    if let lastScan {
      // Whole seconds, as the predecessor writes them.
      state.lastScan = Timestamp(milliseconds: lastScan.milliseconds / 1_000 * 1_000)
    }
    // A project in which nothing was ever found gets no file.
    if !isMissing || state != ScanState() { try file.save(state) }
    return warnings
  }

  private func updateDocuments(of sources: [String], in state: inout ScanState) throws {
    // First what has gone: another source may have a document where one of this has gone.
    try store.readFiles(project: project, sources: sources) { file in
      state.fileHashes[file.path] = file.isGone ? nil : file.sha256
      state.consumed[file.path] = file.isGone ? nil : file.readTo
    }
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
