extension SQLiteStore {
  /// Stands between labels; GitHub allows no control characters in them.
  private static let separator = "\u{1F}"

  package func fetch(_ key: FetchKey) throws(StoreError) -> FetchState? {
    try use { (opened) throws(StoreError) in
      let row = try opened.connection.statement(
        """
        SELECT watermark, cursor FROM fetch
        WHERE project = (SELECT id FROM project WHERE name = ?) AND repository = ? AND labels = ?
        """, .text(key.project), .text(key.repository), .text(Self.text(key.labels)))
      guard try row.step() else { return nil }
      defer { row.reset() }
      return FetchState(watermark: row.optionalText(0), cursor: row.blob(1))
    }
  }

  package func fetches(project: String) throws(StoreError) -> [FetchKey: FetchState] {
    try use { (opened) throws(StoreError) in
      let rows = try opened.connection.statement(
        """
        SELECT repository, labels, watermark, cursor FROM fetch
        WHERE project = (SELECT id FROM project WHERE name = ?)
        """, .text(project))
      var states: [FetchKey: FetchState] = [:]
      while try rows.step() {
        let labels = rows.text(1).split(separator: Self.separator).map(String.init)
        let key = FetchKey(project: project, repository: rows.text(0), labels: labels)
        states[key] = FetchState(watermark: rows.optionalText(2), cursor: rows.blob(3))
      }
      return states
    }
  }

  package func setFetch(_ state: FetchState, for key: FetchKey) throws(StoreError) {
    try use { (opened) throws(StoreError) in
      let connection = opened.connection
      try connection.write { () throws(StoreError) in
        try connection.run(
          "INSERT OR REPLACE INTO fetch VALUES (?, ?, ?, ?, ?)",
          SQLiteValue(try SQLiteProjects.row(of: key.project, in: connection)),
          .text(key.repository), .text(Self.text(key.labels)), SQLiteValue(state.watermark),
          .blob(state.cursor))
      }
    }
  }

  private static func text(_ labels: [String]) -> String { labels.joined(separator: separator) }
}
