extension SQLiteStore {
  package func differences(
    project: String, source: String, files: [SeenFile], rules: String
  ) throws(StoreError) -> DocumentDifferences {
    try use { (opened) throws(StoreError) in
      var differences = DocumentDifferences(files: files.count)
      var next = 0
      // Both come in the order of the paths' bytes.
      let inPlace = try rows("gone IS NULL", project, source, opened)
      while try inPlace.step() {
        if Self.hasOtherRules(inPlace, than: rules) { differences.withOldRules += 1 }
        let path = inPlace.bytes(1)
        var order = 1
        while next < files.count {
          order = ByteOrder.compare(path, files[next].path)
          guard order > 0 else { break }
          next += 1
        }
        if next == files.count || order != 0 {
          if let absent = Self.absent(inPlace, isGone: false) { differences.absent.append(absent) }
        } else if Self.isUnchanged(files[next], inPlace) {
          differences.isUnchanged[next] = true
        } else if let document = try document(inPlace.int64(0), opened) {
          differences.documents.append(document)
        }
      }
      let gone = try rows("gone IS NOT NULL", project, source, opened)
      while try gone.step() {
        if Self.hasOtherRules(gone, than: rules) { differences.withOldRules += 1 }
        if let absent = Self.absent(gone, isGone: true) { differences.absent.append(absent) }
      }
      return differences
    }
  }

  package func documents(_ ids: [DocumentID]) throws(StoreError) -> [StoredDocument] {
    try use { (opened) throws(StoreError) in
      var documents: [StoredDocument] = []
      for id in ids {
        if let document = try document(id.number, opened) { documents.append(document) }
      }
      return documents
    }
  }

  private func rows(
    _ condition: String, _ project: String, _ source: String, _ opened: Opened
  ) throws(StoreError) -> SQLiteStatement {
    try opened.connection.statement(
      Self.differencesQuery(condition), .text(project), .text(source))
  }

  /// What tells whether a document has changed, and no more: there may be 100,000.
  ///
  /// Each condition is that of an index, which has them in this order.
  static func differencesQuery(_ condition: String) -> String {
    """
    SELECT id, path, complete, size, modified, changed, inode, device, read_to, rules,
      head_length, head
    FROM document
    WHERE project = (SELECT id FROM project WHERE name = ?) AND source = ? AND \(condition)
      AND NOT forgotten
    ORDER BY path, id
    """
  }

  private func document(_ id: Int64, _ opened: Opened) throws(StoreError) -> StoredDocument? {
    let row = try opened.connection.statement(
      "SELECT \(Self.columns) FROM document WHERE id = ? AND NOT forgotten", SQLiteValue(id))
    guard try row.step() else { return nil }
    defer { row.reset() }
    return Self.document(row)
  }

  private static func absent(_ row: SQLiteStatement, isGone: Bool) -> AbsentDocument? {
    let readTo = offset(row.int64(8))
    guard readTo > 0 else { return nil }
    let head = row.withBlob(11) { HeadDigest(length: row.integer(10), digest: $0) }
    return AbsentDocument(
      id: DocumentID(row.int64(0)), readTo: readTo, head: head, isGone: isGone)
  }

  private static func hasOtherRules(_ row: SQLiteStatement, than rules: String) -> Bool {
    row.int64(8) > 0 && row.compare(9, with: rules) != 0
  }

  private static func isUnchanged(_ file: SeenFile, _ row: SQLiteStatement) -> Bool {
    let identity = file.identity
    return row.flag(2) && !row.isNull(3) && row.int64(3) == identity.size
      && row.int64(4) == identity.modified && row.int64(5) == identity.changed
      && UInt64(bitPattern: row.int64(6)) == identity.inode
      && UInt64(bitPattern: row.int64(7)) == identity.device
  }
}
