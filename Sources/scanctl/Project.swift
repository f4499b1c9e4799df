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

  init(_ options: CommonOptions) throws(Failure) {
    environment = Self.currentEnvironment()
    now = Self.currentTime()
    let here = Self.resolved(".") ?? "/"
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

  /// The user's home folders, which are kept out of everything.
  var homes: [String] {
    var homes: [String] = []
    if let home = environment["HOME"], home.hasPrefix("/") { homes.append(home) }
    if let user = getpwuid(getuid()), let folder = user.pointee.pw_dir {
      homes.append(String(cString: folder))
    }
    return homes
  }

  /// Reads and compiles the manifest: the one named, else the project's, else the built-in one.
  ///
  /// - Parameters:
  ///   - effort: nil to try rules and examples only where they may have changed.
  ///   - memory: Whether it may be noted that they are right.
  /// - Returns: The manifest, ready to scan with.
  /// - Throws: A ``Failure`` with every mistake on a line of its own.
  func compileManifest(
    effort: ManifestCompiler.Effort? = nil, memory: CheckedManifest.Use = .reading
  ) throws(Failure) -> CompiledManifest {
    let builtIn = BuiltInManifest()
    let compiler = ManifestCompiler(
      builtIn: builtIn, discovery: discovery, homes: homes,
      gitHub: GitHubAccess(environment: environment, folder: root, now: Self.currentTime))
    let found = try manifestFile()
    let isBuiltIn = found.map { $0.1.elementsEqual(BuiltInManifest.text) } ?? true
    do throws(ManifestError) {
      if effort == nil, isBuiltIn, let manifest = builtIn.withoutRules {
        return try compiler.compile(manifest, effort: .nothing)
      }
      guard let (file, bytes) = found else {
        return try compiler.compile(builtIn.manifest, effort: effort ?? .nothing)
      }
      let (manifest, mistakes) = ManifestLoader.load(
        bytes, file: file, builtInRuleSets: builtIn.ruleSetNames)
      guard let manifest else {
        if let error = ManifestError(mistakes) { throw error }
        preconditionFailure("no manifest and no mistake")
      }
      let checked = CheckedManifest(bytes, root: root)
      let isKnown = effort == nil && checked.isKnown
      let compiled = try compiler.compile(
        manifest, shapeMistakes: mistakes, effort: effort ?? (isKnown ? .nothing : .everything))
      if memory == .keeping, !isKnown { checked.note() }
      return compiled
    } catch {
      throw Failure(error.description)
    }
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

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  @Sendable private static func currentTime() -> Timestamp {
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
