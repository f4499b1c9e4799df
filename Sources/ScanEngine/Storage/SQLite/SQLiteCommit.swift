/// One ``DocumentBatch`` inside its transaction.
///
/// What changes is collected per pattern in a scratch table and applied at the end at once, so
/// that counts, bounds and the scan's own sums come from the same numbers.
struct SQLiteCommit {
  let connection: SQLiteConnection
  let batch: DocumentBatch
  let scan: ScanID
  /// The scan's row in the store; made with its first commit.
  var scanRow: Int64?
  /// The document's row.
  var document: Int64 = 0
  /// Of the document, after this commit.
  var generation: Int64 = 1
  /// How often reading it was begun anew.
  var reading: Int64 = 1
  var project: Int64 = 0
  /// Whether the store didn't know the document, which has given nothing before then.
  private var isNew = false

  init(connection: SQLiteConnection, batch: DocumentBatch, scan: ScanID, scanRow: Int64?) {
    self.connection = connection
    self.batch = batch
    self.scan = scan
    self.scanRow = scanRow
  }

  /// Writes everything; throws without having to undo anything, for the transaction does.
  mutating func run() throws(StoreError) -> CommitOutcome {
    try findDocument()
    if !isNew { try takeBack() }
    var recording = SQLiteRecording(
      connection: connection, project: project, document: document, mode: batch.mode)
    var adding = try SQLiteAdding(commit: self)
    let parts = [(batch.firm, false), (batch.provisional, !batch.mode.isRaise)]
    for (findings, isProvisional) in parts {
      try adding.add(findings, isProvisional: isProvisional, recording: &recording)
    }
    let outcome = try applyChanges()
    if !isNew { try saveReading() }
    try connection.run(
      "UPDATE project SET changes = changes + 1 WHERE id = ?", SQLiteValue(project))
    if !batch.ingested.isEmpty {
      try SQLiteSessions.mark(
        batch.ingested, project: project, column: .ingested, at: scan.started, in: connection)
    }
    if scanRow == nil {
      try connection.run("INSERT INTO scan (started) VALUES (?)", SQLiteValue(scan.started))
      scanRow = connection.lastInsertedRow
    }
    return outcome
  }

  // MARK: The document

  private mutating func findDocument() throws(StoreError) {
    switch batch.target {
    case .known(let id, let expected):
      let row = try connection.statement(
        "SELECT project, generation, reading FROM document WHERE id = ?", SQLiteValue(id.number))
      guard try row.step() else { throw conflict("document \(id.number) is unknown") }
      defer { row.reset() }
      guard row.int64(1) == expected else { throw conflict("document \(id.number) was changed") }
      project = row.int64(0)
      document = id.number
      generation = expected + 1
      reading = row.int64(2) + (batch.mode.beginsReading ? 1 : 0)
    case .new(let name, let source, let path):
      project = try SQLiteProjects.row(of: name, in: connection)
      let taken = try connection.integer(
        """
        SELECT (SELECT count(*) FROM document
            WHERE project = ?1 AND source = ?2 AND path = ?3 AND gone IS NULL)
          + (SELECT count(*) FROM document
            WHERE project = ?1 AND source = ?2 AND path = ?3 AND gone IS NOT NULL
              AND edited AND ?4)
        """, SQLiteValue(project), .text(source), .text(path),
        SQLiteValue(batch.reading.updates == .edited))
      guard taken == 0 else { throw conflict("\(path) is already known") }
      try connection.statement(
        Self.insertion,
        values: readingValues() + [SQLiteValue(project), .text(source), .text(path)]
      ).run()
      document = connection.lastInsertedRow
      isNew = true
    }
  }

  private func conflict(_ what: String) -> StoreError {
    StoreError(
      .conflict, store: connection.name, problem: "\(what) by another process",
      remedy: "the next scan reads what is left")
  }

  private func saveReading() throws(StoreError) {
    try connection.statement(Self.update, values: readingValues() + [SQLiteValue(document)]).run()
  }

  /// What is set of a document with each commit; in the order of ``readingValues()``.
  private static let columns = [
    "generation", "reading", "edited", "session", "size", "modified", "changed", "inode", "device",
    "read_to", "sha256", "head_length", "head", "tail_length", "tail", "resume_offset",
    "resume_line", "time", "complete", "rules", "hash_state", "memory",
  ]

  private static let insertion = """
    INSERT INTO document (\(columns.joined(separator: ", ")), project, source, path)
    VALUES (\(repeatElement("?", count: columns.count + 3).joined(separator: ", ")))
    """

  private static let update = """
    UPDATE document SET gone = NULL, forgotten = 0,
      \(columns.map { $0 + " = ?" }.joined(separator: ", ")) WHERE id = ?
    """

  private func readingValues() -> [SQLiteValue] {
    let state = batch.reading
    let file = state.identity
    return [
      SQLiteValue(generation), SQLiteValue(reading), SQLiteValue(state.updates == .edited),
      SQLiteValue(state.session), file.map { SQLiteValue($0.size) } ?? .null,
      file.map { SQLiteValue($0.modified) } ?? .null,
      file.map { SQLiteValue($0.changed) } ?? .null,
      file.map { SQLiteValue(Int64(bitPattern: $0.inode)) } ?? .null,
      file.map { SQLiteValue(Int64(bitPattern: $0.device)) } ?? .null,
      SQLiteValue(state.readTo), .text(state.sha256), SQLiteValue(state.head.length),
      .blob(state.head.digest), SQLiteValue(state.tail.length), .blob(state.tail.digest),
      SQLiteValue(state.resumeOffset), SQLiteValue(state.resumeLine), SQLiteValue(state.time),
      SQLiteValue(state.isComplete), .text(state.rulesDigest), .blob(state.hashState),
      .blob(state.memory),
    ]
  }

  // MARK: What goes

  /// Removes what the batch replaces, and notes it as change.
  private func takeBack() throws(StoreError) {
    switch batch.mode {
    case .append: try remove("document = ?1 AND provisional = 1")
    case .replace: try remove("document = ?1")
    case .raise(.first):
      try keepProvisional()
      try connection.run("DELETE FROM temp.holding WHERE document = ?", SQLiteValue(document))
      try connection.run("DELETE FROM temp.seen_record WHERE document = ?", SQLiteValue(document))
    case .raise(.next): break
    }
  }

  private func remove(_ condition: String) throws(StoreError) {
    let document = SQLiteValue(document)
    try connection.run(
      """
      INSERT INTO temp.change (pattern, removed, removed_first, removed_last)
      SELECT pattern, sum(count), min(first_seen), max(last_seen) FROM contribution
      WHERE \(condition) GROUP BY pattern
      """, document)
    if connection.changes > 0 {
      try connection.run(
        """
        UPDATE pattern SET sample_document = NULL
        WHERE id IN (SELECT pattern FROM temp.change) AND sample_document = ?1
        """, document)
      try connection.run("DELETE FROM contribution WHERE \(condition)", document)
    }
    try connection.run("DELETE FROM record WHERE \(condition)", document)
    try connection.run("DELETE FROM fix WHERE \(condition)", document)
  }

  /// A log has become an edited document: what was provisional is held like the rest.
  private func keepProvisional() throws(StoreError) {
    let document = SQLiteValue(document)
    try connection.run(
      """
      INSERT INTO contribution
      SELECT document, 0, pattern, session, day, count, first_seen, last_seen FROM contribution
      WHERE document = ?1 AND provisional = 1
      ON CONFLICT DO UPDATE SET count = count + excluded.count,
        first_seen = min(first_seen, excluded.first_seen),
        last_seen = max(last_seen, excluded.last_seen)
      """, document)
    for table in ["record", "fix"] {
      try connection.run("UPDATE \(table) SET provisional = 0 WHERE document = ?1", document)
    }
    try connection.run("DELETE FROM contribution WHERE document = ?1 AND provisional = 1", document)
  }

  // MARK: What changes

  /// Brings patterns in line with their contributions, and says what that means for the scan.
  private func applyChanges() throws(StoreError) -> CommitOutcome {
    var outcome = CommitOutcome(document: DocumentID(document), generation: generation)
    let sums = try connection.statement(
      "SELECT total(added), total(removed), count(*) FROM temp.change")
    guard try sums.step() else { return outcome }
    let (added, removed, patterns) = (sums.integer(0), sums.integer(1), sums.integer(2))
    sums.reset()
    guard patterns > 0 else { return outcome }
    outcome.occurrences = added - removed
    let before = try met()
    try connection.run(
      """
      INSERT INTO temp.met SELECT ?1, pattern, initial IS NULL, added - removed
      FROM temp.change WHERE true
      ON CONFLICT DO UPDATE SET net = net + excluded.net
      """, SQLiteValue(scan.number))
    let after = try met()
    outcome.patternsCreated = after.created - before.created
    outcome.patternsRaised = after.raised - before.raised
    try connection.run(Self.bringPatternsInLine)
    if removed > 0 { try removeEmptyPatterns() }
    // The next batch finds it empty; where this one fails, the transaction empties it.
    try connection.run("DELETE FROM temp.change")
    return outcome
  }

  private func removeEmptyPatterns() throws(StoreError) {
    try connection.run(
      """
      INSERT OR REPLACE INTO temp.vanished
      SELECT met.scan, fingerprint, existed, net
      FROM temp.change CROSS JOIN pattern ON pattern.id = change.pattern
        CROSS JOIN temp.met ON met.scan = ?1 AND met.pattern = pattern.id
      WHERE occurrences = 0
      """, SQLiteValue(scan.number))
    try connection.run(
      "DELETE FROM pattern WHERE occurrences = 0 AND id IN (SELECT pattern FROM temp.change)")
  }

  /// What the scan has made so far of the patterns that are changing.
  private func met() throws(StoreError) -> (created: Int, raised: Int) {
    let row = try connection.statement(
      """
      SELECT total(NOT existed), total(existed)
      FROM temp.change CROSS JOIN temp.met ON met.scan = ?1 AND met.pattern = change.pattern
      WHERE net > 0
      """, SQLiteValue(scan.number))
    defer { row.reset() }
    return try row.step() ? (row.integer(0), row.integer(1)) : (0, 0)
  }

  /// A bound is searched anew only where what set it has gone and nothing new takes its place.
  ///
  /// New patterns are mostly in line already, which spares three changes of each index.
  private static let bringPatternsInLine = """
    UPDATE pattern SET
      occurrences = occurrences + added - removed - ifnull(initial, 0),
      first_seen = CASE
        WHEN removed_first <= first_seen AND ifnull(added_first > first_seen, 1) THEN
          ifnull((SELECT min(c.first_seen) FROM contribution c WHERE c.pattern = pattern.id), 0)
        ELSE min(first_seen, ifnull(added_first, first_seen)) END,
      last_seen = CASE
        WHEN removed_last >= last_seen AND ifnull(added_last < last_seen, 1) THEN
          ifnull((SELECT max(c.last_seen) FROM contribution c WHERE c.pattern = pattern.id), 0)
        ELSE max(last_seen, ifnull(added_last, last_seen)) END
    FROM temp.change WHERE pattern.id = change.pattern AND ifnull(added <> initial, 1)
    """
}

extension DocumentBatch.Mode {
  /// Whether the document is read from its first byte again.
  var beginsReading: Bool { self == .replace || self == .raise(.first) }
}
