/// Scans a project: the library's front door.
///
/// A scanner is a value that owns nothing: the store is shared, locks are taken for each flow.
public struct PatternScanner: Sendable {
  let root: String
  let project: String
  let compiled: CompiledManifest
  let store: any PatternStore
  let now: Timestamp
  let stateFile: ScanStateFile
  /// Where what can be made again is kept; nil is nowhere.
  let cache: CacheFolder?

  /// How long a flow waits for another process's scan, in milliseconds.
  package static let lockPatience = 10_000

  /// - `root`: The project's folder; absolute.
  /// - `project`: What the project is called in the store.
  /// - `cache`: Where what can be made again is kept; nil is nowhere.
  package init(
    root: String, project: String, compiled: CompiledManifest, store: any PatternStore,
    now: Timestamp, cache: CacheFolder? = nil
  ) {
    self.root = root
    self.project = project
    self.compiled = compiled
    self.store = store
    self.now = now
    self.cache = cache
    stateFile = ScanStateFile(root: root)
  }

  var folder: String { PrivateFolder.path(ofProject: root) }

  /// Which sources a flow reads, and how.
  package struct Options: Sendable {
    /// Names of sources; nil is all of them.
    package var sources: Set<String>?
    package var readsGitHub = true
    /// For all of GitHub's answers together, in seconds; nil is without limit.
    package var gitHubTimeout: Int?
    package var window: Window?
    package var isRescan = false
    package var lockPatience = PatternScanner.lockPatience
    /// What was found just before.
    package var found = ProjectFound()
    /// The portable path of the document that is read before all others.
    package var first: String?
    /// The largest document that is read where it can only be read whole, in bytes; nil is any.
    package var largestWhole: Int64?
    /// How many processors a scan may use.
    package var processors = 1
    package var isOver: @Sendable () -> Bool = { false }
    package var progress: @Sendable (ScanProgress) -> Void = { _ in }

    package init() {}

    /// All files are looked at where others than this process have changed what is known of them since
    /// they were found.
    func whereKnown(
      by store: any PatternStore, project: String
    ) throws(StoreError) -> Options {
      var options = self
      if let changes = found.files?.changesWhenKnown, try store.changes(project: project) != changes
      {
        options.found.files?.leaveNothingOut()
      }
      return options
    }
  }

  /// Scans everything that is enabled, whatever its own windows say.
  ///
  /// - `days`: How far back files and issues are read.
  ///
  /// Throws A ``StoreError`` where the store can't be used, a ``Warning`` where there is no lock.
  public func scanAll(days: Int = 30) async throws -> ScanSummary {
    var options = Options()
    options.window = Window(days: days)
    return try await backfill(options, plan(options))
  }

  /// What there is to scan in each source, in the manifest's order; changes nothing.
  public func scanAndShowRecommendations() async throws -> [SourceRecommendation] {
    try await plan(Options()).recommendations
  }

  /// Whether a session ended without its errors having been learned.
  public var hasOrphanedSession: Bool {
    get async throws { try await !orphans(except: nil).isEmpty }
  }

  /// Learns from the sessions that ended without their errors having been learned.
  public func recoverOrphaned() async throws -> ScanSummary {
    try await recover(except: nil, Options()) ?? ScanSummary()
  }

  func sources(_ options: Options) -> [any PatternSource] {
    compiled.sources.filter { source in
      (options.sources?.contains(source.name) ?? true)
        && (options.readsGitHub || !(source is GitHubSource))
    }
  }

  func context(
    _ options: Options, sessions: Set<String>? = nil, ended: Set<String> = [],
    compared: [String: ComparedFiles] = [:]
  ) -> ScanContext {
    ScanContext(
      now: now, window: options.window, isRescan: options.isRescan, sessions: sessions,
      ended: ended, first: options.first, cache: cache, found: options.found.files,
      compared: compared, largestWhole: options.largestWhole, processors: options.processors,
      gitHubDeadline: options.gitHubTimeout.map { .now + .seconds($0) },
      isOver: options.isOver, progress: options.progress)
  }
}

/// A source with what there is to scan in it.
public struct SourceRecommendation: Sendable {
  /// The source's name in the manifest.
  public let name: String
  /// Why it is worth scanning.
  public let recommendation: String
  /// What there is; nil where the source can't be looked at.
  public let survey: SourceSurvey?
  /// Why it can't be looked at.
  public let problem: Warning?
}
