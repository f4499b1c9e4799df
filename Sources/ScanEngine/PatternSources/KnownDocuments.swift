/// Tells which of the documents that are known a file is, by the bytes that were read of it.
///
/// A file that still begins with what was read at its own path is that document; else it is the
/// gone document with the longest match; else it is new. A document is gone when its path no longer
/// holds its bytes.
struct KnownDocuments {
  /// A file to be looked at, with the document that it is.
  struct Assignment {
    let file: DiscoveredFile
    /// nil for a new document; only its id, for there may be a million files.
    let document: DocumentID?
  }

  /// Small files are looked at before it is asked whether there is time left.
  private static let filesBetweenQuestions = 64

  private let inPlace: [String: StoredDocument]
  private let gone: [StoredDocument]
  private let discovery: Discovery

  /// - `documents`: Those of a source but for what hasn't changed, which nothing else can be.
  init(_ documents: [StoredDocument], discovery: Discovery) {
    inPlace = Dictionary(
      documents.filter { $0.goneSince == nil }.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    gone = documents.filter { $0.goneSince != nil }
    self.discovery = discovery
  }

  func document(at path: String) -> StoredDocument? { inPlace[path] }

  /// What came of assigning files to documents.
  struct Assignments {
    /// In the files' order.
    var known: [Assignment] = []
    /// Where documents are that have moved or gone.
    var moves: [DocumentMove] = []
    /// Those of which the time was too short to tell: reading them might count twice.
    var undecided: [DiscoveredFile] = []
  }

  /// Assigns files that have changed or are new to documents.
  func assign(_ files: [DiscoveredFile], now: Timestamp, within time: PrefixTime) -> Assignments {
    var assigned: [String: StoredDocument] = [:]
    do throws(PrefixTime.IsOver) {
      return try assign(files, now: now, within: time, &assigned)
    } catch {
      var result = Assignments()
      for file in files {
        if let document = assigned[file.portablePath] {
          result.known.append(Assignment(file: file, document: document.id))
        } else {
          result.undecided.append(file)
        }
      }
      return result
    }
  }

  /// - `assigned`: Those that are known to be in their place, also where the time is over.
  private func assign(
    _ files: [DiscoveredFile], now: Timestamp, within time: PrefixTime,
    _ inTheirPlace: inout [String: StoredDocument]
  ) throws(PrefixTime.IsOver) -> Assignments {
    var assigned: [String: StoredDocument] = [:]
    var displaced: [StoredDocument] = []
    var strangers: [(file: DiscoveredFile, bytes: PrefixReader)] = []
    // Where nothing has gone, a file at a new path is new: it needn't be opened to tell.
    let mayHaveMoved =
      gone.contains { $0.readTo > 0 } || inPlace.values.contains { $0.readTo > 0 }
    for (index, file) in files.enumerated() where mayHaveMoved || inPlace[file.portablePath] != nil
    {
      if index % Self.filesBetweenQuestions == Self.filesBetweenQuestions - 1, time.isOver() {
        throw PrefixTime.IsOver()
      }
      guard let bytes = PrefixReader(file) else { continue }
      if let document = inPlace[file.portablePath] {
        if document.updates == .edited {
          assigned[file.portablePath] = document
        } else if try bytes.continues(document, within: time) {
          assigned[file.portablePath] = document
        }
        if assigned[file.portablePath] != nil {
          inTheirPlace[file.portablePath] = document
          continue
        }
        displaced.append(document)
      }
      strangers.append((file, bytes))
    }
    var moves: [DocumentMove] = []
    let missing = try missing(for: strangers, time)
    try match(strangers, with: gone + displaced + missing, time, &assigned, &moves)
    let found = Set(assigned.values.map(\.id))
    for document in displaced where !found.contains(document.id) {
      moves.append(
        DocumentMove(
          document: document.id, generation: document.generation, place: .gone(since: now)))
    }
    return Assignments(
      known: files.map { Assignment(file: $0, document: assigned[$0.portablePath]?.id) },
      moves: moves)
  }

  /// Documents whose path no longer holds their bytes; only those that a stranger may continue.
  private func missing(
    for strangers: [(file: DiscoveredFile, bytes: PrefixReader)], _ time: PrefixTime
  ) throws(PrefixTime.IsOver) -> [StoredDocument] {
    guard !strangers.isEmpty else { return [] }
    let changed = Set(strangers.map(\.file.portablePath))
    var missing: [StoredDocument] = []
    for document in inPlace.values where !changed.contains(document.path) && document.readTo > 0 {
      guard strangers.contains(where: { $0.bytes.begins(with: document) }) else { continue }
      if try !holds(document, time) { missing.append(document) }
    }
    return missing
  }

  private func holds(
    _ document: StoredDocument, _ time: PrefixTime
  ) throws(PrefixTime.IsOver) -> Bool {
    for base in discovery.bases(ofPortablePath: document.path) {
      guard let reader = try? DocumentReader(portablePath: document.path, in: base) else {
        continue
      }
      if FileIdentity(reader.status) == document.identity { return true }
      if try PrefixReader.continues(reader, document, within: time) { return true }
    }
    return false
  }

  /// Gives each stranger the longest of the gone documents that it continues, each document once.
  private func match(
    _ strangers: [(file: DiscoveredFile, bytes: PrefixReader)], with candidates: [StoredDocument],
    _ time: PrefixTime, _ assigned: inout [String: StoredDocument], _ moves: inout [DocumentMove]
  ) throws(PrefixTime.IsOver) {
    var pairs: [(file: DiscoveredFile, bytes: PrefixReader, document: StoredDocument)] = []
    for (file, bytes) in strangers {
      for document in candidates where document.readTo > 0 && bytes.begins(with: document) {
        pairs.append((file, bytes, document))
      }
    }
    pairs.sort {
      ($1.document.readTo, $0.file.portablePath, $0.document.id.number)
        < ($0.document.readTo, $1.file.portablePath, $1.document.id.number)
    }
    var used: Set<DocumentID> = []
    for (file, bytes, document) in pairs
    where !used.contains(document.id) && assigned[file.portablePath] == nil {
      guard try bytes.continues(document, within: time) else { continue }
      used.insert(document.id)
      assigned[file.portablePath] = document
      moves.append(
        DocumentMove(
          document: document.id, generation: document.generation, place: .at(file.portablePath)))
    }
  }
}

extension FileIdentity {
  init(_ status: FileStatus) {
    self.init(
      size: status.size, modified: status.modified, changed: status.changed, inode: status.inode,
      device: status.device)
  }
}
