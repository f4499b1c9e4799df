import ScanEngine

/// A flow that an agent runs as its hook: within its budget, quiet, and with status 0 whatever
/// happens.
struct HookRun {
  enum Flow: String { case finish, recover }

  private let flow: Flow
  private let agent: HookAgent
  private let budget: HookBudget
  private let common: CommonOptions
  private let storage: StoreOptions

  init(
    _ flow: Flow, _ agent: HookAgent, _ milliseconds: Int, _ common: CommonOptions,
    _ storage: StoreOptions
  ) {
    self.flow = flow
    self.agent = agent
    self.common = common
    self.storage = storage
    budget = HookBudget(milliseconds: milliseconds, start: Scanctl.start)
  }

  /// - Parameters:
  ///   - session: Replaces the session that the agent names.
  ///   - sources: Which sources are read; nil is all.
  func run(session: String?, sources: SourceOptions?) async {
    StandardStreams.protect()
    budget.enforce()
    let input = HookInput.read()
    var line: String?
    do throws(Failure) {
      let project = try Project(common, from: input.folder ?? ".")
      let log = HookLog(project: project, flow: flow, agent: agent)
      do {
        let work = HookWork(
          project: project, input: input, agent: agent, budget: budget, log: log)
        let summary = try await work.run(flow, session, storage, sources)
        line = summary.flatMap(SummaryReport.line)
        if let summary { log.add(summary, isJSON: common.json) }
      } catch {
        for line in "\(error)".split(separator: "\n") { log.add(String(line)) }
      }
    } catch {
      StandardError.print("scanctl: \(error)")
    }
    if flow == .recover, let text = agent.greeting(common.quiet ? nil : line.map(Self.greeting)) {
      StandardOutput.print(text)
    }
  }

  /// Begins with a letter: Codex takes what looks like JSON for a broken answer.
  private static func greeting(_ line: String) -> String {
    "Recovered from a previous session that was not finished. \(line)"
  }
}

/// What a hook does once it knows its project.
private struct HookWork {
  let project: Project
  let input: HookInput
  let agent: HookAgent
  let budget: HookBudget
  let log: HookLog

  /// Of a document that can't be read in pieces; a larger one would take the whole budget each time.
  private static let largestWhole: Int64 = 8 * 1_024 * 1_024

  /// nil where there was nothing to do.
  func run(
    _ flow: HookRun.Flow, _ named: String?, _ storage: StoreOptions, _ sources: SourceOptions?
  ) async throws -> ScanSummary? {
    let loaded = try project.loadManifest()
    guard !project.isDisabled(loaded.manifest) else { return nil }
    if !loaded.mistakes.isEmpty { _ = try project.compile(loaded) }
    let session = named ?? input.session
    let ended = flow == .finish ? session ?? project.currentSession : nil
    // Of a manifest that was not tried yet there is no snapshot.
    let known = project.isChecked(loaded) ? try project.compile(loaded) : nil
    let snapshot = try known.map { try project.snapshot($0, storage) }
    let isWhole = sources?.source.isEmpty ?? true
    var found = ProjectFound()
    if isWhole, let snapshot {
      guard case .changes(let files) = snapshot.look(session: ended) else { return nil }
      found = files
    }
    let summary = try await scan(
      loaded, known, flow, session, ended: ended, storage, sources, found)
    if flow == .finish, let summary { snapshot?.remember(after: summary, session: ended) }
    return summary
  }

  /// Closes the store.
  ///
  /// - `known`: The manifest, where it was tried before.
  /// - `found`: What there was just now.
  private func scan(
    _ loaded: Project.LoadedManifest, _ known: CompiledManifest?, _ flow: HookRun.Flow,
    _ session: String?, ended: String?, _ storage: StoreOptions, _ sources: SourceOptions?,
    _ found: ProjectFound
  ) async throws -> ScanSummary? {
    let store = try project.openStore(storage, access: .writing, patience: budget.patience)
    // Trying a large manifest's examples takes longer than this may wait.
    if let ended { note(ended, project.name(loaded.manifest), store) }
    let compiled = try known ?? project.compile(loaded, memory: .keeping)
    let scanner = project.scanner(compiled, store)
    var options = try sources?.options(compiled) ?? PatternScanner.Options()
    options.processors = Processors.usable
    options.readsGitHub = false
    options.largestWhole = Self.largestWhole
    options.found = found
    options.isOver = { [budget] in ContinuousClock.now >= budget.reading }
    switch flow {
    case .finish:
      options.first = transcript
      options.lockPatience = budget.patience
      return try await withFailures { try await scanner.finish(session: ended, options) }
    case .recover:
      options.lockPatience = budget.patience
      return try await withFailures { try await scanner.recover(except: session, options) }
    }
  }

  /// Notes that the session has ended before anything else is done: the rest can be made up for.
  private func note(_ session: String, _ name: String, _ store: SQLiteStore) {
    do throws(StoreError) {
      try store.noteEnded([session], project: name, at: project.now)
      log.add("session \(session) has ended" + (input.occasion.map { " (\($0))" } ?? ""))
    } catch {
      log.add("session \(session) has ended, which could not be noted: \(error)")
    }
  }

  /// The transcript that the agent names, where it is one of this project's.
  private var transcript: String? {
    guard let path = input.transcript else { return nil }
    let place = project.discovery.agentFolders.portablePath(
      of: Project.resolved(path) ?? path, agent: agent.folders, resolving: Project.resolved)
    if place == nil {
      log.add(
        "the transcript \(path) is not in this project's folder of \(agent.rawValue): left alone")
    }
    return place
  }
}
