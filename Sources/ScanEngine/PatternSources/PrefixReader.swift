/// Compares a file's first bytes with what was read of documents.
struct PrefixReader {
  private let file: DiscoveredFile
  /// Its first bytes, as many as a head may have.
  let head: [UInt8]

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
  func continues(
    _ document: StoredDocument, within time: PrefixTime
  ) throws(PrefixTime.IsOver) -> Bool {
    guard begins(with: document), let reader = try? DocumentReader(file) else { return false }
    return try Self.continues(reader, document, within: time)
  }

  /// Whether the file begins with all the bytes that were read of the document.
  ///
  /// Of a long file that is still the same inode only head and end are compared: an edit in between
  /// keeps both only where somebody means to deceive.
  static func continues(
    _ reader: borrowing DocumentReader, _ document: StoredDocument, within time: PrefixTime
  ) throws(PrefixTime.IsOver) -> Bool {
    let status = reader.status
    guard status.size >= document.readTo else { return false }
    let isSameFile =
      document.identity?.inode == status.inode && document.identity?.device == status.device
    if isSameFile, document.readTo > cheapLength {
      return holds(reader, document.head, at: 0)
        && holds(reader, document.tail, at: document.readTo - Int64(document.tail.length))
    }
    return try PrefixDigest(reader, length: document.readTo, time).value == document.sha256
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
}
