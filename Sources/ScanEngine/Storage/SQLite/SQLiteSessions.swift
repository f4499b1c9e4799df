/// The rows of projects.
enum SQLiteProjects {
  /// The project's row, made where it is missing.
  static func row(of name: String, in connection: SQLiteConnection) throws(StoreError) -> Int64 {
    let row = try connection.integer("SELECT id FROM project WHERE name = ?", .text(name))
    if let row { return row }
    try connection.run("INSERT INTO project (name) VALUES (?)", .text(name))
    return connection.lastInsertedRow
  }
}

/// The rows of sessions.
enum SQLiteSessions {
  /// What is noted about a session.
  enum Column: String { case ended, ingested }

  /// The session's row, made where it is missing.
  static func row(
    of name: String, project: Int64, in connection: SQLiteConnection
  ) throws(StoreError) -> Int64 {
    let row = try connection.integer(
      "SELECT id FROM session WHERE project = ? AND name = ?", SQLiteValue(project), .text(name))
    if let row { return row }
    try connection.run(
      "INSERT INTO session (project, name) VALUES (?, ?)", SQLiteValue(project), .text(name))
    return connection.lastInsertedRow
  }

  /// Sets a column to `time`.
  static func mark(
    _ names: [String], project: Int64, column: Column, at time: Timestamp,
    in connection: SQLiteConnection
  ) throws(StoreError) {
    for name in names {
      let row = try row(of: name, project: project, in: connection)
      try connection.run(
        "UPDATE session SET \(column.rawValue) = ? WHERE id = ?", SQLiteValue(time),
        SQLiteValue(row))
    }
  }
}

extension SQLiteStore {
  package func noteEnded(
    _ sessions: [String], project: String, at time: Timestamp
  ) throws(StoreError) {
    try mark(sessions, project: project, column: .ended, at: time)
  }

  package func markIngested(
    _ sessions: [String], project: String, at time: Timestamp
  ) throws(StoreError) {
    try mark(sessions, project: project, column: .ingested, at: time)
  }

  private func mark(
    _ sessions: [String], project: String, column: SQLiteSessions.Column, at time: Timestamp
  ) throws(StoreError) {
    guard !sessions.isEmpty else { return }
    try use { (opened) throws(StoreError) in
      let connection = opened.connection
      try connection.write(.immediate) { () throws(StoreError) in
        let project = try SQLiteProjects.row(of: project, in: connection)
        try SQLiteSessions.mark(
          sessions, project: project, column: column, at: time, in: connection)
        if column == .ingested {
          try connection.run(
            "UPDATE project SET changes = changes + 1 WHERE id = ?", SQLiteValue(project))
        }
      }
    }
  }

  package func sessions(project: String) throws(StoreError) -> [StoredSession] {
    try use { (opened) throws(StoreError) in
      let rows = try opened.connection.statement(
        """
        SELECT session.name, ended, ingested FROM session JOIN project ON project.id = project
        WHERE project.name = ? AND (ended IS NOT NULL OR ingested IS NOT NULL)
        ORDER BY session.name
        """, .text(project))
      var sessions: [StoredSession] = []
      while try rows.step() {
        sessions.append(
          StoredSession(
            id: rows.text(0), ended: rows.optionalTimestamp(1),
            ingested: rows.optionalTimestamp(2)))
      }
      return sessions
    }
  }

  package func waitingSessions(project: String) throws(StoreError) -> [String] {
    try use { (opened) throws(StoreError) in
      let rows = try Self.sessions("ended IS NOT NULL AND ingested IS NULL", project, opened)
      var sessions: [String] = []
      while try rows.step() { sessions.append(rows.text(0)) }
      return sessions
    }
  }

  package func notIngested(
    among sessions: [String], project: String
  ) throws(StoreError) -> [String] {
    guard !sessions.isEmpty else { return [] }
    return try use { (opened) throws(StoreError) in
      var missing: [String] = []
      if sessions.count <= Self.fewSessions {
        for session in sessions {
          let ingested = try opened.connection.integer(
            Self.sessionQuery("ingested IS NOT NULL AND name = ?", columns: "1"), .text(project),
            .text(session))
          if ingested == nil { missing.append(session) }
        }
        return missing
      }
      let ingested = try Self.sessions("ingested IS NOT NULL", project, opened)
      var isMore = try ingested.step()
      for session in sessions {
        var order = 1
        while isMore {
          order = ingested.compare(0, with: session)
          guard order < 0 else { break }
          isMore = try ingested.step()
        }
        if !isMore || order != 0 { missing.append(session) }
      }
      ingested.reset()
      return missing
    }
  }

  /// So many are looked up one by one, rather than beside all that there are.
  private static let fewSessions = 64

  package func ingestedSessions(
    project: String, each: (UnsafeRawBufferPointer) -> Void
  ) throws(StoreError) {
    try use { (opened) throws(StoreError) in
      let ingested = try Self.sessions("ingested IS NOT NULL", project, opened)
      while try ingested.step() {
        if let name = ingested.textBytes(0) { each(name) }
      }
    }
  }

  /// Each condition is that of an index, which has their names in this order.
  private static func sessions(
    _ condition: String, _ project: String, _ opened: Opened
  ) throws(StoreError) -> SQLiteStatement {
    try opened.connection.statement(sessionQuery(condition), .text(project))
  }

  static func sessionQuery(_ condition: String, columns: String = "name") -> String {
    """
    SELECT \(columns) FROM session
    WHERE project = (SELECT id FROM project WHERE name = ?) AND \(condition)
    ORDER BY name
    """
  }
}
