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
        while next < files.count, Self.order(of: files[next], inPlace) < 0 { next += 1 }
        if next < files.count, Self.isUnchanged(files[next], inPlace) {
          differences.isUnchanged[next] = true
        } else {
          differences.documents.append(Self.document(inPlace))
        }
      }
      let gone = try rows("gone IS NOT NULL", project, source, opened)
      while try gone.step() {
        if Self.hasOtherRules(gone, than: rules) { differences.withOldRules += 1 }
        differences.documents.append(Self.document(gone))
      }
      return differences
    }
  }

  package func readFiles(
    project: String, sources: [String], each: (ReadFile) -> Void
  ) throws(StoreError) {
    try use { (opened) throws(StoreError) in
      for isGone in [true, false] {
        for source in sources {
          let rows = try opened.connection.statement(
            """
            SELECT path, sha256, read_to FROM document
            WHERE project = (SELECT id FROM project WHERE name = ?) AND source = ?
              AND gone IS \(isGone ? "NOT NULL" : "NULL") AND NOT forgotten
              AND (size IS NOT NULL OR gone IS NOT NULL)
            """, .text(project), .text(source))
          while try rows.step() {
            each(
              ReadFile(
                path: rows.text(0), sha256: rows.text(1), readTo: Self.offset(rows.int64(2)),
                isGone: isGone))
          }
        }
      }
    }
  }

  /// Each condition is that of an index, which has them in this order.
  private func rows(
    _ condition: String, _ project: String, _ source: String, _ opened: Opened
  ) throws(StoreError) -> SQLiteStatement {
    try opened.connection.statement(
      """
      SELECT \(Self.columns) FROM document
      WHERE project = (SELECT id FROM project WHERE name = ?) AND source = ? AND \(condition)
        AND NOT forgotten
      ORDER BY path, document.id
      """, .text(project), .text(source))
  }

  private static func hasOtherRules(_ row: SQLiteStatement, than rules: String) -> Bool {
    row.int64(11) > 0 && row.compare(19, with: rules) != 0
  }

  private static func order(of file: SeenFile, _ row: SQLiteStatement) -> Int {
    -row.compare(1, with: file.path)
  }

  private static func isUnchanged(_ file: SeenFile, _ row: SQLiteStatement) -> Bool {
    guard row.flag(18), row.compare(1, with: file.path) == 0 else { return false }
    let identity = file.identity
    return !row.isNull(6) && row.int64(6) == identity.size && row.int64(7) == identity.modified
      && row.int64(8) == identity.changed
      && UInt64(bitPattern: row.int64(9)) == identity.inode
      && UInt64(bitPattern: row.int64(10)) == identity.device
  }
}
