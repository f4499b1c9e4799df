/// What a project looked like after a scan that left nothing to do, so that the next run can tell by
/// the files' status alone that there is still nothing: `.orchestrator/scan_snapshot`.
///
/// It is a digest of all that decides: the manifest, the files of all sources, the store and the
/// state. Any difference, or any doubt, means that it is looked in full.
package struct ScanSnapshot: Hashable, Sendable {
  /// 64 hex digits.
  let digest: String
  /// When the scan began that left nothing to do.
  let time: Timestamp
  /// The session that ended with that scan, as 64 hex digits of its name's SHA-256; empty for none.
  let session: String

  private static let version = "scanctl snapshot 1"

  init(digest: String, time: Timestamp, session: String?) {
    self.digest = digest
    self.time = time
    self.session = Self.name(session)
  }

  /// Nothing where the text is none of this version.
  package init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count == 5, lines[0] == Self.version, lines[1].utf8.count == 64,
      let milliseconds = Int64(lines[2])
    else { return nil }
    digest = lines[1]
    time = Timestamp(milliseconds: milliseconds)
    session = lines[3]
  }

  /// Four lines.
  package var text: String { "\(Self.version)\n\(digest)\n\(time.milliseconds)\n\(session)\n" }

  static func name(_ session: String?) -> String {
    session.map { SHA256.hex(SHA256.digest(of: Array($0.utf8))) } ?? ""
  }
}

/// Tells whether a project still looks as it did when a scan had left nothing to do.
///
/// It opens no store. Where nothing has changed it reads the snapshot alone; else it reads, too, which files
/// were known then. It changes nothing but these two.
package struct SnapshotCheck: Sendable {
  private let project: String
  private let compiled: CompiledManifest
  /// The store's file.
  private let storePath: String
  private let now: Timestamp
  private let processors: Int
  private let state: ScanStateFile
  private let file: PrivateFile
  /// What is known of the files; there are some dozen bytes for each.
  private let knownFile: PrivateFile

  /// Of a snapshot, in bytes.
  private static let limit = 1_024
  /// Of what is known of the files: there may be a million.
  private static let knownLimit = 64 << 20

  /// - `root`: The project's folder; absolute.
  /// - `project`: What the project is called in the store.
  /// - `storePath`: The file of the store.
  /// - `processors`: How many it may use.
  package init(
    root: String, project: String, compiled: CompiledManifest, storePath: String, now: Timestamp,
    processors: Int = 1
  ) {
    self.project = project
    self.compiled = compiled
    self.storePath = storePath
    self.now = now
    self.processors = processors
    state = ScanStateFile(root: root)
    let folder = PrivateFolder.path(ofProject: root)
    file = PrivateFile(path: folder + "/scan_snapshot")
    knownFile = PrivateFile(path: folder + "/scan_files")
  }

  /// What a look at a project found.
  package enum Finding: Sendable {
    /// Nothing has changed since a scan that left nothing to do.
    case nothing
    /// Something has changed, or nobody knows.
    case changes(ProjectFound)
  }

  /// Looks whether anything has changed since a scan that left nothing to do.
  ///
  /// - `session`: The session that has ended; one that wasn't noted as such is something to do.
  package func look(session: String?) -> Finding {
    let snapshot = snapshot(session: session)
    let known = snapshot == nil ? known() : nil
    guard snapshot != nil || known != nil else { return .changes(ProjectFound()) }
    var found = FilesFound(
      of: compiled.sources, ScanContext(now: now, processors: processors))
    if let snapshot, digest(found.digest) == snapshot.digest { return .nothing }
    let then = known ?? self.known()
    if let then { found.leaveOut(then.sources, changes: then.changes) }
    if found.changesWhenKnown == nil { found.sort() }
    return .changes(ProjectFound(files: found, state: then?.state))
  }

  /// nil where there is none that may say that there is nothing to do.
  private func snapshot(session: String?) -> ScanSnapshot? {
    guard let bytes = file.bytes(limit: Self.limit),
      let snapshot = ScanSnapshot(text: String(decoding: bytes, as: UTF8.self)),
      snapshot.time <= now, session == nil || snapshot.session == ScanSnapshot.name(session)
    else { return nil }
    return snapshot
  }

  /// nil where nothing is known that still holds.
  private func known() -> KnownProject? {
    guard let conditions, let bytes = knownFile.bytes(limit: Self.knownLimit) else { return nil }
    return KnownProject(bytes, conditions, now: now)
  }

  /// Remembers what the project looks like; to be called when the store is closed.
  ///
  /// - `summary`: What the scan did.
  /// - `session`: The session that has ended with it.
  package func remember(after summary: ScanSummary, session: String?) {
    if let known = summary.known, let conditions {
      knownFile.replace(with: known.bytes(conditions, at: now))
    }
    guard let files = summary.files,
      FileStatus.isSettled(files.lastChange, at: now),
      let digest = digest(files)
    else { return }
    let snapshot = ScanSnapshot(digest: digest, time: now, session: session)
    file.replace(with: Array(snapshot.text.utf8))
  }

  /// nil where there is no store.
  private func digest(_ files: FilesDigest) -> String? {
    digest([files.text], [FileStatus(path: state.path)]).map(SHA256.hex)
  }

  /// Stands for all but the files that decides what is known of them; nil where there is no store.
  private var conditions: [UInt8]? { digest([], []) }

  /// Of the manifest, the store, and what is added to them.
  private func digest(_ texts: [String], _ statuses: [FileStatus?]) -> [UInt8]? {
    guard let store = FileStatus(path: storePath), store.kind == .file else { return nil }
    var hash = SHA256()
    func add(_ text: String) { hash.update(Array(text.utf8) + [0]) }
    add(project)
    add(compiled.manifest.digest)
    add(compiled.rules.digest)
    add(compiled.eventRules.fingerprinter.form)
    for text in texts { add(text) }
    for status in [store, FileStatus(path: storePath + "-wal")] + statuses {
      // A log of the database that is there and empty says the same as none.
      guard let status, status.size > 0 else {
        add("-")
        continue
      }
      add("\(status.size) \(status.modified) \(status.changed) \(status.inode) \(status.device)")
    }
    return hash.digest()
  }
}
