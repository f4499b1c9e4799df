import Foundation
import Testing

@testable import ScanEngine

/// scan_state.json is changed entry by entry, and holds what writing all of it anew would give.
struct StateUpdateTests {
  @Test func agreesWithAModelThatHoldsAllInMemory() throws {
    for seed in 0..<Torture.seeds(25) {
      var project = try StateProject(seed: seed)
      for step in 0..<12 {
        for _ in 0..<Int.random(in: 0...4, using: &project.numbers) { try project.change() }
        let edit = try project.editByHand()
        let expected = try project.expected()
        try project.updateWithWhatIsKnown()
        let found = try project.text()
        try #require(found == expected, "seed \(seed), step \(step), \(edit)")
        #expect(try project.names() == ["scan_state.json"])
      }
      #expect(project.changedInPlaces > 0, "seed \(seed)")
    }
  }

  @Test func leavesTheFileAloneWhereNothingHasChanged() throws {
    var project = try StateProject(seed: 1)
    for _ in 0..<8 { try project.change() }
    try project.update()
    let inode = FileStatus(path: project.file.path)?.inode
    #expect(try project.update(hasChanged: false).isEmpty)
    #expect(FileStatus(path: project.file.path)?.inode == inode)
  }

  /// A scan that was killed has committed, or marked a session, and not written the state.
  @Test(arguments: [true, false])
  func catchesUpWithTheStore(inSessions: Bool) throws {
    var project = try StateProject(seed: 2)
    for _ in 0..<8 { try project.change() }
    try project.update()
    if inSessions {
      try project.store.markIngested(["late"], project: "p", at: StateProject.now)
    } else {
      try project.commit("late.log", source: "logs")
    }
    try project.update(hasChanged: false)
    #expect(try project.text().contains("\"late"))
  }

  @Test func writesNoFileForAProjectInWhichNothingWasFound() throws {
    let project = try StateProject(seed: 3)
    try project.update(hasChanged: false)
    #expect(!project.file.exists)
  }

  @Test func keepsTheOldFileWhereItIsChangedMeanwhile() throws {
    var project = try StateProject(seed: 4)
    for _ in 0..<8 { try project.change() }
    try project.update()
    let text = try project.text()
    guard case .own(let old) = project.file.open(damaged: .leave).content else {
      Issue.record("not its own")
      return
    }
    // In place, as no scanctl does it.
    let handle = try FileHandle(forWritingTo: URL(filePath: project.file.path))
    try handle.truncate(atOffset: UInt64(text.utf8.count / 2))
    try handle.close()
    var merge = StateMerge(old.entries(of: .consumed))
    merge.passAllEntries { _ in }
    #expect(throws: SystemError.self) { try merge.checkEnd() }
  }
}

/// A project whose store and state are changed at random.
private struct StateProject {
  static let now = Timestamp(milliseconds: 1_768_651_200_000)
  static let sources = ["logs", "notes"]
  private static let names = [
    "a.log", "a b.log", "a\"b\\.log", "ä.log", "日本.log", "b/c.log", "b.log", "c", "late.log", "~",
  ]

  let folder: TemporaryFolder
  let store: SQLiteStore
  let file: ScanStateFile
  var numbers: SplitMix
  /// What the last update has left, and what has changed since.
  private var known: KnownState?
  private var changes = DocumentChanges()
  private var sessions: [String] = []
  /// How often the state was changed in places.
  private(set) var changedInPlaces = 0

  init(seed: Int) throws {
    folder = try TemporaryFolder()
    store = try SQLiteStore(path: folder.path + "/none.sqlite", access: .reading)
    file = ScanStateFile(root: folder.path)
    numbers = SplitMix(state: UInt64(seed))
  }

  private var manifestSources: [SourceDeclaration] {
    let position = SourcePosition(file: "scanners.yaml", line: 1, column: 1)
    return Self.sources.map {
      SourceDeclaration(
        name: Located($0, at: position), parser: .transcript, recommendation: "r")
    }
  }

  @discardableResult
  func update(hasChanged: Bool = true) throws -> [Warning] {
    let update = StateUpdate(store: store, project: "p", file: file, now: Self.now)
    return try update.run(sources: manifestSources, hasChanged: hasChanged).warnings
  }

  mutating func updateWithWhatIsKnown() throws {
    var update = StateUpdate(store: store, project: "p", file: file, now: Self.now)
    (update.known, update.changes, update.sessions) = (known, changes, sessions)
    if known?.text(file) != nil, changes.documents != nil,
      try store.changes(project: "p") == (known?.changes ?? 0) + changes.count
    {
      changedInPlaces += 1
    }
    known = try update.run(sources: manifestSources, hasChanged: true).state
    #expect(known != nil)
    (changes, sessions) = (DocumentChanges(), [])
  }

  func text() throws -> String { String(decoding: try file.bytes(), as: UTF8.self) }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: file.folder).filter {
      !$0.contains("damaged")
    }
  }

  // MARK: Changes

  mutating func change() throws {
    let name = Self.names.randomElement(using: &numbers) ?? ""
    // One whose documents aren't in the state, too.
    let source = (Self.sources + ["other"]).randomElement(using: &numbers) ?? ""
    let known = try store.document(project: "p", source: source, path: name)
    switch Int.random(in: 0..<8, using: &numbers) {
    case 0...3: try commit(name, source: source)
    case 4: try move(known, .gone(since: Self.now))
    case 5:
      let target = Self.names.randomElement(using: &numbers) ?? ""
      if try store.document(project: "p", source: source, path: target) == nil {
        try move(known, .at(target))
      }
    case 6:
      let late = Timestamp(milliseconds: Self.now.milliseconds + 1)
      try store.forgetGone(project: "p", source: source, before: late)
    default:
      try store.markIngested([name], project: "p", at: Self.now)
      changes.addSessions()
      if !sessions.contains(name) { sessions.append(name) }
    }
  }

  private func move(_ document: StoredDocument?, _ place: DocumentMove.Place) throws {
    guard let document, document.goneSince == nil else { return }
    changes.addMoves()
    try store.relocate([
      DocumentMove(document: document.id, generation: document.generation, place: place)
    ])
  }

  func commit(_ path: String, source: String) throws {
    let scan = ScanOfTest(store)
    try scan.commit(path, source: source, project: "p") { batch in
      let changes = (try? store.changes(project: "p")) ?? 0
      batch.reading.sha256 = SHA256.hex(SHA256.digest(of: Array("\(path)\(changes)".utf8)))
      batch.reading.readTo = changes * 1_000
      batch.reading.identity = FileIdentity(
        size: 1, modified: 2, changed: 3, inode: 4, device: 5)
    }
    if let document = try store.document(project: "p", source: source, path: path) {
      changes.add(document.id)
    }
  }

  /// Changes the file as somebody else may, or not; says how.
  mutating func editByHand() throws -> String {
    guard file.exists else { return "no file" }
    var state = try file.load(damaged: .leave).state
    let edit = Int.random(in: 0..<10, using: &numbers)
    switch edit {
    case 0: try FileManager.default.removeItem(atPath: file.path)
    case 1: try Data("{".utf8).write(to: URL(filePath: file.path))
    case 2:
      // As another tool writes JSON.
      let object = try JSONSerialization.jsonObject(with: Data(file.bytes()))
      try JSONSerialization.data(withJSONObject: object).write(to: URL(filePath: file.path))
    case 3:
      state.fileHashes["theirs.log"] = "0123456789abcdef"
      state.fileHashes["a.log"] = nil
      state.fileHashes["b.log"] = "wrong"
      try file.save(state)
    case 4:
      state.unknown["theirs"] = Array("{\"x\": [1,\n 2]}".utf8)
      state.ingestedSessions.insert("theirs")
      state.consumed["theirs.log"] = 5
      try file.save(state)
    case 5:
      let edited = try text().replacing("\n  \"version\"", with: "\n\n  \"version\"")
      try edited.write(toFile: file.path, atomically: true, encoding: .utf8)
    default: break
    }
    return "edit \(edit)"
  }

  // MARK: The model

  func expected() throws -> String {
    var state = try file.load(damaged: .leave).state
    let documents = try store.documents(project: "p", source: nil)
    for document in documents where document.goneSince != nil {
      guard try isOfManifest(document) else { continue }
      state.fileHashes[document.path] = nil
      state.consumed[document.path] = nil
    }
    for source in Self.sources {
      for document in try store.documents(project: "p", source: source)
      where document.goneSince == nil {
        state.fileHashes[document.path] = document.sha256
        state.consumed[document.path] = document.readTo
      }
    }
    let ingested = try store.sessions(project: "p").filter { $0.ingested != nil }.map(\.id)
    state.ingestedSessions.formUnion(ingested)
    let changes = try store.changes(project: "p")
    state.changes = changes == 0 ? nil : changes
    state.lastScan = Self.now
    return String(decoding: ScanStateWriter.json(state), as: UTF8.self)
  }

  private func isOfManifest(_ document: StoredDocument) throws -> Bool {
    try Self.sources.contains { source in
      try store.documents(project: "p", source: source).contains { $0.id == document.id }
    }
  }
}
