import Testing

@testable import ScanEngine

/// What any ``PatternStore`` promises about what there may be 100,000 of.
struct PatternStoreListTests {
  private let project = "acme/web"

  private func time(_ day: Int) -> Timestamp {
    Timestamp(milliseconds: Int64(day) * millisecondsPerDay)
  }

  @Test(arguments: StoreFactory.all)
  func tellsSessionsApartByWhatIsNoted(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    try store.noteEnded(["b", "a", "z"], project: project, at: time(1))
    try store.markIngested(["a", "B", "ж", "a b"], project: project, at: time(2))
    try store.markIngested(["c", "z"], project: "acme/other", at: time(2))
    #expect(try store.waitingSessions(project: project) == ["b", "z"])
    #expect(
      try store.notIngested(among: ["A", "B", "a", "aa", "b", "c", "ж", "я"], project: project)
        == ["A", "aa", "b", "c", "я"])
    #expect(try store.notIngested(among: [], project: project) == [])
    #expect(try store.notIngested(among: ["a"], project: "acme/none") == ["a"])
    var names: [String] = []
    try store.ingestedSessions(project: project) {
      names.append(String(decoding: $0, as: UTF8.self))
    }
    #expect(names == ["B", "a", "a b", "ж"])
    try store.markIngested(["b"], project: project, at: time(3))
    #expect(try store.waitingSessions(project: project) == ["z"])
  }

  @Test(arguments: StoreFactory.all)
  func tellsHowFarFilesWereReadByTheirPaths(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    let scan = ScanOfTest(store)
    func commit(_ path: String, _ source: String, _ readTo: Int64, isFile: Bool = true) throws {
      try scan.commit(path, source: source) { batch in
        batch.reading.readTo = readTo
        batch.reading.sha256 = "hash \(readTo)"
        if isFile {
          batch.reading.identity = FileIdentity(
            size: readTo, modified: 0, changed: 0, inode: 0, device: 0)
        }
      }
    }
    try commit("b", "logs", 1)
    try commit("a\"ü", "notes", 2)
    try commit("c", "logs", 3)
    try commit("c", "notes", 4)
    try commit("d", "logs", 5)
    try commit("d", "notes", 6)
    try commit("e", "logs", 7)
    try commit("elsewhere", "other", 8)
    try commit("issue", "logs", 9, isFile: false)
    for (path, source) in [("d", "notes"), ("e", "logs")] {
      let document = try #require(
        try store.document(project: project, source: source, path: path))
      try store.relocate([
        DocumentMove(
          document: document.id, generation: document.generation, place: .gone(since: time(1)))
      ])
    }
    func found(_ sources: [String]) throws -> [String] {
      var found: [String] = []
      try store.readFiles(project: project, sources: sources) { file in
        let path = String(decoding: file.path, as: UTF8.self)
        let hash = String(decoding: file.sha256, as: UTF8.self)
        #expect(hash == "hash \(file.readTo)")
        found.append("\(path) \(file.readTo)" + (file.isGone ? " gone" : ""))
      }
      return found
    }
    #expect(try found(["logs", "notes"]) == ["a\"ü 2", "b 1", "c 4", "d 5", "e 7 gone"])
    #expect(try found(["notes", "logs"]) == ["a\"ü 2", "b 1", "c 3", "d 5", "e 7 gone"])
    #expect(try found(["notes"]) == ["a\"ü 2", "c 4", "d 6 gone"])
    #expect(try found([]) == [])
  }

  @Test(arguments: StoreFactory.all)
  func countsEveryChangeOfADocumentAndEverySessionThatIsIngested(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    #expect(try store.changes(project: project) == 0)
    let scan = ScanOfTest(store)
    var last: Int64 = 0
    func expectChange() throws {
      let changes = try store.changes(project: project)
      #expect(changes > last)
      last = changes
    }
    try scan.commit("a")
    try expectChange()
    try scan.commit("a")
    try expectChange()
    try scan.commit("b", project: "acme/other")
    #expect(try store.changes(project: project) == last)
    let document = try #require(try store.document(project: project, source: "logs", path: "a"))
    try store.relocate([
      DocumentMove(
        document: document.id, generation: document.generation, place: .gone(since: time(1)))
    ])
    try expectChange()
    try store.forgetGone(project: project, source: "logs", before: time(2))
    try expectChange()
    try store.forgetGone(project: project, source: "logs", before: time(2))
    try store.noteEnded(["s"], project: project, at: time(1))
    #expect(try store.changes(project: project) == last)
    try store.markIngested(["s"], project: project, at: time(1))
    try expectChange()
  }

  @Test(arguments: StoreFactory.all)
  func tellsWhetherAnotherProcessHasWritten(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let (store, other) = (try factory.open(folder), try factory.open(folder))
    let version = try store.version
    try ScanOfTest(store).commit("own", firm: ["a"])
    #expect(try store.version == version)
    try other.markIngested(["s"], project: project, at: time(1))
    #expect(try store.version != version)
  }
}
