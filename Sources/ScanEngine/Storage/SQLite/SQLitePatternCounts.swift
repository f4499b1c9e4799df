/// One pattern's occurrences, told apart by day, source, project, session and document.
struct PatternCounts {
  let connection: SQLiteConnection
  let row: Int64

  func days() throws(StoreError) -> [DayCount] {
    let rows = try connection.statement(
      "SELECT day, sum(count) FROM contribution WHERE pattern = ? GROUP BY day ORDER BY day",
      SQLiteValue(row))
    var days: [DayCount] = []
    while try rows.step() { days.append(DayCount(day: rows.integer(0), count: rows.integer(1))) }
    return days
  }

  func sources() throws(StoreError) -> [NamedCount] { try named("d.source") }

  func projects() throws(StoreError) -> [NamedCount] {
    try named("(SELECT name FROM project WHERE id = d.project)")
  }

  func sessions() throws(StoreError) -> [NamedCount] {
    try named("(SELECT name FROM session WHERE id = c.session)")
  }

  func documents() throws(StoreError) -> [NamedCount] {
    try named("d.path", limit: PatternDetails.documentLimit)
  }

  /// The most first, then by name; what has no name is left out.
  private func named(_ name: String, limit: Int = -1) throws(StoreError) -> [NamedCount] {
    let rows = try connection.statement(
      """
      SELECT \(name) AS name, sum(c.count) FROM contribution c JOIN document d ON d.id = c.document
      WHERE c.pattern = ? AND name IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?
      """, SQLiteValue(row), SQLiteValue(limit))
    var counts: [NamedCount] = []
    while try rows.step() {
      counts.append(NamedCount(name: rows.text(0), count: rows.integer(1)))
    }
    return counts
  }
}
