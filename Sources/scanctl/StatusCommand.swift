import ArgumentParser
import ScanEngine

/// `scanctl status`: how things stand.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows state, store, lock, sessions and versions, what is wrong, and how to mend it.",
    discussion: """
      Changes nothing and waits for nobody. Exits with status 1 where the store can't be used; \
      other problems are shown, and the status is 0 (unless --strict).

      Examples:
        scanctl status
        scanctl status --json | jq .problems
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var storage: StoreOptions

  func run() async throws {
    let project = try Project(common)
    let console = Console(common, environment: project.environment)
    var problems: [ProjectStatus.Problem] = []
    var compiled: CompiledManifest?
    do throws(Failure) {
      compiled = try project.compileManifest()
    } catch {
      problems.append(
        ProjectStatus.Problem(
          error.description,
          remedy: "mend the manifest ('scanctl check' tries it); nothing is "
            + "scanned until then"))
    }
    if project.homes.isEmpty || project.environment["HOME", default: ""].isEmpty {
      problems.append(
        ProjectStatus.Problem(
          "HOME is not set: agents' transcripts can't be found", remedy: "set HOME"))
    }
    let inspection = StatusInspection(
      root: project.root, storePath: try project.storePath(storage), now: project.now)
    var status = await inspection.run(
      project: compiled.map { project.name($0.manifest) }, compiled: compiled)
    status.problems += problems
    if common.json {
      console.result(StatusReport.json(status, version: Scanctl.version).description)
    } else {
      console.result(Printable.lines(StatusReport.text(status, version: Scanctl.version)))
    }
    if !status.isUsable || (common.strict && !status.problems.isEmpty) { throw Failure.status }
  }
}
