import ArgumentParser
import ScanEngine

/// `scanctl finish`: a session ended.
struct FinishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finish",
    abstract: "Learns from what is new: call it when a session ends.",
    discussion: """
      Reads what was added to every enabled source since the last scan, counts it, and marks the \
      sessions that it has read to the end. Prints one line, or nothing when there is nothing.

      Examples:
        scanctl finish
        scanctl finish --session wf_abc123 --no-github
        scanctl finish --json | jq .patterns_created
        scanctl finish --hook claude-code
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var storage: StoreOptions
  @OptionGroup var sourceOptions: SourceOptions
  @OptionGroup var hookOptions: HookOptions

  @Option(
    help: ArgumentHelp(
      "The session that ended. Default: the one that .orchestrator/current names.",
      valueName: "id"))
  var session: String?

  @Option(
    help: ArgumentHelp("How long GitHub may take, all together.", valueName: "seconds"))
  var timeout = Self.defaultTimeout

  /// In seconds.
  static let defaultTimeout = 10

  func validate() throws {
    guard timeout > 0 else { throw ValidationError("--timeout must be at least 1 second") }
  }

  func run() async throws {
    if let agent = hookOptions.hook {
      return await HookRun(.finish, agent, hookOptions.limit, common, storage)
        .run(session: session, sources: sourceOptions)
    }
    let project = try Project(common)
    let console = Console(common, environment: project.environment)
    let compiled = try project.compileManifest(memory: .keeping)
    let output = FlowOutput(console: console, common: common)
    guard !project.isDisabled(compiled) else { return try output.print(ScanSummary(), .line) }
    var options = try sourceOptions.options(compiled)
    options.gitHubTimeout = timeout
    let ended = session ?? project.currentSession
    let snapshot = try project.snapshot(compiled, storage)
    // Where there is nothing to do these say something all the same.
    let isQuiet = !common.json && !common.verbose
    if isQuiet, sourceOptions.isAllFiles(compiled) {
      guard case .changes(let found) = snapshot.look(session: ended) else { return }
      options.found = found
    }
    let summary = try await finish(project, compiled, ended, options)
    snapshot.remember(after: summary, session: ended)
    try output.print(summary, .line)
  }

  /// Closes the store.
  private func finish(
    _ project: Project, _ compiled: CompiledManifest, _ ended: String?,
    _ options: PatternScanner.Options
  ) async throws -> ScanSummary {
    let store = try project.openStore(storage, access: .writing)
    return try await withFailures {
      try await project.scanner(compiled, store).finish(session: ended, options)
    }
  }
}
