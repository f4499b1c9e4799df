/// Tells which of the documents that are known a file is, by the bytes that were read of it.
///
/// A file that still begins with what was read at its own path is that document; else it is the
/// gone document with the longest match; else it is new. A document is gone when its path no longer
/// holds its bytes.
struct KnownDocuments {
  /// A file to be looked at, with the document that it is.
  struct Assignment {
    let file: DiscoveredFile
    /// nil for a new document.
    let document: StoredDocument?
  }

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

  /// Assigns files that have changed or are new to documents, in the files' order.
  ///
  /// - Returns: The assignments, and where documents are that have moved or gone.
  func assign(
    _ files: [DiscoveredFile], now: Timestamp
  ) -> (assignments: [Assignment], moves: [DocumentMove]) {
    var assigned: [String: StoredDocument] = [:]
    var displaced: [StoredDocument] = []
    var strangers: [(file: DiscoveredFile, bytes: PrefixReader)] = []
    for file in files {
      guard let bytes = PrefixReader(file) else { continue }
      if let document = inPlace[file.portablePath] {
        if document.updates == .edited || bytes.continues(document) {
          assigned[file.portablePath] = document
          continue
        }
        displaced.append(document)
      }
      strangers.append((file, bytes))
    }
    var moves: [DocumentMove] = []
    match(strangers, with: gone + displaced + missing(for: strangers), &assigned, &moves)
    let found = Set(assigned.values.map(\.id))
    for document in displaced where !found.contains(document.id) {
      moves.append(
        DocumentMove(
          document: document.id, generation: document.generation, place: .gone(since: now)))
    }
    let assignments = files.map { Assignment(file: $0, document: assigned[$0.portablePath]) }
    return (assignments, moves)
  }

  /// Documents whose path no longer holds their bytes; only those that a stranger may continue.
  private func missing(
    for strangers: [(file: DiscoveredFile, bytes: PrefixReader)]
  ) -> [StoredDocument] {
    guard !strangers.isEmpty else { return [] }
    let changed = Set(strangers.map(\.file.portablePath))
    return inPlace.values.filter { document in
      guard !changed.contains(document.path), document.readTo > 0,
        strangers.contains(where: { $0.bytes.begins(with: document) })
      else { return false }
      return !holds(document)
    }
  }

  private func holds(_ document: StoredDocument) -> Bool {
    discovery.bases(ofPortablePath: document.path).contains { base in
      guard let reader = try? DocumentReader(portablePath: document.path, in: base) else {
        return false
      }
      return FileIdentity(reader.status) == document.identity
        || PrefixReader.continues(reader, document)
    }
  }

  /// Gives each stranger the longest of the gone documents that it continues, each document once.
  private func match(
    _ strangers: [(file: DiscoveredFile, bytes: PrefixReader)], with candidates: [StoredDocument],
    _ assigned: inout [String: StoredDocument], _ moves: inout [DocumentMove]
  ) {
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
      guard bytes.continues(document) else { continue }
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

/// Compares a file's first bytes with what was read of documents.
struct PrefixReader {
  private let file: DiscoveredFile
  private let head: [UInt8]

  /// Up to this length the whole prefix is compared, also where the inode is the same.
  private static let cheapLength: Int64 = 4 * 1_024 * 1_024

  /// Returns nil where the file can't be read, which reading it will report.
  init?(_ file: DiscoveredFile) {
    guard let reader = try? DocumentReader(file),
      let head = Self.bytes(of: reader, at: 0, count: Guard.maximumLength)
    else { return nil }
    self.file = file
    self.head = head
  }

  /// Whether the head of the document is that of the file: cheap, and no proof.
  func begins(with document: StoredDocument) -> Bool {
    document.readTo <= file.status.size && document.head.length <= head.count
      && SHA256.digest(of: Array(head.prefix(document.head.length))) == document.head.digest
  }

  /// Whether the file begins with all the bytes that were read of the document.
  func continues(_ document: StoredDocument) -> Bool {
    guard begins(with: document), let reader = try? DocumentReader(file) else { return false }
    return Self.continues(reader, document)
  }

  /// Whether the file begins with all the bytes that were read of the document.
  ///
  /// Of a long file that is still the same inode only head and end are compared: an edit in between
  /// keeps both only where somebody means to deceive.
  static func continues(_ reader: borrowing DocumentReader, _ document: StoredDocument) -> Bool {
    let status = reader.status
    guard status.size >= document.readTo else { return false }
    let isSameFile =
      document.identity?.inode == status.inode && document.identity?.device == status.device
    if isSameFile, document.readTo > cheapLength {
      return holds(reader, document.head, at: 0)
        && holds(reader, document.tail, at: document.readTo - Int64(document.tail.length))
    }
    return hash(of: reader, length: document.readTo) == document.sha256
  }

  private static func holds(
    _ reader: borrowing DocumentReader, _ expected: Guard, at offset: Int64
  ) -> Bool {
    guard let bytes = bytes(of: reader, at: offset, count: expected.length) else { return false }
    return bytes.count == expected.length && SHA256.digest(of: bytes) == expected.digest
  }

  static func bytes(
    of reader: borrowing DocumentReader, at offset: Int64, count: Int
  ) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    guard let filled = try? bytes.withUnsafeMutableBytes({ try reader.read(into: $0, at: offset) })
    else { return nil }
    return Array(bytes.prefix(filled))
  }

  /// The hash of the first `length` bytes, 64 hex digits; nil where there are fewer.
  private static func hash(of reader: borrowing DocumentReader, length: Int64) -> String? {
    var sha = SHA256()
    var offset: Int64 = 0
    var buffer = [UInt8](repeating: 0, count: 1_024 * 1_024)
    while offset < length {
      let wanted = Int(min(Int64(buffer.count), length - offset))
      let filled = try? buffer.withUnsafeMutableBytes { bytes in
        let part = UnsafeMutableRawBufferPointer(rebasing: bytes[..<wanted])
        let filled = try reader.read(into: part, at: offset)
        sha.update(UnsafeRawBufferPointer(rebasing: part[..<filled]))
        return filled
      }
      guard filled == wanted else { return nil }
      offset += Int64(wanted)
    }
    return sha.hexDigest()
  }
}
