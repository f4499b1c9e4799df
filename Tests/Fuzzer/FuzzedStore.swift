import Foundation
import ScanEngine

/// A project whose store somebody has changed: it may come with a repository.
struct FuzzedStore {
  private let root: String
  private let compiled: CompiledManifest
  private let pristine: [UInt8]

  private static let manifest = """
    version: 1
    project: acme/web
    sources:
      - {name: logs, glob: logs/*, parser: transcript, rules: [python], recommendation: r}
      - {name: notes, glob: LEARNINGS.md, parser: transcript, rules: [python], recommendation: r}
    """

  /// A scan that has nothing to wait for.
  private static let time = Timestamp(milliseconds: 1_768_651_200_000)

  init() async throws {
    // One for all workers of a run: each makes it anew.
    root = "\(NSTemporaryDirectory())/scanctl-fuzzer-\(getppid()).project"
    try? FileManager.default.removeItem(atPath: root)
    try FileManager.default.createDirectory(
      atPath: root + "/logs", withIntermediateDirectories: true)
    let builtIn = BuiltInManifest()
    let compiler = ManifestCompiler(
      builtIn: builtIn,
      discovery: Discovery(root: root, agentFolders: AgentFolders(environment: [:], project: root)),
      homes: [], gitHub: GitHubAccess(environment: [:], folder: root, now: { Self.time }),
      cache: nil)
    let (manifest, mistakes) = ManifestLoader.load(
      Array(Self.manifest.utf8), file: "scanners.yaml", builtInRuleSets: builtIn.ruleSetNames)
    guard let manifest, mistakes.isEmpty else { throw FuzzFinding("\(mistakes)") }
    compiled = try compiler.compile(manifest, effort: .nothing)
    for index in 0..<4 {
      try Self.log(index).write(
        toFile: "\(root)/logs/\(index).log", atomically: false, encoding: .utf8)
    }
    try "- KeyError: 'a'\n  Fix: add it\n".write(
      toFile: root + "/LEARNINGS.md", atomically: false, encoding: .utf8)
    try await Self.finish(root, compiled)
    pristine = try FuzzFile.read(root + "/.orchestrator/patterns.sqlite")
    // Something is left to be read.
    for index in 0..<2 {
      try (Self.log(index) + "ValueError: late\n").write(
        toFile: "\(root)/logs/\(index).log", atomically: false, encoding: .utf8)
    }
  }

  private static func log(_ index: Int) -> String {
    """
    2026-01-17T12:00:00Z INFO started \(index)
    Traceback (most recent call last):
      File "/srv/app/load.py", line 4, in rate
    KeyError: '\(index)'
    ValueError: bad row

    """
  }

  private static func finish(_ root: String, _ compiled: CompiledManifest) async throws {
    let store = try SQLiteStore(
      path: root + "/.orchestrator/patterns.sqlite", access: .writing, patience: 0)
    var options = PatternScanner.Options()
    options.readsGitHub = false
    let scanner = PatternScanner(
      root: root, project: "acme/web", compiled: compiled, store: store, now: time)
    _ = try await scanner.finish(session: "s-1", options)
  }

  /// - `input`: Four bytes for each byte that is changed: three say where.
  func check(_ input: [UInt8]) async throws {
    var bytes = pristine
    for start in stride(from: 0, to: min(input.count, 256) - 3, by: 4) {
      let place = Int(input[start]) << 16 | Int(input[start + 1]) << 8 | Int(input[start + 2])
      bytes[place % bytes.count] = input[start + 3]
    }
    let path = root + "/.orchestrator/patterns.sqlite"
    for ending in ["-wal", "-shm"] { unlink(path + ending) }
    try FuzzFile.write(bytes, to: path)
    do {
      try await Self.finish(root, compiled)
      try show(path)
    } catch is StoreError {
    } catch is Warning {
    }
  }

  private func show(_ path: String) throws {
    let store = try SQLiteStore(path: path, access: .reading, patience: 0)
    for pattern in try store.patterns(PatternQuery(limit: nil)) {
      try expectJSON(PatternReport.json(pattern).description)
      try expectInert(PatternReport.line(pattern))
      guard let details = try store.details(of: pattern.fingerprint) else { continue }
      try expectJSON(PatternReport.json(details).description)
      try expectInert(PatternReport.text(details), lines: true)
    }
  }
}
