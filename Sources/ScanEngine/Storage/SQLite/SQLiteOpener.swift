/// Opens a store's file: its form is brought up to date, or it is refused.
enum SQLiteOpener {
  /// Returns nil for a file that has nothing in it yet and is opened for reading.
  static func open(
    _ file: String, name: String, access: SQLiteStore.Access, patience: Int
  ) throws(StoreError) -> SQLiteConnection? {
    do {
      return try open(file, name: name, access: access, patience: patience, .shared)
    } catch {
      // Reading goes on where nothing can be written any more: on a full disk, in a folder of
      // somebody else's.
      guard access == .reading, error.kind == .unusable || error.kind == .full else { throw error }
      let first = error
      for sharing in [SQLiteConnection.Sharing.alone, .immutable] {
        if sharing == .immutable, SQLiteFile.hasUnmergedLog(file) { continue }
        if let connection = try? open(
          file, name: name, access: access, patience: patience, sharing)
        {
          return connection
        }
      }
      throw first
    }
  }

  private static func open(
    _ file: String, name: String, access: SQLiteStore.Access, patience: Int,
    _ sharing: SQLiteConnection.Sharing
  ) throws(StoreError) -> SQLiteConnection? {
    let connection = try SQLiteConnection(
      path: file, name: name, access: access, patience: patience, sharing: sharing)
    // A store may come with a repository: its schema may not call functions that do harm.
    try connection.execute(
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -8000")
    let version = try version(of: connection)
    switch access {
    case .reading where version == 0: return nil
    case .reading where version < SQLiteSchema.migrations.count:
      throw StoreError(
        .unusable, store: name, problem: "the store was written by an older scanctl",
        remedy: "run 'scanctl finish' once to bring it up to date")
    case .reading: return connection
    case .writing:
      try connection.execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL")
      if version == 0 { try useWriteAheadLog(connection, patience: patience) }
      if version < SQLiteSchema.migrations.count { try migrate(connection) }
      return connection
    }
  }

  /// A store without a file, which holds nothing.
  static func openEmpty(name: String) throws(StoreError) -> SQLiteConnection {
    let connection = try SQLiteConnection(
      path: ":memory:", name: name, access: .writing, patience: 0)
    try migrate(connection)
    return connection
  }

  /// How many migrations the file has seen; refuses files that are not ours, or from the future.
  private static func version(of connection: SQLiteConnection) throws(StoreError) -> Int {
    let version = Int(try connection.integer("PRAGMA user_version") ?? 0)
    let application = try connection.integer("PRAGMA application_id") ?? 0
    if application != SQLiteSchema.applicationID {
      let tables = try connection.integer("SELECT count(*) FROM sqlite_schema") ?? 0
      guard application == 0, version == 0, tables == 0 else {
        throw StoreError.damaged(connection.name, "it is another program's database")
      }
      return 0
    }
    // What a store never has could run for ever whenever it is written to, or read.
    let foreign = try connection.integer(
      """
      SELECT count(*) FROM sqlite_schema
      WHERE type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%'
      """)
    guard foreign == 0 else {
      throw StoreError.damaged(
        connection.name, "it has triggers or views, which scanctl never makes")
    }
    guard version > SQLiteSchema.migrations.count else { return version }
    throw try newer(connection)
  }

  private static func newer(_ connection: SQLiteConnection) throws(StoreError) -> StoreError {
    let statement = try connection.statement(
      "SELECT name FROM migration WHERE number > ? ORDER BY number LIMIT 1",
      SQLiteValue(SQLiteSchema.migrations.count))
    let migration = try statement.step() ? statement.text(0) : "unnamed"
    return StoreError(
      .newer(migration: migration), store: connection.name,
      problem: "the store was written by a newer scanctl (migration '\(migration)')",
      remedy: "upgrade scanctl or use --store with another file")
  }

  /// Applies what is missing; another process may do the same at the same time.
  private static func migrate(_ connection: SQLiteConnection) throws(StoreError) {
    try connection.write(.immediate) { () throws(StoreError) in
      let applied = try version(of: connection)
      if applied == 0 {
        try connection.execute(
          """
          PRAGMA application_id = \(SQLiteSchema.applicationID);
          CREATE TABLE IF NOT EXISTS migration (
            number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
          """)
      }
      for (index, migration) in SQLiteSchema.migrations.enumerated().dropFirst(applied) {
        try connection.execute(migration.script)
        try connection.run(
          "INSERT INTO migration VALUES (?, ?)", SQLiteValue(index + 1), .text(migration.name))
        try connection.execute("PRAGMA user_version = \(index + 1)")
      }
    }
  }

  /// Milliseconds between two tries.
  private static let pause = 10

  /// Readers then never wait for a writer, nor a writer for readers.
  ///
  /// SQLite doesn't always wait by itself here where several processes make one store.
  private static func useWriteAheadLog(
    _ connection: SQLiteConnection, patience: Int
  ) throws(StoreError) {
    var left = patience
    while true {
      do {
        return try connection.run("PRAGMA journal_mode = WAL")
      } catch {
        guard error.kind == .busy, left > 0 else { throw error }
        connection.wait(milliseconds: pause)
        left -= pause
      }
    }
  }
}
