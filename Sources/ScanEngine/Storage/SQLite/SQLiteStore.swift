internal import Synchronization

/// A ``PatternStore`` in one SQLite file, which any number of processes may use at once.
///
/// A commit waits for no disk: SQLite's log is ordered, so a power cut loses the newest commits
/// whole. What has to last at once (``PatternStore`` says what) is written through.
package final class SQLiteStore: PatternStore {
  /// What a caller wants to do.
  package enum Access: Hashable, Sendable {
    /// Makes the file and its folder where they are missing.
    case writing
    /// Changes nothing; a store that isn't there is empty.
    case reading
  }

  /// The connection, and what belongs to this process alone.
  struct Opened {
    let connection: SQLiteConnection
    /// The rows of the scans that have committed something.
    var scanRows: [Int: Int64] = [:]
    var hasScratch = false
  }

  /// How long a writer waits for another one, in milliseconds.
  package static let defaultPatience = 10_000

  /// The file's path, as messages call it.
  package let path: String
  private let opened: Mutex<Opened>
  private let scans = Atomic<Int>(0)

  /// Opens the store in the file at `path`.
  ///
  /// `patience` is how long a writer waits for another one, in milliseconds.
  package init(
    path: String, access: Access, patience: Int = SQLiteStore.defaultPatience
  ) throws(StoreError) {
    self.path = path
    let file = try SQLiteFile.prepare(path, access: access)
    let connection: SQLiteConnection
    if let file,
      let existing = try SQLiteOpener.open(file, name: path, access: access, patience: patience)
    {
      connection = existing
    } else {
      connection = try SQLiteOpener.openEmpty(name: path)
    }
    opened = Mutex(Opened(connection: connection))
  }

  /// Uses the connection, one caller at a time.
  func use<Result: Sendable>(
    _ body: (inout Opened) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try opened.withLock { (opened) throws(StoreError) in try body(&opened) }
  }

  package func beginScan(now: Timestamp) -> ScanID {
    ScanID(number: scans.add(1, ordering: .relaxed).newValue, started: now)
  }

  package func commit(
    _ batches: [DocumentBatch], in scan: ScanID
  ) throws(StoreError) -> [CommitOutcome] {
    try use { (opened) throws(StoreError) in
      if !opened.hasScratch {
        try opened.connection.execute(SQLiteSchema.scratch)
        opened.hasScratch = true
      }
      var row = opened.scanRows[scan.number]
      var outcomes: [CommitOutcome] = []
      try opened.connection.write { () throws(StoreError) in
        for batch in batches {
          var commit = SQLiteCommit(
            connection: opened.connection, batch: batch, scan: scan, scanRow: row)
          outcomes.append(try commit.run())
          row = commit.scanRow
        }
      }
      opened.scanRows[scan.number] = row
      return outcomes
    }
  }

  package func endScan(_ scan: ScanID) throws(StoreError) {
    try use { (opened) throws(StoreError) in
      guard let row = opened.scanRows.removeValue(forKey: scan.number) else { return }
      try opened.connection.write(.immediate) { () throws(StoreError) in
        try opened.connection.run(
          "UPDATE scan SET ended = started WHERE id = ?", SQLiteValue(row))
        for table in ["met", "vanished"] {
          try opened.connection.run(
            "DELETE FROM temp.\(table) WHERE scan = ?", SQLiteValue(scan.number))
        }
        try opened.connection.run("DELETE FROM temp.holding")
        try opened.connection.run("DELETE FROM temp.seen_record")
      }
    }
  }

  package var version: Int64 {
    get throws(StoreError) {
      try use { (opened) throws(StoreError) in
        try opened.connection.integer("PRAGMA data_version") ?? 0
      }
    }
  }

  package var lastScan: Timestamp? {
    get throws(StoreError) {
      try use { (opened) throws(StoreError) in
        try opened.connection.integer("SELECT max(started) FROM scan")
          .map { Timestamp(milliseconds: $0) }
      }
    }
  }
}
