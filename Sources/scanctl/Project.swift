import ScanEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The project that a command works on: its folder, its manifest, the user's environment.
struct Project {
  /// Absolute, symbolic links resolved.
  let root: String
  let environment: [String: String]
  let now: Timestamp
  private let manifestPath: String?

  /// Names that make a folder a project's, in the order in which they are looked for.
  private static let marks = ["scanners.yaml", ".orchestrator", ".git"]

  /// - `folder`: Where the project is looked for; the current folder unless told otherwise.
  init(_ options: CommonOptions, from folder: String = ".") throws(Failure) {
    environment = Self.currentEnvironment()
    now = Self.currentTime()
    let here = Self.resolved(folder) ?? Self.resolved(".") ?? "/"
    if let root = options.root {
      guard let resolved = Self.resolved(root), Self.isFolder(resolved) else {
        throw Failure("--root \(Printable.line(root)): no such folder")
      }
      self.root = resolved
    } else {
      root = Self.nearestRoot(from: here)
    }
    manifestPath = options.manifest
  }

  private static func nearestRoot(from folder: String) -> String {
    var candidate = folder
    while true {
      if marks.contains(where: { access("\(candidate)/\($0)", F_OK) == 0 }) { return candidate }
      guard let slash = candidate.lastIndex(of: "/"), candidate != "/" else { return folder }
      candidate = slash == candidate.startIndex ? "/" : String(candidate[..<slash])
    }
  }

  /// The session that `.orchestrator/current` names.
  var currentSession: String? {
    let base = BaseFolder(path: "\(root)/.orchestrator")
    guard let reader = try? DocumentReader(portablePath: "current", in: base),
      let bytes = try? reader.readAll(limit: 4_096)
    else { return nil }
    let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first
    let name = line.map { $0.split(separator: " ").joined(separator: " ") } ?? ""
    return name.isEmpty ? nil : name
  }

  var discovery: Discovery {
    Discovery(root: root, agentFolders: AgentFolders(environment: environment, project: root))
  }

  /// Where what can be made again is kept; nil where the user has no such folder, or it lies in the
  /// project, whose files anybody may have written.
  var cache: CacheFolder? {
    CacheFolder(environment: environment).flatMap { Self.isBelow(root, $0.path) ? nil : $0 }
  }

  /// Whether a folder, or the nearest one above it that is there, lies in the project.
  private static func isBelow(_ root: String, _ folder: String) -> Bool {
    var path = folder
    while true {
      if let resolved = resolved(path) {
        return root == "/" || resolved == root || resolved.hasPrefix(root + "/")
      }
      guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return true }
      path = String(path[..<slash])
    }
  }

  /// The user's home folders, which are kept out of everything.
  var homes: [String] {
    var homes: [String] = []
    if let home = environment["HOME"], home.hasPrefix("/") { homes.append(home) }
    if let user = getpwuid(getuid()), let folder = user.pointee.pw_dir {
      homes.append(String(cString: folder))
    }
    return homes
  }

  /// A manifest that was read, and what is wrong with its shape.
  struct LoadedManifest {
    let manifest: Manifest
    let mistakes: [ManifestMistake]
    fileprivate let builtIn: BuiltInManifest
    /// nil for the built-in manifest.
    fileprivate let bytes: [UInt8]?
  }

  /// How much of the built-in manifest is read.
  enum Extent {
    /// The rules only when they are asked for.
    case needed
    case whole
  }

  /// Reads the manifest: the one named, else the project's, else the built-in one.
  ///
  /// Throws a ``Failure`` where nothing can be made of it, with every mistake on a line of its own.
  func loadManifest(_ extent: Extent = .needed) throws(Failure) -> LoadedManifest {
    let builtIn = BuiltInManifest()
    let found = try manifestFile()
    let isBuiltIn = found.map { $0.1.elementsEqual(BuiltInManifest.text) } ?? true
    if extent == .needed, isBuiltIn, let head = builtIn.withoutRules {
      return LoadedManifest(manifest: head, mistakes: [], builtIn: builtIn, bytes: nil)
    }
    guard let (file, bytes) = found else {
      return LoadedManifest(
        manifest: builtIn.manifest, mistakes: [], builtIn: builtIn, bytes: nil)
    }
    let (manifest, mistakes) = ManifestLoader.load(
      bytes, file: file, builtInRuleSets: builtIn.ruleSetNames)
    guard let manifest else {
      if let error = ManifestError(mistakes) { throw Failure(error.description) }
      preconditionFailure("no manifest and no mistake")
    }
    return LoadedManifest(manifest: manifest, mistakes: mistakes, builtIn: builtIn, bytes: bytes)
  }

  /// Reads and compiles the manifest; throws as ``loadManifest(_:)`` does.
  func compileManifest(
    effort: ManifestCompiler.Effort? = nil, memory: CheckedManifest.Use = .reading
  ) throws(Failure) -> CompiledManifest {
    try compile(loadManifest(effort == nil ? .needed : .whole), effort: effort, memory: memory)
  }

  /// Throws a ``Failure`` with every mistake on a line of its own.
  ///
  /// Without an `effort`, rules and examples are tried where they may have changed since the check
  /// that is noted in the user's cache.
  func compile(
    _ loaded: LoadedManifest, effort: ManifestCompiler.Effort? = nil,
    memory: CheckedManifest.Use = .reading
  ) throws(Failure) -> CompiledManifest {
    let compiler = ManifestCompiler(
      builtIn: loaded.builtIn, discovery: discovery, homes: homes,
      gitHub: GitHubAccess(environment: environment, folder: root, now: Self.currentTime),
      cache: cache)
    let isKnown = effort == nil && isChecked(loaded)
    do throws(ManifestError) {
      let compiled = try compiler.compile(
        loaded.manifest, shapeMistakes: loaded.mistakes,
        effort: effort ?? (isKnown ? .nothing : .everything))
      if memory == .keeping, !isKnown, !isDisabled(compiled) { note(of: loaded)?.note() }
      return compiled
    } catch {
      throw Failure(error.description)
    }
  }

  /// Whether rules and examples have been tried before; those of the built-in manifest always were.
  func isChecked(_ loaded: LoadedManifest) -> Bool { note(of: loaded)?.isKnown ?? true }

  /// nil for the built-in manifest.
  private func note(of loaded: LoadedManifest) -> CheckedManifest? {
    loaded.bytes.map { CheckedManifest($0, root: root, cache: cache) }
  }

  /// What deserves a look in a manifest without mistakes.
  func warnings(about manifest: Manifest) -> [Warning] {
    ManifestCompiler.warnings(about: manifest, builtIn: BuiltInManifest().manifest)
  }

  /// The name and the bytes of the manifest's file; nil where the built-in one serves.
  private func manifestFile() throws(Failure) -> (String, [UInt8])? {
    let path = manifestPath ?? "\(root)/scanners.yaml"
    if manifestPath == nil, access(path, F_OK) != 0 { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      throw Failure("\(Printable.line(path)): can't be read: \(String(cString: strerror(errno)))")
    }
    do throws(ReadError) {
      let reader = try DocumentReader(descriptor: descriptor, path: path)
      return (manifestPath ?? "scanners.yaml", try reader.readAll(limit: 16 << 20))
    } catch {
      throw Failure(Printable.line(error.description))
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  @Sendable static func currentTime() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  private static func currentEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      next += 1
    }
    return variables
  }
}
