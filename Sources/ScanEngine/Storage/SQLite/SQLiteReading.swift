extension SQLiteStore {
  package func patterns(
    _ query: PatternQuery, body: (StoredPattern) -> Bool
  ) throws(StoreError) {
    try use { (opened) throws(StoreError) in
      let connection = opened.connection
      try connection.read { () throws(StoreError) in
        let selection = Self.selection(query, index: try Self.index(for: query, connection))
        let rows = try connection.statement(selection.text, values: selection.values)
        defer { rows.reset() }
        while try rows.step() {
          guard let pattern = try Self.pattern(row: rows.int64(0), connection) else { continue }
          guard body(pattern) else { return }
        }
      }
    }
  }

  /// The rows of the query's patterns in order.
  ///
  /// Their columns come from a second statement, so that only those are counted up which are asked
  /// for.
  private static func selection(
    _ query: PatternQuery, index: String
  ) -> (text: String, values: [SQLiteValue]) {
    var conditions: [String] = []
    var values: [SQLiteValue] = []
    if let since = query.since {
      conditions.append("last_seen >= ?")
      values.append(SQLiteValue(since))
    }
    var places: [String] = []
    var placeValues: [SQLiteValue] = []
    if let source = query.source {
      places.append("d.source = ?")
      placeValues.append(.text(source))
    }
    if let session = query.session {
      places.append("c.session IN (SELECT id FROM session WHERE name = ?)")
      placeValues.append(.text(session))
    }
    if let project = query.project {
      places.append("d.project = (SELECT id FROM project WHERE name = ?)")
      placeValues.append(.text(project))
    }
    if !places.isEmpty {
      if let since = query.since {
        places.append("c.last_seen >= ?")
        placeValues.append(SQLiteValue(since))
      }
      conditions.append(
        """
        EXISTS (SELECT 1 FROM contribution c JOIN document d ON d.id = c.document
          WHERE c.pattern = pattern.id AND \(places.joined(separator: " AND ")))
        """)
      values += placeValues
    }
    var text = "SELECT id FROM pattern \(index)"
    if !conditions.isEmpty { text += " WHERE " + conditions.joined(separator: " AND ") }
    text += " ORDER BY \(order(query.order)) DESC, fingerprint"
    if let limit = query.limit {
      text += " LIMIT ?"
      values.append(SQLiteValue(limit))
    }
    return (text, values)
  }

  /// Up to so many recent patterns are sorted rather than looked for among all.
  private static let fewRecent = 20_000

  /// SQLite goes through all patterns in the query's order unless it is told that few are recent.
  private static func index(
    for query: PatternQuery, _ connection: SQLiteConnection
  ) throws(StoreError) -> String {
    guard let since = query.since, query.order != .lastSeen else { return "" }
    let recent = try connection.integer(
      "SELECT count(*) FROM (SELECT 1 FROM pattern WHERE last_seen >= ? LIMIT ?)",
      SQLiteValue(since), SQLiteValue(fewRecent))
    return recent == Int64(fewRecent) ? "" : "INDEXED BY pattern_by_last_seen"
  }

  private static func order(_ order: PatternQuery.Order) -> String {
    switch order {
    case .occurrences: "occurrences"
    case .lastSeen: "last_seen"
    case .firstSeen: "first_seen"
    }
  }

  private static func pattern(
    row: Int64, _ connection: SQLiteConnection
  ) throws(StoreError) -> StoredPattern? {
    let rows = try connection.statement(
      """
      SELECT fingerprint, form, type, message, frame, language, category, rule, title,
        occurrences, first_seen, last_seen,
        sample_source, sample_path, sample_line, sample_command,
        (SELECT count(DISTINCT d.source) FROM contribution c JOIN document d ON d.id = c.document
         WHERE c.pattern = pattern.id),
        (SELECT count(DISTINCT c.session) FROM contribution c
         WHERE c.pattern = pattern.id AND c.session <> 0),
        (SELECT count(DISTINCT f.digest) FROM fix f WHERE f.fingerprint = pattern.fingerprint)
      FROM pattern WHERE id = ?
      """, SQLiteValue(row))
    guard try rows.step() else { return nil }
    defer { rows.reset() }
    guard let fingerprint = rows.fingerprint(0) else {
      throw .damaged(connection.name, "a fingerprint has not 32 bytes")
    }
    return StoredPattern(
      fingerprint: fingerprint, form: rows.text(1), type: rows.text(2), message: rows.text(3),
      frame: rows.optionalText(4), language: rows.optionalText(5),
      category: rows.optionalText(6), rule: rows.optionalText(7), title: rows.optionalText(8),
      occurrences: rows.integer(9), firstSeen: rows.timestamp(10), lastSeen: rows.timestamp(11),
      sample: StoredPattern.Sample(
        source: rows.text(12), path: rows.text(13), line: rows.integer(14),
        command: rows.optionalText(15)),
      sources: rows.integer(16), sessions: rows.integer(17), fixes: rows.integer(18))
  }

  private static func row(
    of fingerprint: Fingerprint, _ connection: SQLiteConnection
  ) throws(StoreError) -> Int64? {
    try connection.integer(
      "SELECT id FROM pattern WHERE fingerprint = ?", .blob(fingerprint.digest))
  }

  package func pattern(matching prefix: String) throws(StoreError) -> PatternMatch {
    guard let range = FingerprintRange(prefix: prefix) else { return .none }
    return try use { (opened) throws(StoreError) in
      let connection = opened.connection
      let rows = try connection.statement(
        """
        SELECT id, fingerprint FROM pattern WHERE fingerprint BETWEEN ? AND ?
        ORDER BY fingerprint LIMIT ?
        """, .blob(range.first), .blob(range.last), SQLiteValue(PatternMatch.shownCount))
      var found: [(row: Int64, fingerprint: Fingerprint)] = []
      while try rows.step() {
        if let fingerprint = rows.fingerprint(1) { found.append((rows.int64(0), fingerprint)) }
      }
      guard found.count == 1 else {
        return found.isEmpty ? .none : .ambiguous(found.map(\.fingerprint))
      }
      return try Self.pattern(row: found[0].row, connection).map(PatternMatch.unique) ?? .none
    }
  }

  package func lookup(
    _ fingerprints: [Fingerprint]
  ) throws(StoreError) -> [Fingerprint: StoredPattern] {
    try use { (opened) throws(StoreError) in
      let connection = opened.connection
      return try connection.read { () throws(StoreError) in
        var found: [Fingerprint: StoredPattern] = [:]
        for fingerprint in fingerprints where found[fingerprint] == nil {
          guard let row = try Self.row(of: fingerprint, connection) else { continue }
          found[fingerprint] = try Self.pattern(row: row, connection)
        }
        return found
      }
    }
  }

  package func patterns(ofProblem problem: Fingerprint) throws(StoreError) -> [StoredPattern] {
    try use { (opened) throws(StoreError) in
      let connection = opened.connection
      return try connection.read { () throws(StoreError) in
        let rows = try connection.statement(
          "SELECT id FROM pattern WHERE problem = ? ORDER BY occurrences DESC, fingerprint LIMIT ?",
          .blob(problem.digest), SQLiteValue(Self.problemLimit))
        var numbers: [Int64] = []
        while try rows.step() { numbers.append(rows.int64(0)) }
        var found: [StoredPattern] = []
        for number in numbers {
          if let pattern = try Self.pattern(row: number, connection) { found.append(pattern) }
        }
        return found
      }
    }
  }

  /// How many patterns of one problem are told.
  private static let problemLimit = 20

  package func details(of fingerprint: Fingerprint) throws(StoreError) -> PatternDetails? {
    try use { (opened) throws(StoreError) in
      let connection = opened.connection
      return try connection.read { () throws(StoreError) in
        guard let row = try Self.row(of: fingerprint, connection),
          let pattern = try Self.pattern(row: row, connection)
        else { return nil }
        let counts = PatternCounts(connection: connection, row: row)
        return PatternDetails(
          pattern: pattern, days: try counts.days(), sources: try counts.sources(),
          projects: try counts.projects(), sessions: try counts.sessions(),
          documents: try counts.documents(),
          fixes: try Self.fixes(of: fingerprint, connection))
      }
    }
  }

  package func fixes(of fingerprint: Fingerprint) throws(StoreError) -> [Fix] {
    try use { (opened) throws(StoreError) in try Self.fixes(of: fingerprint, opened.connection) }
  }

  /// Each text once: as documented, where anybody documented it, by the first document that did.
  private static func fixes(
    of fingerprint: Fingerprint, _ connection: SQLiteConnection
  ) throws(StoreError) -> [Fix] {
    let rows = try connection.statement(
      """
      SELECT text, observed, source, path, line, digest FROM fix WHERE fingerprint = ?
      ORDER BY observed, document, line, digest
      """, .blob(fingerprint.digest))
    var fixes: [Fix] = []
    var known: Set<[UInt8]> = []
    while try rows.step() {
      guard known.insert(rows.blob(5)).inserted else { continue }
      fixes.append(
        Fix(
          text: rows.text(0), origin: rows.flag(1) ? .observed : .documented,
          source: rows.text(2), path: rows.text(3), line: rows.integer(4)))
    }
    return fixes
  }

  package func totals() throws(StoreError) -> StoreTotals {
    try use { (opened) throws(StoreError) in
      let row = try opened.connection.statement(
        """
        SELECT (SELECT count(*) FROM pattern), (SELECT total(occurrences) FROM pattern),
          (SELECT count(*) FROM (SELECT DISTINCT fingerprint FROM fix)
           WHERE fingerprint IN (SELECT fingerprint FROM pattern)),
          (SELECT count(*) FROM document),
          (SELECT count(*) FROM session WHERE ingested IS NOT NULL)
        """)
      var totals = StoreTotals()
      guard try row.step() else { return totals }
      defer { row.reset() }
      totals.patterns = row.integer(0)
      totals.occurrences = row.integer(1)
      totals.patternsFixed = row.integer(2)
      totals.documents = row.integer(3)
      totals.sessions = row.integer(4)
      return totals
    }
  }
}
