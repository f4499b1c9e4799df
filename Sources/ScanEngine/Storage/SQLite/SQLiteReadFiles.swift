extension SQLiteStore {
  package func readFiles(
    project: String, sources: [String], each: (ReadFile) -> Void
  ) throws(StoreError) {
    let queries = sources.flatMap { source in
      [true, false].map { isGone in
        (Self.readFilesQuery(isGone: isGone), [SQLiteValue.text(project), .text(source)])
      }
    }
    try use { (opened) throws(StoreError) in
      try opened.connection.withStatements(queries) { (statements) throws(StoreError) in
        try opened.connection.read { () throws(StoreError) in
          var files = try SQLiteReadFiles(statements)
          try files.run(each)
        }
      }
    }
  }

  package func readFiles(
    project: String, sources: [String], paths: [String], each: (ReadFile) -> Void
  ) throws(StoreError) {
    try use { (opened) throws(StoreError) in
      for path in paths {
        // What is in place counts more than what is gone, and later sources more than earlier ones.
        for isGone in [false, true] {
          let query = Self.readFilesQuery(isGone: isGone, "AND path = ?")
          var isFound = false
          for source in sources.reversed() where !isFound {
            isFound = try Self.readFile(
              opened.connection.statement(query, .text(project), .text(source), .text(path)), each)
          }
          if isFound { break }
        }
      }
    }
  }

  /// Tells the first row, if there is any.
  private static func readFile(
    _ rows: SQLiteStatement, _ each: (ReadFile) -> Void
  ) throws(StoreError) -> Bool {
    guard try rows.step() else { return false }
    if let file = readFile(rows) { each(file) }
    rows.reset()
    return true
  }

  /// nil for a row that somebody else has written.
  fileprivate static func readFile(_ row: SQLiteStatement) -> ReadFile? {
    guard let path = row.textBytes(0), let hash = row.textBytes(1) else { return nil }
    return ReadFile(
      path: path, sha256: hash, readTo: offset(row.int64(2)), isGone: row.flag(3))
  }

  /// Each condition is that of an index, which has the paths in this order.
  ///
  /// What is in place is never forgotten, and is no file where it has no size.
  static func readFilesQuery(isGone: Bool, _ condition: String = "") -> String {
    """
    SELECT path, sha256, read_to, \(isGone) FROM document
    WHERE project = (SELECT id FROM project WHERE name = ?) AND source = ?
      AND \(isGone ? "gone IS NOT NULL AND NOT forgotten" : "gone IS NULL AND size IS NOT NULL")
      \(condition)
    ORDER BY path
    """
  }
}

/// Merges the documents of several sources, each in the order of its paths.
private struct SQLiteReadFiles {
  /// Those that are at a row; later ones count more where they are in place.
  private var rows: [SQLiteStatement] = []
  /// Which of ``rows`` have the least path.
  private var least: [Int] = []

  init(_ statements: [SQLiteStatement]) throws(StoreError) {
    for statement in statements where try statement.step() { rows.append(statement) }
  }

  mutating func run(_ each: (ReadFile) -> Void) throws(StoreError) {
    while !rows.isEmpty {
      findLeast()
      let chosen = rows[least.last { !rows[$0].flag(3) } ?? least[0]]
      if let file = SQLiteStore.readFile(chosen) { each(file) }
      // From the last on, so that what goes doesn't change the numbers of those that come.
      for index in least.reversed() where try !rows[index].step() { rows.remove(at: index) }
    }
  }

  private mutating func findLeast() {
    least.removeAll(keepingCapacity: true)
    least.append(0)
    for index in rows.indices.dropFirst() {
      let order = rows[index].compare(0, with: rows[least[0]])
      if order < 0 { least.removeAll(keepingCapacity: true) }
      if order <= 0 { least.append(index) }
    }
  }
}
