import Testing

@testable import ScanEngine

/// What any ``PatternStore`` promises about counting.
struct PatternStoreConformanceTests {
  @Test(arguments: StoreFactory.all)
  func countsWhatIsAppended(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    let scan = ScanOfTest(store)
    try scan.commit(firm: ["a", "b", "a"])
    try scan.commit(firm: ["a"])
    try scan.commit("b.log", firm: ["b"])
    #expect(try store.counts() == ["a": 3, "b": 2])
    #expect(scan.created == 2)
    #expect(scan.raised == 0, "created in this scan is not updated")
    #expect(scan.occurrences == 5)
  }

  @Test(arguments: StoreFactory.all)
  func replacesWhatIsProvisional(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    try ScanOfTest(store).commit(firm: ["a"], provisional: ["b"])
    #expect(try store.counts() == ["a": 1, "b": 1])
    let scan = ScanOfTest(store)
    try scan.commit(provisional: ["b with frames"])
    #expect(try store.counts() == ["a": 1, "b with frames": 1])
    #expect(scan.created == 1)
    #expect(scan.raised == 0)
    #expect(scan.occurrences == 0)
  }

  @Test(arguments: StoreFactory.all)
  func reportsNothingWhereTheProvisionalEndIsReadAgain(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    try ScanOfTest(store).commit(firm: ["a"], provisional: ["b"])
    let scan = ScanOfTest(store)
    try scan.commit(firm: ["b", "a"], provisional: ["c"])
    #expect(try store.counts() == ["a": 2, "b": 1, "c": 1])
    #expect(scan.created == 1)
    #expect(scan.raised == 1)
  }

  @Test(arguments: StoreFactory.all)
  func reportsWhatLaterPiecesGiveBack(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    try ScanOfTest(store).commit(firm: ["a", "b", "b"])
    let scan = ScanOfTest(store)
    try scan.commit(mode: .replace, firm: ["c"])
    #expect(try store.counts() == ["c": 1])
    try scan.commit(firm: ["a", "b"])
    try scan.commit(firm: ["b", "b"])
    #expect(try store.counts() == ["a": 1, "b": 3, "c": 1])
    #expect(scan.created == 1)
    #expect(scan.raised == 1)
    #expect(scan.occurrences == 2)
  }

  @Test(arguments: StoreFactory.all)
  func raisesWhatAnEditedDocumentHolds(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    func edit(_ errors: [LoggedError], day: Int) throws -> ScanOfTest {
      let scan = ScanOfTest(store)
      try scan.commit("LEARNINGS.md", mode: .raise(.first), firm: errors, day: day)
      return scan
    }
    _ = try edit(["a", "a", "b"], day: 10)
    #expect(try store.counts() == ["a": 2, "b": 1])
    #expect(try edit(["a", "b"], day: 11).occurrences == 0)
    #expect(try store.counts() == ["a": 2, "b": 1])
    let third = try edit(["a", "a", "a", "c"], day: 12)
    #expect(try store.counts() == ["a": 3, "b": 1, "c": 1])
    #expect(third.created == 1)
    #expect(third.raised == 1)
    let days = try #require(try store.details(of: fingerprint("a"))).days
    #expect(days == [DayCount(day: 10, count: 2), DayCount(day: 12, count: 1)])
  }

  @Test(arguments: StoreFactory.all)
  func sumsUpThePiecesOfAnEditedDocument(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    for _ in 1...2 {
      let scan = ScanOfTest(store)
      try scan.commit("LEARNINGS.md", mode: .raise(.first), firm: ["a", "a", "b"])
      try scan.commit("LEARNINGS.md", mode: .raise(.next), firm: ["a"])
      #expect(try store.counts() == ["a": 3, "b": 1])
    }
  }

  @Test(arguments: StoreFactory.all)
  func countsARecordOnceInAProject(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    let scan = ScanOfTest(store)
    let copied = LoggedError("a", record: "tool_use:1")
    try scan.commit(firm: [copied, copied])
    try scan.commit("copy.log", firm: [copied, LoggedError("a", record: "tool_use:2")])
    #expect(try store.counts() == ["a": 2])
    try scan.commit("a.log", project: "acme/other", firm: [copied])
    #expect(try store.counts() == ["a": 3])
  }

  @Test(arguments: StoreFactory.all)
  func countsARecordAgainOnceItsDocumentGaveItBack(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    let scan = ScanOfTest(store)
    let record = LoggedError("a", record: "uuid:1")
    try scan.commit(provisional: [record])
    try scan.commit(firm: [record])
    #expect(try store.counts() == ["a": 1])
    try scan.commit(mode: .replace)
    #expect(try store.counts().isEmpty)
    try scan.commit("copy.log", firm: [record])
    #expect(try store.counts() == ["a": 1])
  }

  @Test(arguments: StoreFactory.all)
  func countsTheRecordsOfAnEditedDocumentOncePerReading(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    let (first, second) = (LoggedError("a", record: "id:1"), LoggedError("a", record: "id:2"))
    for _ in 1...2 {
      let scan = ScanOfTest(store)
      try scan.commit("LEARNINGS.md", mode: .raise(.first), firm: [first, second, first])
      #expect(try store.counts() == ["a": 2])
    }
  }

  @Test(arguments: StoreFactory.all)
  func refusesABatchThatAnotherProcessOvertook(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let (store, other) = (try factory.open(folder), try factory.open(folder))
    try ScanOfTest(store).commit(firm: ["a"])
    let seen = try #require(
      try store.document(project: "acme/web", source: "logs", path: "a.log"))
    try ScanOfTest(other).commit(firm: ["b"])
    let late = ScanOfTest(store)
    for target in [
      DocumentBatch.Target.known(seen.id, generation: seen.generation),
      .new(project: "acme/web", source: "logs", path: "a.log"),
    ] {
      let error = #expect(throws: StoreError.self) {
        try late.commit(firm: ["a", "b", "c"]) { $0.target = target }
      }
      #expect(error?.kind == .conflict)
    }
    #expect(try store.counts() == ["a": 1, "b": 1])
    try late.commit(firm: ["c"])
    #expect(try store.counts() == ["a": 1, "b": 1, "c": 1])
  }

  @Test(arguments: StoreFactory.all)
  func keepsWhenAPatternWasFirstAndLastSeen(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    func seen() throws -> [Int] {
      let pattern = try #require(try store.lookup([fingerprint("a")])[fingerprint("a")])
      return [pattern.firstSeen.day, pattern.lastSeen.day]
    }
    let scan = ScanOfTest(store)
    try scan.commit(firm: [LoggedError("a", day: 5)], provisional: [LoggedError("a", day: 9)])
    #expect(try seen() == [5, 9])
    try scan.commit()
    #expect(try seen() == [5, 5])
    try scan.commit("b.log", firm: [LoggedError("a", day: 2)])
    #expect(try seen() == [2, 5])
    try scan.commit("b.log", mode: .replace, firm: [LoggedError("a", day: 7)])
    #expect(try seen() == [5, 7])
    try scan.commit("c.log", firm: ["a"], day: 30)
    #expect(try seen() == [5, 30], "an event without a time has its document's")
  }
}
