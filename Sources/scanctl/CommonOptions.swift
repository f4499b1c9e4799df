import ArgumentParser
import ScanEngine

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The project's folder.",
      discussion: """
        Default: the nearest folder from here upwards with scanners.yaml, .orchestrator or .git, \
        else the current one.
        """, valueName: "dir"))
  var root: String?

  @Option(
    help: ArgumentHelp(
      "The manifest. Default: scanners.yaml in the project's folder, else the built-in one.",
      valueName: "file"))
  var manifest: String?

  @Flag(help: "Print JSON on standard output.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print results and errors, but no warnings and no progress.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say more: what was skipped and why.")
  var verbose = false

  @Flag(help: "Exit with status 1 where there were warnings.")
  var strict = false

  @Option(
    help: ArgumentHelp("Colours: auto, always or never; NO_COLOR is heeded.", valueName: "when"))
  var color = ColorChoice.auto

  var verbosity: Verbosity { quiet ? .quiet : verbose ? .verbose : .normal }
}

/// The store, for the commands that use one.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where patterns are kept, as sqlite:PATH.",
      discussion: """
        Default: SCANCTL_STORE, else .orchestrator/patterns.sqlite in the project's folder.
        """, valueName: "url"))
  var store: String?
}

/// Whether output is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never
}

/// How much is said on standard error.
enum Verbosity: Comparable {
  case quiet
  case normal
  case verbose
}
