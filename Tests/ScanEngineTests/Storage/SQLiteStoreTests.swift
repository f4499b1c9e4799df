import Foundation
import Testing

@testable import ScanEngine

/// What is peculiar to the store in an SQLite file: the file, its rights, its neighbours.
struct SQLiteStoreTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path + "/.orchestrator/patterns.sqlite"
  }

  private func open(_ access: SQLiteStore.Access = .writing) throws -> SQLiteStore {
    try SQLiteStore(path: path, access: access)
  }

  private func makeFolder() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/.orchestrator", withIntermediateDirectories: true)
  }

  private func change(_ script: String) throws {
    let connection = try SQLiteConnection(
      path: path, name: "test", access: .writing, patience: 1_000)
    try connection.execute(script)
  }

  /// The error of an opening that must fail; it says where, what and what to do.
  private func refusal(_ access: SQLiteStore.Access = .writing) throws -> StoreError {
    let error = try #require(#expect(throws: StoreError.self) { _ = try open(access) })
    #expect(error.description.hasPrefix(path + ": "))
    #expect(!error.remedy.isEmpty)
    return error
  }

  // MARK: The file

  @Test func isForItsOwnerOnly() throws {
    let store = try open()
    try ScanOfTest(store).commit(firm: ["a"])
    func rights(_ name: String) throws -> Int? {
      let path = folder.path + "/.orchestrator" + name
      return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try rights("") == 0o700)
    for suffix in ["", "-wal", "-shm"] {
      #expect(try rights("/patterns.sqlite" + suffix) == 0o600)
    }
  }

  @Test func makesNothingForAReader() throws {
    #expect(try open(.reading).counts().isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    try makeFolder()
    #expect(try open(.reading).counts().isEmpty)
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(try open(.reading).counts().isEmpty)
    #expect(try open(.reading).lastScan == nil)
  }

  @Test func keepsWhatWasCommitted() throws {
    do { try ScanOfTest(try open()).commit(firm: ["a", "b"]) }
    #expect(try open(.reading).counts() == ["a": 1, "b": 1])
    #expect(try open().counts() == ["a": 1, "b": 1])
  }

  @Test func refusesToWriteWhatWasOpenedForReading() throws {
    _ = try open()
    let error = #expect(throws: StoreError.self) {
      try ScanOfTest(try open(.reading)).commit(firm: ["a"])
    }
    #expect(error?.kind == .unusable)
  }

  @Test(arguments: [SQLiteStore.Access.writing, .reading])
  func refusesALink(_ access: SQLiteStore.Access) throws {
    try makeFolder()
    let target = folder.path + "/target"
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    #expect(try refusal(access).kind == .unusable)
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test(arguments: [SQLiteStore.Access.writing, .reading])
  func refusesALinkedFolder(_ access: SQLiteStore.Access) throws {
    let target = folder.path + "/target"
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/.orchestrator", withDestinationPath: target)
    #expect(try refusal(access).kind == .unusable)
    #expect(try FileManager.default.contentsOfDirectory(atPath: target).isEmpty)
  }

  @Test func opensBelowALinkThatIsNotItsOwn() throws {
    let link = folder.path + "/link"
    try FileManager.default.createDirectory(
      atPath: folder.path + "/real", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: folder.path + "/real")
    let store = try SQLiteStore(path: link + "/.orchestrator/patterns.sqlite", access: .writing)
    try ScanOfTest(store).commit(firm: ["a"])
  }

  @Test func refusesAFolderInItsPlace() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    #expect(try refusal().kind == .unusable)
  }

  // MARK: What is in it

  @Test func refusesAStoreFromTheFuture() throws {
    _ = try open()
    let next = SQLiteSchema.migrations.count + 1
    try change(
      """
      INSERT INTO migration VALUES (\(next), 'fixes by hand'), (\(next + 1), 'later');
      PRAGMA user_version = \(next + 1);
      """)
    for access in [SQLiteStore.Access.writing, .reading] {
      let error = try refusal(access)
      #expect(error.kind == .newer(migration: "fixes by hand"))
      #expect(error.description.contains("upgrade scanctl"))
    }
  }

  @Test func namesEachMigrationOnce() throws {
    let names = SQLiteSchema.migrations.map(\.name)
    #expect(Set(names).count == names.count)
    _ = try open()
    _ = try open()
    let connection = try SQLiteConnection(
      path: path, name: "test", access: .reading, patience: 0)
    #expect(try connection.integer("SELECT count(*) FROM migration") == Int64(names.count))
  }

  @Test func refusesAnotherProgramsDatabase() throws {
    try makeFolder()
    try Data().write(to: URL(fileURLWithPath: path))
    try change("CREATE TABLE bookmark (url TEXT)")
    #expect(try refusal().kind == .damaged)
    #expect(try refusal(.reading).kind == .damaged)
  }

  @Test func refusesWhatIsNoDatabase() throws {
    try makeFolder()
    let text = Data(String(repeating: "no database at all\n", count: 500).utf8)
    try text.write(to: URL(fileURLWithPath: path))
    #expect(try refusal().kind == .damaged)
    #expect(try refusal(.reading).kind == .damaged)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
  }

  @Test func saysSoWhereThePagesAreDamaged() throws {
    do {
      let store = try open()
      try ScanOfTest(store).commit(firm: (0..<2_000).map { LoggedError("error \($0)") })
    }
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    let size = try file.seekToEnd()
    try file.seek(toOffset: 8_192)
    try file.write(contentsOf: Data(repeating: 0xA5, count: Int(size) - 8_192))
    try file.close()
    let error = #expect(throws: StoreError.self) {
      let store = try open()
      _ = try store.patterns(PatternQuery())
      _ = try store.totals()
    }
    #expect(error?.kind == .damaged)
    #expect(error?.remedy.contains("move it away") == true)
  }

  @Test(arguments: PatternQuery.Order.allCases)
  func findsTheFirstWithoutSortingAll(_ order: PatternQuery.Order) throws {
    guard order != .firstSeen else { return }
    _ = try open()
    let connection = try SQLiteConnection(
      path: path, name: "test", access: .reading, patience: 0)
    let column = order == .occurrences ? "occurrences" : "last_seen"
    let rows = try connection.statement(
      "EXPLAIN QUERY PLAN SELECT id FROM pattern ORDER BY \(column) DESC, fingerprint LIMIT 10")
    var plan = ""
    while try rows.step() { plan += rows.text(3) + "\n" }
    #expect(plan.contains("USING COVERING INDEX pattern_by_") || plan.contains("USING INDEX"))
  }

  /// Of 100,000 sessions, all ingested, nothing is sorted.
  @Test(arguments: [
    ("ingested IS NOT NULL", "session_ingested"),
    ("ended IS NOT NULL AND ingested IS NULL", "session_waiting"),
  ])
  func findsSessionsInTheirOrder(_ condition: String, _ index: String) throws {
    _ = try open()
    let connection = try SQLiteConnection(path: path, name: "t", access: .reading, patience: 0)
    let plan = try plan(of: SQLiteStore.sessionQuery(condition), connection)
    #expect(plan.contains("session USING INDEX \(index)") && !plan.contains("B-TREE"))
  }

  @Test(arguments: [
    (SQLiteStore.readFilesQuery(isGone: false), "document_in_place"),
    (SQLiteStore.readFilesQuery(isGone: true), "document_gone"),
    (SQLiteStore.differencesQuery("gone IS NULL"), "document_in_place"),
    (SQLiteStore.differencesQuery("gone IS NOT NULL"), "document_gone"),
  ])
  func findsDocumentsInTheirOrder(_ query: String, _ index: String) throws {
    _ = try open()
    let connection = try SQLiteConnection(path: path, name: "t", access: .reading, patience: 0)
    let plan = try plan(of: query, connection)
    #expect(plan.contains("document USING INDEX \(index)") && !plan.contains("B-TREE"))
  }

  private func plan(of query: String, _ connection: SQLiteConnection) throws -> String {
    let rows = try connection.statement("EXPLAIN QUERY PLAN " + query)
    var plan = ""
    while try rows.step() { plan += rows.text(3) + "\n" }
    return plan
  }

  @Test func countsTheChangesThatAnOlderStoreHasSeen() throws {
    try makeFolder()
    try Data().write(to: URL(fileURLWithPath: path))
    let columns = """
      project, source, path, generation, reading, edited, read_to, sha256, head_length, head,
      tail_length, tail, resume_offset, resume_line, time, complete, rules, hash_state, memory
      """
    func document(_ project: Int, _ path: String, _ generation: Int) -> String {
      """
      INSERT INTO document (\(columns)) VALUES (\(project), 'logs', '\(path)', \(generation), 1, 0, 0,
        '', 0, x'', 0, x'', 0, 1, 0, 0, '', x'', x'');
      """
    }
    try change(
      """
      PRAGMA application_id = \(SQLiteSchema.applicationID);
      CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
      \(SQLiteSchema.migrations[0].script)
      INSERT INTO migration VALUES (1, '\(SQLiteSchema.migrations[0].name)');
      INSERT INTO project (name) VALUES ('acme/web'), ('acme/other'), ('acme/empty');
      \(document(1, "a", 3)) \(document(1, "b", 4)) \(document(2, "a", 5))
      PRAGMA user_version = 1;
      """)
    let store = try open()
    let changes = try ["acme/web", "acme/other", "acme/empty"].map {
      try store.changes(project: $0)
    }
    #expect(changes == [7, 5, 0])
  }
}
