import Testing

@testable import ScanEngine

/// What any ``PatternStore`` promises about documents, sessions and fetches.
struct PatternStoreDocumentTests {
  private let project = "acme/web"

  private func time(_ day: Int) -> Timestamp {
    Timestamp(milliseconds: Int64(day) * millisecondsPerDay)
  }

  @Test(arguments: StoreFactory.all)
  func givesBackWhatWasRead(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    #expect(try store.documents(project: project, source: nil).isEmpty)
    var reading = ReadingState(
      updates: .appended, sha256: "ab", head: Guard(length: 2, digest: [1, 2]),
      tail: Guard(length: 1, digest: [3]), time: time(3), rulesDigest: "rules")
    reading.session = "wf_a"
    reading.identity = FileIdentity(
      size: 10, modified: 11, changed: 12, inode: .max, device: .max - 1)
    reading.readTo = 10
    reading.hashState = SHA256().savedState
    reading.resumeOffset = 7
    reading.resumeLine = 4
    reading.memory = [0, 255]
    reading.isComplete = true
    let batch = DocumentBatch(
      target: .new(project: project, source: "logs", path: "a\0ü.log"), mode: .append,
      reading: reading, form: "1")
    let outcome = try store.commit([batch], in: store.beginScan(now: time(4)))[0]
    let document = try #require(
      try store.document(project: project, source: "logs", path: "a\0ü.log"))
    #expect(try store.documents(project: project, source: "logs") == [document])
    #expect(try store.documents(project: project, source: nil) == [document])
    #expect(try store.documents(project: project, source: "other").isEmpty)
    #expect(document.id == outcome.document)
    #expect(document.generation == outcome.generation)
    #expect(document.path == "a\0ü.log")
    #expect(document.updates == .appended)
    #expect(document.session == "wf_a")
    #expect(document.identity == reading.identity)
    #expect(document.readTo == 10)
    #expect(document.sha256 == "ab")
    #expect(document.head == reading.head)
    #expect(document.tail == reading.tail)
    #expect(document.isComplete)
    #expect(document.rulesDigest == "rules")
    #expect(document.goneSince == nil)
    let resumption = try #require(try store.resumption(of: document.id))
    #expect(
      resumption
        == Resumption(
          generation: document.generation, hashState: reading.hashState, resumeOffset: 7,
          resumeLine: 4, memory: [0, 255]))
    #expect(try store.lastScan == time(4))
  }

  @Test(arguments: StoreFactory.all)
  func movesAChainOfRotatedLogs(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    let scan = ScanOfTest(store)
    for name in ["log", "log.1", "log.2"] {
      try scan.commit(name, firm: [LoggedError(stringLiteral: name)])
    }
    let before = try store.documents(project: project, source: "logs")
    func move(_ index: Int, _ place: DocumentMove.Place) -> DocumentMove {
      DocumentMove(
        document: before[index].id, generation: before[index].generation, place: place)
    }
    try store.relocate([
      move(0, .at("log.1")), move(1, .at("log.2")), move(2, .gone(since: time(9))),
    ])
    let after = try store.documents(project: project, source: "logs")
    #expect(after.map(\.path) == ["log.1", "log.2", "log.2"])
    #expect(after.map(\.id.number) == [before[0].id.number, 2, 3])
    #expect(after.map(\.goneSince) == [nil, nil, time(9)])
    #expect(try store.document(project: project, source: "logs", path: "log") == nil)
    try ScanOfTest(store).commit("log", firm: ["new"])
    #expect(try store.counts() == ["log": 1, "log.1": 1, "log.2": 1, "new": 1])
    // What moved goes on where it was.
    try ScanOfTest(store).commit("log.1", firm: ["log"])
    #expect(try store.counts()["log"] == 2)
  }

  @Test(arguments: StoreFactory.all)
  func movesAllOrNone(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    let scan = ScanOfTest(store)
    for name in ["a", "b", "c"] { try scan.commit(name) }
    let before = try store.documents(project: project, source: "logs")
    let taken = DocumentMove(
      document: before[0].id, generation: before[0].generation, place: .at("c"))
    let late = DocumentMove(document: before[1].id, generation: 9, place: .at("d"))
    let good = DocumentMove(
      document: before[1].id, generation: before[1].generation, place: .gone(since: time(1)))
    for moves in [[good, taken], [good, late]] {
      let error = #expect(throws: StoreError.self) { try store.relocate(moves) }
      #expect(error?.kind == .conflict)
      #expect(try store.documents(project: project, source: "logs") == before)
    }
  }

  @Test(arguments: StoreFactory.all)
  func bringsAGoneLogBack(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    try ScanOfTest(store).commit("a", firm: ["x"])
    var document = try #require(try store.documents(project: project, source: "logs").first)
    func move(_ place: DocumentMove.Place) throws {
      try store.relocate([
        DocumentMove(document: document.id, generation: document.generation, place: place)
      ])
      document = try #require(try store.documents(project: project, source: "logs").first)
    }
    try move(.gone(since: time(5)))
    try move(.gone(since: time(8)))
    #expect(document.goneSince == time(5), "it keeps its time")
    try move(.at("b"))
    #expect(document.goneSince == nil)
    #expect(document.path == "b")
  }

  @Test(arguments: StoreFactory.all)
  func forgetsGoneLogsButNotWhatTheyGave(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    let scan = ScanOfTest(store)
    try scan.commit("a", firm: ["x"])
    try scan.commit("b", firm: ["x"])
    try scan.commit("notes.md", mode: .raise(.first), firm: ["x"])
    let documents = try store.documents(project: project, source: "logs")
    try store.relocate(
      documents.map {
        DocumentMove(
          document: $0.id, generation: $0.generation,
          place: .gone(since: time($0.path == "b" ? 20 : 5)))
      })
    try store.forgetGone(project: project, source: "logs", before: time(10))
    #expect(
      try store.documents(project: project, source: "logs").map(\.path) == ["b", "notes.md"])
    #expect(try store.resumption(of: documents[0].id) == nil)
    #expect(try store.counts() == ["x": 3])
    // An edited document is known by its path when it comes back, so it isn't counted again.
    try ScanOfTest(store).commit("notes.md", mode: .raise(.first), firm: ["x"])
    #expect(try store.counts() == ["x": 3])
    // A log is known by its bytes, which are forgotten.
    try ScanOfTest(store).commit("a", firm: ["x"])
    #expect(try store.counts() == ["x": 4])
  }

  @Test(arguments: StoreFactory.all)
  func takesALogThatBecomesAnEditedDocument(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    try ScanOfTest(store).commit(firm: ["x"], provisional: ["x", "y"])
    let scan = ScanOfTest(store)
    try scan.commit(mode: .raise(.first), firm: ["x", "x", "x", "y"])
    #expect(try store.counts() == ["x": 3, "y": 1])
    #expect(scan.occurrences == 1)
  }

  @Test(arguments: StoreFactory.all)
  func remembersSessions(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    try store.noteEnded(["b", "a"], project: project, at: time(1))
    try store.markIngested(["a"], project: project, at: time(2))
    try store.markIngested(["c"], project: "acme/other", at: time(2))
    try ScanOfTest(store, day: 7).commit(firm: [LoggedError("x", session: "only an event's")]) {
      $0.ingested = ["d"]
    }
    #expect(
      try store.sessions(project: project) == [
        StoredSession(id: "a", ended: time(1), ingested: time(2)),
        StoredSession(id: "b", ended: time(1), ingested: nil),
        StoredSession(id: "d", ended: nil, ingested: time(7)),
      ])
  }

  @Test(arguments: StoreFactory.all)
  func remembersHowFarIssuesWereFetched(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    let key = FetchKey(
      project: project, repository: "github.com/acme/web", labels: ["Fix", "bug", "fix"])
    let other = FetchKey(project: project, repository: "github.com/acme/web", labels: ["bug"])
    #expect(key.labels == ["bug", "fix"])
    #expect(try store.fetch(key) == nil)
    let cut = FetchState(watermark: nil, cursor: [1])
    try store.setFetch(cut, for: key)
    #expect(try store.fetch(key) == cut)
    let whole = FetchState(watermark: "2026-01-14T00:00:00Z")
    try store.setFetch(whole, for: key)
    #expect(try store.fetch(other) == nil)
    #expect(try store.fetches(project: project) == [key: whole])
    #expect(try store.fetches(project: "acme/other").isEmpty)
  }
}
