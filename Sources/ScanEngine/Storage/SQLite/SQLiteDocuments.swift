extension SQLiteStore {
  static let columns = """
    document.id, path, generation, edited, session, gone, size, modified, changed, inode, device,
    read_to, sha256, head_length, head, tail_length, tail, resume_offset, complete, rules
    """

  package func documents(
    project: String, source: String?
  ) throws(StoreError) -> [StoredDocument] {
    try use { (opened) throws(StoreError) in
      let rows = try opened.connection.statement(
        """
        SELECT \(Self.columns) FROM document
        WHERE project = (SELECT id FROM project WHERE name = ?1) AND source = ifnull(?2, source)
          AND NOT forgotten
        ORDER BY path, document.id
        """, .text(project), SQLiteValue(source))
      var documents: [StoredDocument] = []
      while try rows.step() { documents.append(Self.document(rows)) }
      return documents
    }
  }

  package func changes(project: String) throws(StoreError) -> Int64 {
    try use { (opened) throws(StoreError) in
      try opened.connection.integer(
        "SELECT changes FROM project WHERE name = ?", .text(project)) ?? 0
    }
  }

  package func document(
    project: String, source: String, path: String
  ) throws(StoreError) -> StoredDocument? {
    try use { (opened) throws(StoreError) in
      let row = try opened.connection.statement(
        """
        SELECT \(Self.columns) FROM document
        WHERE project = (SELECT id FROM project WHERE name = ?1) AND source = ?2 AND path = ?3
          AND gone IS NULL
        UNION ALL
        SELECT \(Self.columns) FROM document
        WHERE project = (SELECT id FROM project WHERE name = ?1) AND source = ?2 AND path = ?3
          AND gone IS NOT NULL AND edited
        LIMIT 1
        """, .text(project), .text(source), .text(path))
      guard try row.step() else { return nil }
      defer { row.reset() }
      return Self.document(row)
    }
  }

  /// No file is larger, in bytes.
  private static let sizeLimit: Int64 = 1 << 60

  static func offset(_ number: Int64) -> Int64 { min(max(0, number), sizeLimit) }

  /// Numbers that can't be are brought to the nearest that can: a store may come with a repository.
  static func document(_ row: SQLiteStatement) -> StoredDocument {
    let readTo = offset(row.int64(11))
    let identity =
      row.isNull(6)
      ? nil
      : FileIdentity(
        size: row.int64(6), modified: row.int64(7), changed: row.int64(8),
        inode: UInt64(bitPattern: row.int64(9)), device: UInt64(bitPattern: row.int64(10)))
    return StoredDocument(
      id: DocumentID(row.int64(0)), generation: row.int64(2), path: row.text(1),
      updates: row.flag(3) ? .edited : .appended, session: row.optionalText(4),
      identity: identity, readTo: readTo, sha256: row.text(12),
      head: Guard(length: row.integer(13), digest: row.blob(14)),
      tail: Guard(length: row.integer(15), digest: row.blob(16)),
      resumeOffset: offset(row.int64(17)),
      isComplete: row.flag(18), rulesDigest: row.text(19), goneSince: row.optionalTimestamp(5))
  }

  package func resumption(of document: DocumentID) throws(StoreError) -> Resumption? {
    try use { (opened) throws(StoreError) in
      let row = try opened.connection.statement(
        """
        SELECT generation, hash_state, resume_offset, resume_line, memory FROM document
        WHERE id = ? AND NOT forgotten
        """, SQLiteValue(document.number))
      guard try row.step() else { return nil }
      defer { row.reset() }
      return Resumption(
        generation: row.int64(0), hashState: row.blob(1), resumeOffset: Self.offset(row.int64(2)),
        resumeLine: Int(max(1, Self.offset(row.int64(3)))), memory: row.blob(4))
    }
  }

  package func relocate(_ moves: [DocumentMove]) throws(StoreError) {
    guard !moves.isEmpty else { return }
    try use { (opened) throws(StoreError) in
      let connection = opened.connection
      try connection.write { () throws(StoreError) in
        // All leave before any arrives: paths may be exchanged.
        for move in moves { try leave(move, connection) }
        for move in moves { try arrive(move, connection) }
      }
    }
  }

  private func leave(_ move: DocumentMove, _ connection: SQLiteConnection) throws(StoreError) {
    let since: Timestamp? = if case .gone(let since) = move.place { since } else { nil }
    try connection.run(
      """
      UPDATE document SET gone = ifnull(gone, ifnull(?, 0)), generation = generation + 1
      WHERE id = ? AND generation = ?
      """, SQLiteValue(since), SQLiteValue(move.document.number), SQLiteValue(move.generation))
    guard connection.changes == 1 else {
      throw moved("document \(move.document.number) was changed by another process")
    }
    try connection.run(
      """
      UPDATE project SET changes = changes + 1
      WHERE id = (SELECT project FROM document WHERE id = ?)
      """, SQLiteValue(move.document.number))
  }

  private func arrive(_ move: DocumentMove, _ connection: SQLiteConnection) throws(StoreError) {
    guard case .at(let path) = move.place else { return }
    let taken = try connection.integer(
      """
      SELECT count(*) FROM document here JOIN document new ON new.id = ?
      WHERE here.project = new.project AND here.source = new.source AND here.path = ?
        AND here.gone IS NULL
      """, SQLiteValue(move.document.number), .text(path))
    guard taken == 0 else { throw moved("another document is at \(path)") }
    try connection.run(
      "UPDATE document SET gone = NULL, forgotten = 0, path = ? WHERE id = ?", .text(path),
      SQLiteValue(move.document.number))
  }

  private func moved(_ problem: String) -> StoreError {
    StoreError(
      .conflict, store: path, problem: problem, remedy: "the next scan reads what is left")
  }

  package func forgetGone(
    project: String, source: String, before time: Timestamp
  ) throws(StoreError) {
    try use { (opened) throws(StoreError) in
      let condition = """
        project = (SELECT id FROM project WHERE name = ?) AND source = ? AND gone < ?
          AND NOT edited AND NOT forgotten
        """
      let connection = opened.connection
      let values: [SQLiteValue] = [.text(project), .text(source), SQLiteValue(time)]
      let count = try connection.statement(
        "SELECT count(*) FROM document WHERE \(condition)", values: values)
      let isNeeded = try count.step() && count.integer(0) > 0
      count.reset()
      guard isNeeded else { return }
      try connection.write { () throws(StoreError) in
        let update = try connection.statement(
          """
          UPDATE document SET forgotten = 1, generation = generation + 1, memory = x'',
            hash_state = x'', head = x'', tail = x'' WHERE \(condition)
          """, values: values)
        _ = try update.step()
        try connection.run(
          "UPDATE project SET changes = changes + ? WHERE name = ?",
          SQLiteValue(connection.changes), .text(project))
      }
    }
  }
}
