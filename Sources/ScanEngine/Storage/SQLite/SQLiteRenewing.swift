extension SQLiteStore {
  package func renew(
    project: String, form: String, identify: (StoredIdentity) -> RenewedIdentity
  ) throws(StoreError) -> Int {
    try use { (opened) throws(StoreError) in
      let connection = opened.connection
      let known = try connection.integer(
        "SELECT count(*) FROM project WHERE name = ? AND form IS NOT NULL AND form <> ?",
        .text(project), .text(form))
      let isNamed = try connection.integer(
        "SELECT count(*) FROM project WHERE name = ? AND form = ?", .text(project), .text(form))
      if isNamed == 1 { return 0 }
      return try connection.write(.immediate) { () throws(StoreError) in
        let row = try SQLiteProjects.row(of: project, in: connection)
        var renewed = 0
        if known == 1 {
          let renewing = SQLiteRenewing(connection: connection, project: row, form: form)
          renewed = try renewing.run(identify)
        }
        try connection.run(
          "UPDATE project SET form = ? WHERE id = ?", .text(form), SQLiteValue(row))
        return renewed
      }
    }
  }
}

/// Gives a project's patterns their fingerprints of another form; runs in one transaction.
struct SQLiteRenewing {
  let connection: SQLiteConnection
  let project: Int64
  let form: String

  /// Renews what belongs to this project alone; returns how many patterns that were.
  func run(_ identify: (StoredIdentity) -> RenewedIdentity) throws(StoreError) -> Int {
    var renewed = 0
    for row in try outdated() {
      guard let identity = try identity(of: row) else { continue }
      let new = identify(identity.value)
      try move(row, from: identity.fingerprint, to: new)
      renewed += 1
    }
    return renewed
  }

  /// A pattern that another project has as well keeps its form: that project renews it.
  private func outdated() throws(StoreError) -> [Int64] {
    let rows = try connection.statement(
      """
      SELECT id FROM pattern WHERE form <> ? AND NOT EXISTS (
        SELECT 1 FROM contribution c JOIN document d ON d.id = c.document
        WHERE c.pattern = pattern.id AND d.project <> ?)
      ORDER BY id
      """, .text(form), SQLiteValue(project))
    var found: [Int64] = []
    while try rows.step() { found.append(rows.int64(0)) }
    return found
  }

  private func identity(
    of row: Int64
  ) throws(StoreError) -> (fingerprint: SQLiteValue, value: StoredIdentity)? {
    let rows = try connection.statement(
      "SELECT fingerprint, type, message, frame FROM pattern WHERE id = ?", SQLiteValue(row))
    guard try rows.step() else { return nil }
    defer { rows.reset() }
    return (
      .blob(rows.blob(0)),
      StoredIdentity(type: rows.text(1), message: rows.text(2), frame: rows.optionalText(3))
    )
  }

  private func move(
    _ row: Int64, from old: SQLiteValue, to new: RenewedIdentity
  ) throws(StoreError) {
    let fingerprint = SQLiteValue.blob(new.fingerprint.digest)
    let target = try connection.integer(
      "SELECT id FROM pattern WHERE fingerprint = ?", fingerprint)
    if let target, target != row {
      try merge(row, into: target)
    } else {
      try connection.run(
        "UPDATE pattern SET fingerprint = ?, problem = ?, form = ? WHERE id = ?", fingerprint,
        .blob(new.problem.digest), .text(form), SQLiteValue(row))
    }
    try connection.run(
      "UPDATE OR IGNORE fix SET fingerprint = ? WHERE fingerprint = ?", fingerprint, old)
    try connection.run("DELETE FROM fix WHERE fingerprint = ?", old)
  }

  /// Adds up what two patterns have, which have turned out to be one.
  private func merge(_ row: Int64, into target: Int64) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO contribution
        (document, provisional, pattern, session, day, count, first_seen, last_seen)
      SELECT document, provisional, ?2, session, day, count, first_seen, last_seen
      FROM contribution WHERE pattern = ?1
      ON CONFLICT (document, provisional, pattern, session, day) DO UPDATE SET
        count = count + excluded.count, first_seen = min(first_seen, excluded.first_seen),
        last_seen = max(last_seen, excluded.last_seen)
      """, SQLiteValue(row), SQLiteValue(target))
    try connection.run("DELETE FROM contribution WHERE pattern = ?", SQLiteValue(row))
    try connection.run(
      """
      UPDATE pattern SET occurrences = pattern.occurrences + old.occurrences,
        first_seen = min(pattern.first_seen, old.first_seen),
        last_seen = max(pattern.last_seen, old.last_seen)
      FROM (SELECT occurrences, first_seen, last_seen FROM pattern WHERE id = ?1) AS old
      WHERE pattern.id = ?2
      """, SQLiteValue(row), SQLiteValue(target))
    try connection.run("DELETE FROM pattern WHERE id = ?", SQLiteValue(row))
  }
}
