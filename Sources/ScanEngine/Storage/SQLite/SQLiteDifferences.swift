extension SQLiteStore {
  package func differences(
    project: String, source: String, files: [DiscoveredFile], rules: String
  ) throws(StoreError) -> DocumentDifferences {
    try use { (opened) throws(StoreError) in
      var differences = DocumentDifferences(files: files.count)
      var next = 0
      // Both come in the order of the paths' bytes.
      let inPlace = try rows("gone IS NULL", project, source, rules, opened)
      while try inPlace.step() {
        if inPlace.flag(8) { differences.withOldRules += 1 }
        let path = inPlace.bytes(1)
        var order = 1
        while next < files.count {
          order = ByteOrder.compare(path, files[next].portablePath)
          guard order > 0 else { break }
          next += 1
        }
        let id = DocumentID(inPlace.int64(0))
        if next == files.count || order != 0 {
          differences.withoutFile.append(id)
          let absent = try absent(id, isGone: false, opened)
          if let absent { differences.absent.append(absent) }
        } else {
          try add(inPlace, of: files[next], at: next, to: &differences, opened)
        }
      }
      try addGone(project, source, rules, to: &differences, opened)
      return differences
    }
  }

  package func differences(
    project: String, source: String, files: [DiscoveredFile], besides others: OtherDocuments,
    rules: String
  ) throws(StoreError) -> DocumentDifferences? {
    try use { (opened) throws(StoreError) in
      var differences = DocumentDifferences(files: files.count)
      differences.withOldRules = others.withOldRules
      var left = Set(others.documents)
      for (place, file) in files.enumerated() {
        let row = try opened.connection.statement(
          Self.differencesQuery("gone IS NULL AND path = ?4"), .text(project), .text(source),
          .text(rules), .text(file.portablePath))
        guard try row.step() else { continue }
        defer { row.reset() }
        guard left.remove(DocumentID(row.int64(0))) != nil else { return nil }
        try add(row, of: file, at: place, to: &differences, opened)
      }
      for id in others.documents where left.contains(id) {
        differences.withoutFile.append(id)
        let absent = try absent(id, isGone: false, opened)
        if let absent { differences.absent.append(absent) }
      }
      try addGone(project, source, rules, to: &differences, opened)
      return differences
    }
  }

  /// - `row`: The document in its place at the file's path.
  private func add(
    _ row: SQLiteStatement, of file: DiscoveredFile, at place: Int,
    to differences: inout DocumentDifferences, _ opened: Opened
  ) throws(StoreError) {
    let id = row.int64(0)
    differences.inPlace[place] = DocumentID(id)
    if Self.isUnchanged(file.status, row) {
      differences.isUnchanged[place] = true
    } else if let document = try document(id, opened) {
      differences.documents.append(document)
    }
  }

  private func addGone(
    _ project: String, _ source: String, _ rules: String,
    to differences: inout DocumentDifferences, _ opened: Opened
  ) throws(StoreError) {
    let gone = try rows("gone IS NOT NULL", project, source, rules, opened)
    while try gone.step() {
      if gone.flag(8) { differences.goneWithOldRules += 1 }
      let absent = try absent(DocumentID(gone.int64(0)), isGone: true, opened)
      if let absent { differences.absent.append(absent) }
    }
    differences.withOldRules += differences.goneWithOldRules
  }

  package func inPlace(
    project: String, source: String, paths: [String]
  ) throws(StoreError) -> [DocumentID?] {
    try use { (opened) throws(StoreError) in
      var ids: [DocumentID?] = []
      for path in paths {
        let id = try opened.connection.integer(
          """
          SELECT id FROM document
          WHERE project = (SELECT id FROM project WHERE name = ?) AND source = ? AND path = ?
            AND gone IS NULL
          """, .text(project), .text(source), .text(path))
        ids.append(id.map { DocumentID($0) })
      }
      return ids
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
    _ condition: String, _ project: String, _ source: String, _ rules: String, _ opened: Opened
  ) throws(StoreError) -> SQLiteStatement {
    try opened.connection.statement(
      Self.differencesQuery(condition), .text(project), .text(source), .text(rules))
  }

  /// What tells whether a document has changed, and no more: there may be 100,000.
  ///
  /// Each condition is that of an index, which has them in this order.
  static func differencesQuery(_ condition: String) -> String {
    """
    SELECT id, path, complete, size, modified, changed, inode, device, rules <> ?3 AND read_to > 0
    FROM document
    WHERE project = (SELECT id FROM project WHERE name = ?1) AND source = ?2 AND \(condition)
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

  /// nil for a document of which nothing was read.
  private func absent(
    _ id: DocumentID, isGone: Bool, _ opened: Opened
  ) throws(StoreError) -> AbsentDocument? {
    let row = try opened.connection.statement(
      "SELECT read_to, head_length, head FROM document WHERE id = ? AND read_to > 0",
      SQLiteValue(id.number))
    guard try row.step() else { return nil }
    defer { row.reset() }
    let head = row.withBlob(2) { HeadDigest(length: row.integer(1), digest: $0) }
    return AbsentDocument(
      id: id, readTo: Self.offset(row.int64(0)), head: head, isGone: isGone)
  }

  private static func isUnchanged(_ status: FileStatus, _ row: SQLiteStatement) -> Bool {
    row.int64(5) == status.changed && row.int64(4) == status.modified
      && row.int64(3) == status.size && !row.isNull(3) && row.flag(2)
      && UInt64(bitPattern: row.int64(6)) == status.inode
      && UInt64(bitPattern: row.int64(7)) == status.device
  }
}
