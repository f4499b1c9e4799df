/// Adds what a batch found: events are summed up in memory, then written a row for each sum.
struct SQLiteAdding {
  private let connection: SQLiteConnection
  private let batch: DocumentBatch
  private let project: Int64
  private let document: Int64
  private let reading: Int64
  private let scan: ScanID
  private var sessionRows: [String: Int64] = [:]
  private let finding: SQLiteStatement
  private let contributing: SQLiteStatement
  private let noting: SQLiteStatement
  /// Whether the scan has seen patterns vanish, which may be back.
  private let hasVanished: Bool

  init(commit: SQLiteCommit) throws(StoreError) {
    connection = commit.connection
    finding = try connection.prepared(
      "SELECT id, sample_document FROM pattern WHERE fingerprint = ?")
    contributing = try connection.prepared(
      """
      INSERT INTO contribution VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET count = count + excluded.count,
        first_seen = min(first_seen, excluded.first_seen),
        last_seen = max(last_seen, excluded.last_seen)
      """)
    noting = try connection.prepared(
      """
      INSERT INTO temp.change (pattern, initial, added, added_first, added_last)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET added = added + excluded.added,
        added_first = min(ifnull(added_first, excluded.added_first), excluded.added_first),
        added_last = max(ifnull(added_last, excluded.added_last), excluded.added_last)
      """)
    hasVanished = try connection.integer("SELECT 1 FROM temp.vanished LIMIT 1") != nil
    batch = commit.batch
    project = commit.project
    document = commit.document
    reading = commit.reading
    scan = commit.scan
  }

  /// Writes events and fixes.
  mutating func add(
    _ findings: Findings, isProvisional: Bool, recording: inout SQLiteRecording
  ) throws(StoreError) {
    var sums =
      findings.sums
      ?? EventSums(defaultTime: batch.reading.time, defaultSession: batch.reading.session)
    for event in findings.events {
      if let record = event.record {
        guard try recording.counts(record, isProvisional: isProvisional) else { continue }
      }
      sums.add(event)
    }
    for pattern in sums.patterns {
      let buckets = sums.buckets(of: pattern)
      let sum = EventSums.total(of: buckets)
      let (row, initial) = try patternRow(of: pattern.sample, sum: sum)
      if batch.mode.isRaise {
        try raise(row, initial: initial, to: buckets)
      } else {
        for bucket in buckets { try contribute(bucket, to: row, isProvisional: isProvisional) }
        try note(sum, of: row, initial: initial)
      }
    }
    try addFixes(findings, isProvisional: isProvisional)
  }

  // MARK: Patterns

  /// The pattern's row, made where it is missing; a sample that has gone is replaced.
  private func patternRow(
    of event: ErrorEvent, sum: EventSums.Sum
  ) throws(StoreError) -> (row: Int64, initial: Int?) {
    try finding.bind(event.fingerprint)
    func values() -> [SQLiteValue] {
      [
        .text(batch.form), .text(event.type), .text(event.message), SQLiteValue(event.frame),
        SQLiteValue(event.language), SQLiteValue(event.category), SQLiteValue(event.rule),
        SQLiteValue(event.title), SQLiteValue(document), .text(event.source), .text(event.path),
        SQLiteValue(event.line), SQLiteValue(event.command),
      ]
    }
    if try finding.step() {
      let (row, hasSample) = (finding.int64(0), !finding.isNull(1))
      finding.reset()
      if !hasSample {
        let update = try connection.statement(
          """
          UPDATE pattern SET form = ?, type = ?, message = ?, frame = ?, language = ?,
            category = ?, rule = ?, title = ifnull(?, title), sample_document = ?,
            sample_source = ?, sample_path = ?, sample_line = ?, sample_command = ?
          WHERE id = ?
          """, values: values() + [SQLiteValue(row)])
        _ = try update.step()
      } else if let title = event.title {
        try connection.run(
          "UPDATE pattern SET title = ? WHERE id = ? AND title IS NULL", .text(title),
          SQLiteValue(row))
      }
      return (row, nil)
    }
    let insert = try connection.statement(
      """
      INSERT INTO pattern (form, type, message, frame, language, category, rule, title,
        sample_document, sample_source, sample_path, sample_line, sample_command, fingerprint,
        problem, occurrences, first_seen, last_seen)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      values: values() + [
        .blob(event.fingerprint.digest), .blob(event.problem.digest), SQLiteValue(sum.count),
        SQLiteValue(sum.first),
        SQLiteValue(sum.last),
      ])
    _ = try insert.step()
    let row = connection.lastInsertedRow
    if hasVanished { try remember(row, event.fingerprint) }
    return (row, sum.count)
  }

  /// Takes up what the scan knew of a pattern that has vanished and is back.
  private func remember(_ row: Int64, _ fingerprint: Fingerprint) throws(StoreError) {
    let (scan, digest) = (SQLiteValue(scan.number), SQLiteValue.blob(fingerprint.digest))
    try connection.run(
      """
      INSERT INTO temp.met SELECT scan, ?3, existed, net FROM temp.vanished
      WHERE scan = ?1 AND fingerprint = ?2
      """, scan, digest, SQLiteValue(row))
    guard connection.changes > 0 else { return }
    try connection.run(
      "DELETE FROM temp.vanished WHERE scan = ?1 AND fingerprint = ?2", scan, digest)
  }

  private mutating func contribute(
    _ bucket: EventSums.Bucket, to pattern: Int64, isProvisional: Bool
  ) throws(StoreError) {
    try contributing.run(
      document, isProvisional ? 1 : 0, pattern, try sessionRow(of: bucket.session),
      Int64(bucket.day), Int64(bucket.sum.count), bucket.sum.first.milliseconds,
      bucket.sum.last.milliseconds)
  }

  private func note(
    _ sum: EventSums.Sum, of pattern: Int64, initial: Int?
  ) throws(StoreError) {
    try noting.run(
      pattern, initial.map { Int64($0) }, Int64(sum.count), sum.first.milliseconds,
      sum.last.milliseconds)
  }

  private mutating func sessionRow(of name: String?) throws(StoreError) -> Int64 {
    guard let name else { return 0 }
    if let known = sessionRows[name] { return known }
    let row = try SQLiteSessions.row(of: name, project: project, in: connection)
    sessionRows[name] = row
    return row
  }

  // MARK: Edited documents

  /// Lets the pattern's count rise to what the document was seen to hold so far; what is new goes
  /// to the days and sessions that hold more than before, the earliest first.
  private mutating func raise(
    _ pattern: Int64, initial: Int?, to buckets: [EventSums.Bucket]
  ) throws(StoreError) {
    for bucket in buckets {
      try connection.run(
        """
        INSERT INTO temp.holding VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET count = count + excluded.count,
          first_seen = min(first_seen, excluded.first_seen),
          last_seen = max(last_seen, excluded.last_seen)
        """,
        SQLiteValue(document), SQLiteValue(pattern),
        SQLiteValue(try sessionRow(of: bucket.session)), SQLiteValue(bucket.day),
        SQLiteValue(bucket.sum.count), SQLiteValue(bucket.sum.first), SQLiteValue(bucket.sum.last))
    }
    var excess = try excess(of: pattern)
    guard excess > 0 else {
      // A new pattern always exceeds; so there is nothing to note here.
      return
    }
    for place in try exceeding(of: pattern) where excess > 0 {
      var sum = place.sum
      sum.count = min(sum.count, excess)
      excess -= sum.count
      try connection.run(
        """
        INSERT INTO contribution VALUES (?, 0, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET count = count + excluded.count,
          first_seen = min(first_seen, excluded.first_seen),
          last_seen = max(last_seen, excluded.last_seen)
        """,
        SQLiteValue(document), SQLiteValue(pattern), SQLiteValue(place.session),
        SQLiteValue(place.day), SQLiteValue(sum.count), SQLiteValue(sum.first),
        SQLiteValue(sum.last))
      try note(sum, of: pattern, initial: initial)
    }
  }

  private func excess(of pattern: Int64) throws(StoreError) -> Int {
    Int(
      try connection.integer(
        """
        SELECT (SELECT total(count) FROM temp.holding WHERE document = ?1 AND pattern = ?2)
          - (SELECT total(count) FROM contribution
             WHERE document = ?1 AND provisional = 0 AND pattern = ?2)
        """, SQLiteValue(document), SQLiteValue(pattern)) ?? 0)
  }

  /// Where the document holds more of the pattern than it has contributed, with how much.
  private func exceeding(
    of pattern: Int64
  ) throws(StoreError) -> [(session: Int64, day: Int, sum: EventSums.Sum)] {
    let rows = try connection.statement(
      """
      SELECT h.session, h.day, h.count - ifnull(c.count, 0), h.first_seen, h.last_seen
      FROM temp.holding h LEFT JOIN contribution c ON c.document = h.document
        AND c.provisional = 0 AND c.pattern = h.pattern AND c.session = h.session AND c.day = h.day
      WHERE h.document = ? AND h.pattern = ? AND h.count > ifnull(c.count, 0)
      ORDER BY h.day, h.session
      """, SQLiteValue(document), SQLiteValue(pattern))
    var places: [(session: Int64, day: Int, sum: EventSums.Sum)] = []
    while try rows.step() {
      let sum = EventSums.Sum(
        count: rows.integer(2), first: rows.timestamp(3), last: rows.timestamp(4))
      places.append((rows.int64(0), rows.integer(1), sum))
    }
    return places
  }

  // MARK: Fixes

  private func addFixes(_ findings: Findings, isProvisional: Bool) throws(StoreError) {
    var known: Set<FixFound> = []
    for event in findings.events {
      guard let fix = event.fix else { continue }
      try add(FixFound(fingerprint: event.fingerprint, fix: fix), isProvisional, &known)
    }
    for found in findings.fixes { try add(found, isProvisional, &known) }
  }

  private func add(
    _ found: FixFound, _ isProvisional: Bool, _ known: inout Set<FixFound>
  ) throws(StoreError) {
    guard known.insert(found).inserted else { return }
    let fingerprint = SQLiteValue.blob(found.fingerprint.digest)
    if batch.mode.isRaise {
      try connection.run(
        "DELETE FROM fix WHERE fingerprint = ? AND document = ? AND reading <> ?", fingerprint,
        SQLiteValue(document), SQLiteValue(reading))
    }
    let fix = found.fix
    let digest = SHA256.digest(of: Array(fix.text.utf8))
    try connection.run(
      """
      INSERT INTO fix VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET observed = min(observed, excluded.observed)
      """,
      fingerprint, SQLiteValue(document), .blob(digest), SQLiteValue(isProvisional),
      SQLiteValue(reading), SQLiteValue(fix.origin == .observed), .text(fix.text),
      .text(fix.source), .text(fix.path), SQLiteValue(fix.line))
  }
}
