/// A store as the sources of one project see it during one scan.
struct StoreLedger: ReadingLedger {
  let store: any PatternStore
  let project: String
  let scan: ScanID
  /// What was changed through it.
  var changes = DocumentChanges()

  func documents(source: String) throws -> [StoredDocument] {
    try store.documents(project: project, source: source)
  }

  func documents(_ ids: [DocumentID]) throws -> [StoredDocument] { try store.documents(ids) }

  func differences(
    source: String, files: [DiscoveredFile], rules: String
  ) throws -> DocumentDifferences {
    try store.differences(project: project, source: source, files: files, rules: rules)
  }

  func differences(
    source: String, files: [DiscoveredFile], besides others: OtherDocuments, rules: String
  ) throws -> DocumentDifferences? {
    try store.differences(
      project: project, source: source, files: files, besides: others, rules: rules)
  }

  func inPlace(source: String, paths: [String]) throws -> [DocumentID?] {
    try store.inPlace(project: project, source: source, paths: paths)
  }

  func resumption(of document: DocumentID) throws -> Resumption? {
    try store.resumption(of: document)
  }

  func relocate(_ moves: [DocumentMove]) throws -> Bool {
    do throws(StoreError) {
      try store.relocate(moves)
      changes.addMoves()
      return true
    } catch  where error.kind == .conflict {
      return false
    }
  }

  func forgetGone(source: String, before time: Timestamp) throws {
    try store.forgetGone(project: project, source: source, before: time)
  }

  func commit(_ batches: [DocumentBatch]) throws -> [CommitOutcome?] {
    do throws(StoreError) {
      return try noted(batches)
    } catch  where error.kind == .conflict {
      return try batches.count == 1 ? [nil] : commitOneByOne(batches)
    }
  }

  private func noted(_ batches: [DocumentBatch]) throws(StoreError) -> [CommitOutcome] {
    let outcomes = try store.commit(batches, in: scan)
    for outcome in outcomes { changes.add(outcome.document) }
    return outcomes
  }

  /// Where another process has read on in one of the documents, the others are still ours.
  private func commitOneByOne(_ batches: [DocumentBatch]) throws -> [CommitOutcome?] {
    var outcomes: [CommitOutcome?] = []
    for batch in batches { outcomes += try commit([batch]) }
    return outcomes
  }

  func fetch(_ key: FetchKey) throws -> FetchState? { try store.fetch(key) }

  func fetches() throws -> [FetchKey: FetchState] { try store.fetches(project: project) }

  func setFetch(_ state: FetchState, for key: FetchKey) throws {
    try store.setFetch(state, for: key)
  }
}
