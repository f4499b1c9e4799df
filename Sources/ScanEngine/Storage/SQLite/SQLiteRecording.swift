/// Decides for events whose record has an id of its own whether they count.
struct SQLiteRecording {
  let connection: SQLiteConnection
  let project: Int64
  let document: Int64
  let mode: DocumentBatch.Mode

  /// Bytes of the SHA-256 that stand for a record's place: enough for any project.
  private static let keyLength = 16

  /// Whether it is the first time that the project meets this place of this record.
  ///
  /// An edited document is read whole each time: there a record counts that it owns already, once
  /// in each reading.
  mutating func counts(_ record: RecordPlace, isProvisional: Bool) throws(StoreError) -> Bool {
    let key = SQLiteValue.blob(Self.key(record))
    try connection.run(
      "INSERT OR IGNORE INTO record VALUES (?, ?, ?, ?)",
      SQLiteValue(project), key, SQLiteValue(document), SQLiteValue(isProvisional))
    let isNew = connection.changes == 1
    guard mode.isRaise else { return isNew }
    if !isNew {
      let owner = try connection.integer(
        "SELECT document FROM record WHERE project = ? AND key = ?", SQLiteValue(project), key)
      guard owner == document else { return false }
    }
    try connection.run(
      "INSERT OR IGNORE INTO temp.seen_record VALUES (?, ?)", SQLiteValue(document), key)
    return connection.changes == 1
  }

  private static func key(_ record: RecordPlace) -> [UInt8] {
    let place = Array("\(record.identifier)\0\(record.place)".utf8)
    return Array(SHA256.digest(of: place).prefix(keyLength))
  }
}
