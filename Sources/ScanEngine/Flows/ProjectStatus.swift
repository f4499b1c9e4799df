#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How things stand with a project.
package struct ProjectStatus: Sendable {
  /// The project's folder.
  package var root: String
  /// What it is called in the store; nil where the manifest can't be read.
  package var project: String?
  /// What is wrong, the worst first.
  package var problems: [Problem] = []
  /// Nil where there is none yet, or it can't be used.
  package var store: Store?
  /// The store's file, as messages call it.
  package var storePath: String
  package var lastScan: Timestamp?
  /// Files that the state knows.
  package var stateFiles = 0
  package var hasState = false
  package var lock: ScanLock.Holder = .nobody
  /// Sessions of which everything is in the store.
  package var sessionsIngested = 0
  /// Sessions that have ended and are not ingested, sorted.
  package var sessionsWaiting: [String] = []
  /// Sessions that were never ingested, or have more than is in the store; sorted.
  package var sessionsOrphaned: [String] = []

  /// What is in the store.
  package struct Store: Sendable {
    package var totals: StoreTotals
    /// In bytes.
    package var size: Int64
    /// The newest change of its form.
    package var form: String
  }

  /// Something that is wrong, and how to mend it.
  package struct Problem: Hashable, Sendable {
    /// Whether nothing can be learned until it is mended.
    package let isFatal: Bool
    /// The file or folder; nil where it is about none.
    package let place: String?
    package let text: String
    package let remedy: String

    package init(_ text: String, remedy: String, place: String? = nil, isFatal: Bool = false) {
      self.isFatal = isFatal
      self.place = place
      self.text = text
      self.remedy = remedy
    }
  }

  package init(root: String, storePath: String) {
    self.root = root
    self.storePath = storePath
  }

  /// Whether the store can be used.
  package var isUsable: Bool { !problems.contains(where: \.isFatal) }
}

/// Looks at everything that a scan needs; changes nothing.
package struct StatusInspection {
  private let root: String
  private let folder: String
  private let storePath: String
  private let now: Timestamp

  /// Less free space than this is none, in bytes.
  private static let leastSpace: UInt64 = 1 << 20

  /// - `root`: The project's folder; absolute.
  /// - `storePath`: The store's file.
  package init(root: String, storePath: String, now: Timestamp) {
    self.root = root
    self.storePath = storePath
    self.now = now
    folder = PrivateFolder.path(ofProject: root)
  }

  /// - `project`: What it is called in the store; nil where the manifest can't be read.
  /// - `compiled`: The manifest; nil where it can't be used.
  package func run(project: String?, compiled: CompiledManifest?) async -> ProjectStatus {
    var status = ProjectStatus(root: root, storePath: storePath)
    status.project = project
    status.lock = ScanLock.holder(folder: folder)
    status.problems += placeProblems()
    inspectState(&status)
    do {
      try await inspectStore(&status, compiled)
    } catch let error as StoreError {
      status.problems.append(Self.problem(error))
    } catch {
      status.problems.append(
        ProjectStatus.Problem("\(error)", remedy: "run with --verbose, and report it"))
    }
    if let warning = ClockCheck.warning(now: now, lastScan: status.lastScan) {
      status.problems.append(
        ProjectStatus.Problem(warning.text, remedy: "compare 'date -u' with a clock that is right"))
    }
    status.problems = status.problems.filter(\.isFatal) + status.problems.filter { !$0.isFatal }
    return status
  }

  // MARK: Store

  private func inspectStore(
    _ status: inout ProjectStatus, _ compiled: CompiledManifest?
  ) async throws {
    let store = try SQLiteStore(path: storePath, access: .reading)
    let form = try store.check()
    if let size = FileStatus(path: storePath)?.size {
      status.store = ProjectStatus.Store(totals: try store.totals(), size: size, form: form)
    }
    status.lastScan = try store.lastScan ?? status.lastScan
    guard let project = status.project else { return }
    let sessions = try store.sessions(project: project)
    status.sessionsIngested = sessions.count { $0.ingested != nil }
    status.sessionsWaiting = sessions.filter { $0.ended != nil && $0.ingested == nil }.map(\.id)
    guard let compiled else { return }
    let scanner = PatternScanner(
      root: root, project: project, compiled: compiled, store: store, now: now)
    status.sessionsOrphaned = try await scanner.orphans(except: nil)
  }

  private static func problem(_ error: StoreError) -> ProjectStatus.Problem {
    ProjectStatus.Problem(
      error.problem, remedy: error.remedy, place: error.store, isFatal: error.kind != .busy)
  }

  // MARK: State

  private func inspectState(_ status: inout ProjectStatus) {
    let file = ScanStateFile(root: root)
    let (content, warnings) = file.open(damaged: .leave)
    status.hasState = file.exists
    switch content {
    case .nothing: break
    case .own(let text): (status.stateFiles, status.lastScan) = (text.files, text.head.lastScan)
    case .foreign(let state):
      (status.stateFiles, status.lastScan) = (state.fileHashes.count, state.lastScan)
    }
    for warning in warnings {
      status.problems.append(
        ProjectStatus.Problem(
          warning.text, remedy: "run 'scanctl finish': the store has what it is rebuilt from",
          place: warning.path))
    }
  }

  // MARK: Folder and disk

  private func placeProblems() -> [ProjectStatus.Problem] {
    var problems: [ProjectStatus.Problem] = []
    let kind = (try? FileKind(at: folder)) ?? .other
    switch kind {
    case .folder, .nothing: break
    case .link:
      problems.append(
        ProjectStatus.Problem(
          "it is a symbolic link, through which nothing is written",
          remedy: "replace it by a folder, or use --store with a file elsewhere",
          place: ".orchestrator", isFatal: true))
    case .file, .other:
      problems.append(
        ProjectStatus.Problem(
          "it is no folder", remedy: "move it away", place: ".orchestrator", isFatal: true))
    }
    let existing = kind == .folder ? folder : root
    if kind == .folder || kind == .nothing, access(existing, W_OK | X_OK) != 0 {
      problems.append(
        ProjectStatus.Problem(
          "it can't be written (\(SystemError(errno)))",
          remedy: "give yourself the right to write there; lookup and patterns work meanwhile",
          place: kind == .folder ? ".orchestrator" : root, isFatal: true))
    }
    var space = statvfs()
    if statvfs(existing, &space) == 0,
      UInt64(space.f_bavail) * UInt64(space.f_frsize) < Self.leastSpace
    {
      problems.append(
        ProjectStatus.Problem(
          "the disk is full", remedy: "free some space; nothing that was committed is lost",
          place: kind == .folder ? ".orchestrator" : root))
    }
    return problems
  }
}
