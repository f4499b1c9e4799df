import Testing

@testable import ScanEngine

/// What any ``PatternStore`` promises where pieces of several documents are committed at once.
struct PatternStoreManyTests {
  private func batches(
    _ scan: ScanOfTest, _ using: inout SplitMix, documents: Int
  ) throws -> [DocumentBatch] {
    try (0..<documents).shuffled(using: &using).prefix(Int.random(in: 1...4, using: &using)).map {
      let path = $0 == 0 ? "LEARNINGS.md" : "\($0).log"
      let errors = (0..<Int.random(in: 0...4, using: &using)).map { _ in
        LoggedError(
          "error \(Int.random(in: 0..<5, using: &using))",
          session: Bool.random(using: &using) ? "s" : nil,
          record: Bool.random(using: &using)
            ? "uuid:\(Int.random(in: 0..<20, using: &using))" : nil,
          fix: Bool.random(using: &using) ? "do this" : nil)
      }
      let mode: DocumentBatch.Mode =
        $0 == 0 ? .raise(.first) : Bool.random(using: &using) ? .append : .replace
      var batch = DocumentBatch(
        target: try scan.target(path), mode: mode,
        reading: scan.reading($0 == 0 ? .edited : .appended), form: "1")
      let firm = $0 == 0 ? errors.count : Int.random(in: 0...errors.count, using: &using)
      batch.firm.events = errors[..<firm].map { $0.event(path: path) }
      batch.provisional.events = errors[firm...].map { $0.event(path: path) }
      return batch
    }
  }

  /// Together or one after the other: counts, and what was new and has risen, are the same.
  @Test(arguments: StoreFactory.all, 0..<6)
  func countsAsOneAfterTheOther(_ factory: StoreFactory, seed: Int) throws {
    let folders = (try TemporaryFolder(), try TemporaryFolder())
    let (one, many) = (try factory.open(folders.0), try factory.open(folders.1))
    var (first, second) = (SplitMix(state: UInt64(seed)), SplitMix(state: UInt64(seed)))
    for _ in 0..<10 {
      let (alone, together) = (ScanOfTest(one), ScanOfTest(many))
      for _ in 0..<3 {
        for batch in try batches(alone, &first, documents: 5) { try alone.commit(batch) }
        try together.commit(try batches(together, &second, documents: 5))
        #expect(alone.created == together.created)
        #expect(alone.raised == together.raised)
        #expect(alone.occurrences == together.occurrences)
      }
      try one.endScan(alone.scan)
      try many.endScan(together.scan)
      try #require(try one.counts() == many.counts())
      #expect(
        try one.documents(project: "acme/web", source: nil)
          == many.documents(project: "acme/web", source: nil))
      #expect(try one.changes(project: "acme/web") == many.changes(project: "acme/web"))
    }
  }

  @Test(arguments: StoreFactory.all)
  func commitsAllOrNone(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let (store, other) = (try factory.open(folder), try factory.open(folder))
    try ScanOfTest(store).commit("b", firm: ["x"])
    let scan = ScanOfTest(store)
    let batches = try ["a", "b", "c"].map { path in
      var batch = DocumentBatch(
        target: try scan.target(path), mode: .append, reading: scan.reading(.appended), form: "1")
      batch.firm.events = [LoggedError("y").event(path: path)]
      return batch
    }
    try ScanOfTest(other).commit("b", firm: ["x"])
    let error = #expect(throws: StoreError.self) { try scan.commit(batches) }
    #expect(error?.kind == .conflict)
    #expect(try store.counts() == ["x": 2])
    #expect(try store.documents(project: "acme/web", source: nil).map(\.path) == ["b"])
    // What the failed commit had begun to add up is forgotten.
    #expect(try scan.commit(batches[0]).occurrences == 1)
    #expect(try store.counts() == ["x": 2, "y": 1])
  }

  /// A document that another process has taken over is left to it; the others are still ours.
  @Test func leavesOutOnlyTheDocumentInWhichAnotherProcessHasReadOn() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/patterns.sqlite"
    let (store, other) = (
      try SQLiteStore(path: path, access: .writing), try SQLiteStore(path: path, access: .writing)
    )
    let scan = ScanOfTest(store)
    let batches = try ["a", "b", "c"].map { path in
      var batch = DocumentBatch(
        target: try scan.target(path), mode: .append, reading: scan.reading(.appended), form: "1")
      batch.firm.events = [LoggedError("y").event(path: path)]
      return batch
    }
    try ScanOfTest(other).commit("b", firm: ["x"])
    let ledger = StoreLedger(store: store, project: "acme/web", scan: scan.scan)
    #expect(try ledger.commit(batches).map { $0?.occurrences } == [1, nil, 1])
    #expect(try store.counts() == ["x": 1, "y": 2])
  }
}
