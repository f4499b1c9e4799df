/// The arguments of what runs at every session, where they are spelled the plain way.
///
/// Looking through all that a command could be given takes a third of a run that has nothing to do.
/// What isn't plain here, and every mistake, is left to the parser, which means the same by the rest.
struct PlainArguments {
  private var values: [String: String] = [:]
  private var flags: Set<String> = []

  private static let valued: Set<String> = ["--hook", "--session", "--root", "--store"]
  private static let bare: Set<String> = ["--no-github", "--quiet", "--json", "--verbose"]

  /// Nothing where one of them isn't plain; each option may be given once.
  init?(_ arguments: some Sequence<String>) {
    var iterator = arguments.makeIterator()
    while let argument = iterator.next() {
      if Self.bare.contains(argument) {
        guard flags.insert(argument).inserted else { return nil }
        continue
      }
      guard Self.valued.contains(argument), let value = iterator.next(), !value.isEmpty,
        !value.hasPrefix("-"), values.updateValue(value, forKey: argument) == nil
      else { return nil }
    }
  }

  /// nil where the agent is none that it knows.
  private var hook: HookOptions? {
    var options = HookOptions()
    options.hook = nil
    options.budget = nil
    guard let name = values["--hook"] else { return options }
    guard let agent = HookAgent(rawValue: name) else { return nil }
    options.hook = agent
    return options
  }

  private var common: CommonOptions {
    var options = CommonOptions()
    options.root = values["--root"]
    options.manifest = nil
    options.json = flags.contains("--json")
    options.quiet = flags.contains("--quiet")
    options.verbose = flags.contains("--verbose")
    options.strict = false
    options.color = .auto
    return options
  }

  private var storage: StoreOptions {
    var options = StoreOptions()
    options.store = values["--store"]
    return options
  }

  /// `finish` with these arguments.
  var finish: FinishCommand? {
    guard let hook else { return nil }
    var sources = SourceOptions()
    sources.source = []
    sources.leavesGitHubOut = flags.contains("--no-github")
    var command = FinishCommand()
    command.common = common
    command.storage = storage
    command.sourceOptions = sources
    command.hookOptions = hook
    command.session = values["--session"]
    command.timeout = FinishCommand.defaultTimeout
    return command
  }

  /// `recover` with these arguments.
  var recover: RecoverCommand? {
    guard let hook, !flags.contains("--no-github") else { return nil }
    var command = RecoverCommand()
    command.common = common
    command.storage = storage
    command.hookOptions = hook
    command.session = values["--session"]
    return command
  }
}
