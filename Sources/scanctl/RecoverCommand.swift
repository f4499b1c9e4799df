import ArgumentParser
import ScanEngine

/// `scanctl recover`: a session starts, and the one before may have crashed.
struct RecoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Learns from sessions that ended without finish: call it when a session starts.",
    discussion: """
      Looks for sessions that were never learned from, or not to their end, and reads these only. \
      Silent where there are none.

      Examples:
        scanctl recover
        scanctl recover --session wf_def456
        scanctl recover --hook claude-code
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var storage: StoreOptions
  @OptionGroup var hookOptions: HookOptions

  @Option(
    help: ArgumentHelp("The session that starts, which is left alone.", valueName: "id"))
  var session: String?

  func run() async throws {
    if let agent = hookOptions.hook {
      return await HookRun(.recover, agent, hookOptions.limit, common, storage)
        .run(session: session, sources: nil)
    }
    let project = try Project(common)
    let console = Console(common, environment: project.environment)
    let compiled = try project.compileManifest(memory: .keeping)
    let output = FlowOutput(console: console, common: common)
    guard !project.isDisabled(compiled) else { return try output.print(ScanSummary(), .line) }
    let snapshot = try project.snapshot(compiled, storage)
    var options = PatternScanner.Options()
    options.processors = Processors.usable
    if !common.json, !common.verbose {
      guard case .changes(let found) = snapshot.look(session: nil) else { return }
      options.found = found
    }
    let store = try project.openStore(storage, access: .writing)
    let isJSON = common.json
    let summary = try await withFailures {
      try await project.scanner(compiled, store).recover(
        except: session, options
      ) { orphans in
        if !isJSON { console.result("Recovering learnings from previous incomplete session…") }
        for orphan in orphans { console.detail("session \(orphan) was never finished") }
      }
    }
    if let summary { return try output.print(summary, .line) }
    if common.json { try output.print(ScanSummary(), .line) }
  }
}
