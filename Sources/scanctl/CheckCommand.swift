import ArgumentParser
import ScanEngine

/// `scanctl check`: what is wrong with a manifest.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validates a manifest and runs its examples.",
    discussion: """
      Prints every mistake with its line and column and what to do about it, and exits with \
      status 1 where there is one. Warns of rules that can never win because an earlier one takes \
      all of their examples. Without a file it checks the project's scanners.yaml, else the \
      built-in manifest.

      Examples:
        scanctl check
        scanctl check drafts/scanners.yaml
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("The manifest.", valueName: "file"))
  var file: String?

  func run() throws {
    var options = common
    options.manifest = file ?? common.manifest
    let project = try Project(options)
    let console = Console(options, environment: project.environment)
    let compiled = try project.compileManifest(effort: .everything)
    let warnings = project.warnings(about: compiled.manifest)
    for warning in warnings { console.warn(warning) }
    let summary = ManifestSummary(compiled.manifest)
    console.result(common.json ? summary.json.description : summary.text)
    if common.strict, !warnings.isEmpty { throw Failure.status }
  }
}
