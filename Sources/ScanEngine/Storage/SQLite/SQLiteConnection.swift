internal import CSQLite

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// One connection to an SQLite database, for one thread at a time.
final class SQLiteConnection {
  /// When what was written survives a power cut; it survives the end of the process at once.
  enum Durability: String, Hashable, Sendable {
    /// With the next checkpoint or the next durable transaction.
    case eventual = "NORMAL"
    /// At once.
    case immediate = "FULL"
  }

  /// As messages call the database.
  let name: String
  private let handle: OpaquePointer
  private var statements: [String: SQLiteStatement] = [:]
  private var durability = Durability.eventual

  /// How a database is shared with other processes.
  enum Sharing: Hashable, Sendable {
    /// Through a file beside it, which has to be made.
    case shared
    /// Not at all: for a folder in which no file can be made any more.
    case alone
    /// Nobody can change it: for a folder that can't be written to.
    case immutable
  }

  /// Opens a database that exists; `:memory:` is a new one.
  ///
  /// `patience` is how long a writer waits for another one, in milliseconds.
  init(
    path: String, name: String, access: SQLiteStore.Access, patience: Int,
    sharing: Sharing = .shared
  ) throws(StoreError) {
    self.name = name
    var opened: OpaquePointer?
    let isImmutable = sharing == .immutable
    let code = sqlite3_open_v2(
      isImmutable ? Self.immutableName(of: path) : path, &opened,
      (isImmutable ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE)
        | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE
        | SQLITE_OPEN_PRIVATECACHE, nil)
    guard code == SQLITE_OK, let opened else {
      defer { sqlite3_close(opened) }
      let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      throw StoreError.sqlite(code, message: message, store: name)
    }
    handle = opened
    sqlite3_busy_timeout(handle, Int32(clamping: patience))
    // Opened for reading alone, it would leave its files of the write-ahead log behind.
    if access == .reading { try execute("PRAGMA query_only = ON") }
    if sharing == .alone { try execute("PRAGMA locking_mode = EXCLUSIVE") }
  }

  /// The file's name as a URI (RFC 3986) that says that nobody changes it.
  private static func immutableName(of path: String) -> String {
    let escaped = path.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
        || [0x2F, 0x2E, 0x2D, 0x5F].contains(byte)
      return isPlain
        ? String(decoding: [byte], as: UTF8.self) : "%" + SHA256.hex([byte])
    }
    return "file:\(escaped.joined())?immutable=1"
  }

  deinit {
    for statement in statements.values { statement.finalize() }
    sqlite3_close(handle)
  }

  /// Runs statements that take no values and give no rows.
  func execute(_ script: String) throws(StoreError) {
    let code = sqlite3_exec(handle, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code) }
  }

  /// The statement, prepared at its first use, with its values.
  func statement(_ text: String, _ values: SQLiteValue...) throws(StoreError) -> SQLiteStatement {
    try statement(text, values: values)
  }

  /// The statement, prepared at its first use, with its values.
  func statement(_ text: String, values: [SQLiteValue]) throws(StoreError) -> SQLiteStatement {
    let statement = try prepared(text)
    try statement.bind(values)
    return statement
  }

  /// The statement, prepared at its first use; for those that are run so often that looking one up by
  /// its text would count.
  func prepared(_ text: String) throws(StoreError) -> SQLiteStatement {
    if let known = statements[text] { known } else { try prepare(text) }
  }

  private func prepare(_ text: String) throws(StoreError) -> SQLiteStatement {
    let statement = try make(text)
    statements[text] = statement
    return statement
  }

  private func make(_ text: String) throws(StoreError) -> SQLiteStatement {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(
      handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw error(code) }
    return SQLiteStatement(handle: prepared, connection: self)
  }

  /// Uses a statement that is not kept: several of one text can be stepped through at once.
  func withStatements<Result>(
    _ texts: [(String, [SQLiteValue])], _ body: ([SQLiteStatement]) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    var statements: [SQLiteStatement] = []
    defer { for statement in statements { statement.finalize() } }
    for (text, values) in texts {
      let statement = try make(text)
      statements.append(statement)
      try statement.bind(values)
    }
    return try body(statements)
  }

  /// Runs a statement to its end.
  func run(_ text: String, _ values: SQLiteValue...) throws(StoreError) {
    let statement = try statement(text, values: values)
    while try statement.step() {}
  }

  /// The first column of the first row; nil without rows, and for NULL.
  func integer(_ text: String, _ values: SQLiteValue...) throws(StoreError) -> Int64? {
    let statement = try statement(text, values: values)
    guard try statement.step() else { return nil }
    defer { statement.reset() }
    return statement.isNull(0) ? nil : statement.int64(0)
  }

  /// Rows that the last statement inserted, changed or deleted.
  var changes: Int { Int(sqlite3_changes64(handle)) }

  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  func wait(milliseconds: Int) { sqlite3_sleep(Int32(clamping: milliseconds)) }

  /// Writes all or nothing; waits for other writers first.
  func write<Result>(
    _ durability: Durability = .eventual, _ body: () throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    if durability != self.durability {
      try execute("PRAGMA synchronous = \(durability.rawValue)")
      self.durability = durability
    }
    return try transaction("BEGIN IMMEDIATE", body)
  }

  /// Reads everything as it is at one moment.
  func read<Result>(_ body: () throws(StoreError) -> Result) throws(StoreError) -> Result {
    try transaction("BEGIN", body)
  }

  private func transaction<Result>(
    _ begin: String, _ body: () throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try run(begin)
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // Some errors (a full disk) have rolled back already; the first error is the one to tell.
      if sqlite3_get_autocommit(handle) == 0 { try? run("ROLLBACK") }
      throw error
    }
  }

  /// `SQLITE_IOERR_WRITE`, a macro that Swift can't import.
  private static let failedWrite = SQLITE_IOERR | 3 << 8

  /// What SQLite complains of, in the store's words.
  func error(_ code: Int32) -> StoreError {
    // To SQLite a quota or a limit on files is an I/O error like any other, as is a file beside
    // the database that can't grow. Its last error number may be that of what came after.
    let isFull =
      code & 0xFF == SQLITE_IOERR
      && (code == Self.failedWrite || noSpace.contains(sqlite3_system_errno(handle)))
    return .sqlite(
      isFull ? SQLITE_FULL : code, message: String(cString: sqlite3_errmsg(handle)), store: name)
  }
}

/// The disk's, the quota's, and that of a limit on the size of files.
private var noSpace: [Int32] { [ENOSPC, EDQUOT, EFBIG] }

extension StoreError {
  fileprivate static func sqlite(_ code: Int32, message: String, store: String) -> StoreError {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED:
      StoreError(
        .busy, store: store, problem: "the store is locked by another process (\(message))",
        remedy: "try again when the other scanctl is done")
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      .damaged(store, message)
    case SQLITE_FULL:
      StoreError(
        .full, store: store, problem: "no space for the store (\(message))",
        remedy: "free some disk space or raise the quota; nothing that was committed is lost")
    case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH, SQLITE_IOERR:
      StoreError(
        .unusable, store: store, problem: "the store can't be read or written (\(message))",
        remedy: "check the rights of the file and its folder, or use --store with another file")
    default:
      StoreError(
        .failed, store: store, problem: "the database refused a statement (\(message))",
        remedy: "this is a mistake in scanctl: please report it")
    }
  }

  static func damaged(_ store: String, _ what: String) -> StoreError {
    StoreError(
      .damaged, store: store, problem: "the file is damaged or no scanctl store (\(what))",
      remedy: "move it away, then run 'scanctl backfill' to learn again from what is still there")
  }
}
