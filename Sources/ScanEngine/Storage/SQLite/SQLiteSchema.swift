/// The form of the tables, as named changes that are only ever added.
enum SQLiteSchema {
  /// `SCNP`: marks the file as a scanctl store.
  static let applicationID: Int64 = 0x5343_4E50

  /// One change of the form.
  struct Migration: Sendable {
    let name: String
    let script: String
  }

  /// In the order in which they are applied; never changed once released.
  static let migrations = [
    Migration(name: "first tables", script: firstTables),
    Migration(name: "sessions by what is noted", script: sessionIndexes),
    Migration(name: "changes of a project", script: projectChanges),
  ]

  private static let firstTables = """
    -- form: of the fingerprints that the project's patterns have.
    CREATE TABLE project (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, form TEXT) STRICT;

    CREATE TABLE session (
      id INTEGER PRIMARY KEY,
      project INTEGER NOT NULL REFERENCES project,
      name TEXT NOT NULL,
      ended INTEGER,
      ingested INTEGER,
      UNIQUE (project, name)) STRICT;

    CREATE TABLE scan (
      id INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER) STRICT;

    -- The blobs come last: reading the columns before them touches no overflow pages.
    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      project INTEGER NOT NULL REFERENCES project,
      source TEXT NOT NULL,
      path TEXT NOT NULL,
      generation INTEGER NOT NULL,
      reading INTEGER NOT NULL,
      edited INTEGER NOT NULL,
      session TEXT,
      gone INTEGER,
      forgotten INTEGER NOT NULL DEFAULT 0,
      size INTEGER, modified INTEGER, changed INTEGER, inode INTEGER, device INTEGER,
      read_to INTEGER NOT NULL,
      sha256 TEXT NOT NULL,
      head_length INTEGER NOT NULL, head BLOB NOT NULL,
      tail_length INTEGER NOT NULL, tail BLOB NOT NULL,
      resume_offset INTEGER NOT NULL,
      resume_line INTEGER NOT NULL,
      time INTEGER NOT NULL,
      complete INTEGER NOT NULL,
      rules TEXT NOT NULL,
      hash_state BLOB NOT NULL,
      memory BLOB NOT NULL) STRICT;
    -- Any number of gone logs may have been at one path.
    CREATE UNIQUE INDEX document_in_place ON document (project, source, path) WHERE gone IS NULL;
    CREATE INDEX document_gone ON document (project, source, path) WHERE gone IS NOT NULL;

    -- sample_document is NULL once what it holds has been taken back: the next event replaces it.
    -- Numbers are never used again: a scan remembers the patterns it has met by them.
    CREATE TABLE pattern (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      fingerprint BLOB NOT NULL UNIQUE,
      problem BLOB NOT NULL,
      occurrences INTEGER NOT NULL,
      first_seen INTEGER NOT NULL,
      last_seen INTEGER NOT NULL,
      form TEXT NOT NULL,
      type TEXT NOT NULL,
      message TEXT NOT NULL,
      frame TEXT,
      language TEXT,
      category TEXT,
      rule TEXT,
      title TEXT,
      sample_document INTEGER,
      sample_source TEXT NOT NULL,
      sample_path TEXT NOT NULL,
      sample_line INTEGER NOT NULL,
      sample_command TEXT) STRICT;
    CREATE INDEX pattern_by_problem ON pattern (problem);
    CREATE INDEX pattern_by_occurrences ON pattern (occurrences DESC, fingerprint);
    CREATE INDEX pattern_by_last_seen ON pattern (last_seen DESC);

    -- session is 0 outside of sessions: a key can't hold NULL.
    CREATE TABLE contribution (
      document INTEGER NOT NULL REFERENCES document,
      provisional INTEGER NOT NULL,
      pattern INTEGER NOT NULL REFERENCES pattern,
      session INTEGER NOT NULL,
      day INTEGER NOT NULL,
      count INTEGER NOT NULL CHECK (count > 0),
      first_seen INTEGER NOT NULL,
      last_seen INTEGER NOT NULL,
      PRIMARY KEY (document, provisional, pattern, session, day)) STRICT, WITHOUT ROWID;
    CREATE INDEX contribution_by_pattern ON contribution (pattern);
    CREATE INDEX contribution_by_session ON contribution (session) WHERE session <> 0;

    CREATE TABLE record (
      project INTEGER NOT NULL REFERENCES project,
      key BLOB NOT NULL,
      document INTEGER NOT NULL REFERENCES document,
      provisional INTEGER NOT NULL,
      PRIMARY KEY (project, key)) STRICT, WITHOUT ROWID;
    CREATE INDEX record_by_document ON record (document, provisional);

    -- By fingerprint, not by pattern: a fix outlives the moment in which a rescan has taken a
    -- pattern's last occurrence back and not yet given it again.
    CREATE TABLE fix (
      fingerprint BLOB NOT NULL,
      document INTEGER NOT NULL REFERENCES document,
      digest BLOB NOT NULL,
      provisional INTEGER NOT NULL,
      reading INTEGER NOT NULL,
      observed INTEGER NOT NULL,
      text TEXT NOT NULL,
      source TEXT NOT NULL,
      path TEXT NOT NULL,
      line INTEGER NOT NULL,
      PRIMARY KEY (fingerprint, document, digest)) STRICT, WITHOUT ROWID;
    CREATE INDEX fix_by_document ON fix (document, provisional);

    CREATE TABLE fetch (
      project INTEGER NOT NULL REFERENCES project,
      repository TEXT NOT NULL,
      labels TEXT NOT NULL,
      watermark TEXT,
      cursor BLOB NOT NULL,
      PRIMARY KEY (project, repository, labels)) STRICT, WITHOUT ROWID;
    """

  /// There may be 100,000 sessions, all of them ingested.
  private static let sessionIndexes = """
    CREATE INDEX session_ingested ON session (project, name) WHERE ingested IS NOT NULL;
    CREATE INDEX session_waiting ON session (project, name)
      WHERE ended IS NOT NULL AND ingested IS NULL;
    """

  /// The sum of its documents' generations, which there may be 100,000 of.
  private static let projectChanges = """
    ALTER TABLE project ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
    UPDATE project SET changes =
      (SELECT ifnull(sum(generation), 0) FROM document WHERE document.project = project.id);
    """

  /// Tables of one connection: what a commit changes, and what a scan has met.
  ///
  /// SQLite keeps them in a file of their own when they grow, so a scan's memory doesn't depend on
  /// the number of patterns.
  static let scratch = """
    CREATE TEMP TABLE IF NOT EXISTS change (
      pattern INTEGER PRIMARY KEY,
      -- Of a new pattern: with what its row was made.
      initial INTEGER,
      added INTEGER NOT NULL DEFAULT 0, added_first INTEGER, added_last INTEGER,
      removed INTEGER NOT NULL DEFAULT 0, removed_first INTEGER, removed_last INTEGER);
    CREATE TEMP TABLE IF NOT EXISTS met (
      scan INTEGER NOT NULL, pattern INTEGER NOT NULL, existed INTEGER NOT NULL,
      net INTEGER NOT NULL, PRIMARY KEY (scan, pattern)) WITHOUT ROWID;
    -- Patterns that vanished may come back with another number.
    CREATE TEMP TABLE IF NOT EXISTS vanished (
      scan INTEGER NOT NULL, fingerprint BLOB NOT NULL, existed INTEGER NOT NULL,
      net INTEGER NOT NULL, PRIMARY KEY (scan, fingerprint)) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS holding (
      document INTEGER NOT NULL, pattern INTEGER NOT NULL, session INTEGER NOT NULL,
      day INTEGER NOT NULL, count INTEGER NOT NULL, first_seen INTEGER NOT NULL,
      last_seen INTEGER NOT NULL,
      PRIMARY KEY (document, pattern, day, session)) WITHOUT ROWID;
    CREATE TEMP TABLE IF NOT EXISTS seen_record (
      document INTEGER NOT NULL, key BLOB NOT NULL, PRIMARY KEY (document, key)) WITHOUT ROWID;
    """
}
