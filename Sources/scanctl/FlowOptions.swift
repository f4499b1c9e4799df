import ArgumentParser
import ScanEngine

/// What the flows take that read sources.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only this source of the manifest (repeatable).", valueName: "name"))
  var source: [String] = []

  @Flag(name: .customLong("no-github"), help: "Leave GitHub out.")
  var leavesGitHubOut = false

  /// Whether all files are read, and nothing else.
  func isAllFiles(_ compiled: CompiledManifest) -> Bool {
    source.isEmpty && (leavesGitHubOut || !compiled.sources.contains { $0 is GitHubSource })
  }

  /// The scanner's options, the names of the sources checked.
  func options(_ compiled: CompiledManifest) throws(Failure) -> PatternScanner.Options {
    var options = PatternScanner.Options()
    options.processors = Processors.usable
    options.readsGitHub = !leavesGitHubOut
    guard !source.isEmpty else { return options }
    let known = compiled.manifest.sources.map(\.name.value)
    for name in source where !known.contains(name) {
      let nearest = NearestName.nearest(to: name, among: known)
      let hint =
        nearest.map { "did you mean '\($0)'?" } ?? "there are: \(known.joined(separator: ", "))"
      throw Failure("--source: no source '\(Printable.line(name))' in the manifest (\(hint))")
    }
    options.sources = Set(source)
    return options
  }
}

extension Project {
  /// Whether every flow does nothing: `enabled: false`, or SCANCTL_DISABLE=1.
  func isDisabled(_ compiled: CompiledManifest) -> Bool { isDisabled(compiled.manifest) }

  /// Whether every flow does nothing: `enabled: false`, or SCANCTL_DISABLE=1.
  func isDisabled(_ manifest: Manifest) -> Bool {
    !manifest.enabled || environment["SCANCTL_DISABLE"] == "1"
  }

  /// The store that the options, the environment or the default name.
  func openStore(
    _ options: StoreOptions, access: SQLiteStore.Access,
    patience: Int = SQLiteStore.defaultPatience
  ) throws(Failure) -> SQLiteStore {
    let path = try storePath(options)
    do throws(StoreError) {
      return try SQLiteStore(path: path, access: access, patience: patience)
    } catch {
      throw Failure(Printable.line(error.description))
    }
  }

  /// The file of the store.
  func storePath(_ options: StoreOptions) throws(Failure) -> String {
    let url = options.store ?? environment["SCANCTL_STORE"].flatMap { $0.isEmpty ? nil : $0 }
    guard let url else { return "\(root)/.orchestrator/patterns.sqlite" }
    guard url.hasPrefix("sqlite:"), url.count > 7 else {
      throw Failure(
        "\(Printable.line(StoreName.withoutSecrets(url))): no store that scanctl knows "
          + "(write sqlite:PATH)")
    }
    return String(url.dropFirst(7))
  }

  /// What the project is called in the store.
  func name(_ manifest: Manifest) -> String {
    manifest.project ?? ProjectName.name(ofRoot: root)
  }

  /// What tells whether there is anything to do.
  func snapshot(
    _ compiled: CompiledManifest, _ options: StoreOptions
  ) throws(Failure) -> SnapshotCheck {
    SnapshotCheck(
      root: root, project: name(compiled.manifest), compiled: compiled,
      storePath: try storePath(options), now: now, processors: Processors.usable)
  }

  func scanner(_ compiled: CompiledManifest, _ store: any PatternStore) -> PatternScanner {
    PatternScanner(
      root: root, project: name(compiled.manifest), compiled: compiled, store: store, now: now,
      cache: cache)
  }
}

/// The name of a store as it may be shown.
enum StoreName {
  /// Without the password that a URL may hold.
  static func withoutSecrets(_ url: String) -> String { Scrubber().scrub(url) }
}

/// Runs what uses the store, and words its failures.
func withFailures<Result>(_ body: () async throws -> Result) async throws -> Result {
  do {
    return try await body()
  } catch let error as StoreError {
    throw Failure(Printable.line(error.description))
  } catch let warning as Warning {
    throw Failure(Printable.line("\(warning.path.map { "\($0): " } ?? "")\(warning.text)"))
  }
}
