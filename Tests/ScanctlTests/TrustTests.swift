import Foundation
import ScanEngine
import Testing

/// A manifest can come from anyone: what it may not do, tried.
struct TrustTests {
  private static func manifest(_ source: String, _ head: String = "") -> String {
    """
    version: 1
    \(head)
    sources:
      - name: s
        \(source)
        parser: transcript
        window: forever
        recommendation: r

    """
  }

  /// Refused whole: status 1, the mistake named, nothing written.
  @Test(arguments: [
    (manifest("glob: a.log", "store: postgres://u:p@evil.example/db"), "unknown key 'store'"),
    (manifest("glob: a.log\n    store: postgres://evil.example/db"), "unknown key 'store'"),
    (manifest("glob: a.log\n    command: touch x"), "unknown key 'command'"),
    (manifest("glob: ../secret/*.log"), "climbs out"),
    (manifest("glob: /etc/passwd"), "absolute"),
    (manifest("glob: 'logs/{a,../../secret}/*'"), "climbs out"),
    (manifest("glob: '${claude_code}/../-other/**'"), "climbs out"),
    (manifest("glob: '${HOME}/**'"), "HOME"),
    (manifest("glob: 'logs/${claude_code}/**'"), "must be the first folder"),
    (manifest("glob: a.log\n    exclude: ['../x/y']"), "climbs out"),
    (manifest("glob: a.log", "enabled: !!python/object/apply:os.system ['touch x']"), "tag"),
    (manifest("glob: !!binary YS5sb2c="), "tag"),
    (manifest("glob: !include /etc/passwd"), "tag"),
    (
      "version: 1\nsources:\n  - {name: g, parser: github, labels: [a], repo: '-x/y', "
        + "recommendation: r}\n", "bad repository"
    ),
    (
      "version: 1\nsources:\n  - {name: g, parser: github, labels: [a], repo: '--hostname=e/y', "
        + "recommendation: r}\n", "bad repository"
    ),
  ])
  func refuses(_ manifest: String, _ mistake: String) throws {
    let workspace = try Workspace(manifest: manifest)
    try workspace.write("ValueError: bad row\n", to: "a.log")
    let result = try workspace.scanctl("finish", "--no-github")
    #expect(result.status == 1 && result.errors.contains(mistake), "\(result.errors)")
    #expect(result.errors.contains("scanners.yaml:"))
    #expect(try workspace.paths() == ["a.log", "scanners.yaml"])
  }

  @Test func followsNoLinkOutOfTheProject() throws {
    let workspace = try Workspace(manifest: Self.manifest("glob: ['logs/**', '*.log']"))
    let outside = workspace.home.appending(path: "private")
    try FileManager.default.createDirectory(at: outside, withIntermediateDirectories: true)
    let secret = outside.appending(path: "s.log")
    try Data("ValueError: bad row\n".utf8).write(to: secret)
    try workspace.write("KeyError: 'a'\n", to: "logs/mine.log")
    for (link, target) in [("logs/folder", outside), ("logs/file.log", secret), ("b.log", secret)] {
      try FileManager.default.createSymbolicLink(
        at: workspace.url(link), withDestinationURL: target)
    }
    let summary = try workspace.flow("backfill")
    #expect(summary.sourcesScanned.map(\.path) == ["logs/mine.log"])
    #expect(try workspace.counts() == ["KeyError: 'a'": 1])
  }

  @Test func readsNoOtherProjectsTranscripts() throws {
    let workspace = try Workspace(
      manifest: Self.manifest("glob: ['${claude_code}/**', '${codex}/**', '${gemini}/**']"))
    let line = #"""
      {"type":"user","uuid":"c","message":{"role":"user","content":[{"type":"tool_result",\#
      "tool_use_id":"t1","is_error":true,"content":"Exit code 1\nValueError: bad row"}]}}
      """# + "\n"
    let rollout = #"{"type":"session_meta","payload":{"id":"i","cwd":"/another"}}"# + "\n"
    for (path, text) in [
      (".claude/projects/-another-project/a.jsonl", line),
      (".codex/sessions/2026/01/01/rollout-a.jsonl", rollout + line),
      (".gemini/tmp/another/chats/session-a.jsonl", line),
    ] {
      let file = workspace.home.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    // This project's own folder leads there as well.
    try FileManager.default.createDirectory(
      at: workspace.claudeFolder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: workspace.claudeFolder.appending(path: "link"),
      withDestinationURL: workspace.home.appending(path: ".claude/projects/-another-project"))
    #expect(try workspace.flow("backfill").sourcesScanned.isEmpty)
    #expect(try workspace.counts().isEmpty)
  }

  @Test func keepsTheSecretsOfTheEnvironmentFile() throws {
    let workspace = try Workspace(manifest: Self.manifest("glob: logs/**"))
    let plain = try Workspace(manifest: Self.manifest("glob: logs/**"))
    let log = "ValueError: cannot log in with hunter2-hunter2 at the desk\n"
    for project in [workspace, plain] { try project.write(log, to: "logs/a.log") }
    try workspace.write("SHOP_PASSWORD=hunter2-hunter2\nSHOP_DESK=the desk here\n", to: ".env")
    for project in [workspace, plain] { try project.flow("finish") }
    let found = try workspace.patterns()
    #expect(found.map(\.message) == ["cannot log in with <SHOP_PASSWORD> at the desk"])
    // What a developer has in .env doesn't decide which errors belong together.
    #expect(try found.map(\.fingerprint) == plain.patterns().map(\.fingerprint))
    for (path, data) in try workspace.snapshot() where path.hasPrefix(".orchestrator/") {
      #expect(data.range(of: Data("hunter2".utf8)) == nil, "\(path)")
    }
    #expect(try !workspace.scanctl("extract", "logs/a.log").output.contains("hunter2"))
  }

  // MARK: What a repository may ship

  /// A manifest with an example that its rule doesn't match.
  private static let wrong =
    manifest("glob: a.log") + """
      rules:
        own:
          - {id: own.x, pattern: '^Own: (?<message>.+)$', examples: [{text: 'Other: x'}]}

      """

  /// The note that a manifest was found right, as this version writes it.
  private static func note(of manifest: String, in workspace: Workspace) throws -> String {
    let version = try workspace.scanctl("--version").output.split(separator: "\n")[0]
    var hash = SHA256()
    hash.update(Array("\(version) \(BuiltInManifest.digest) \(manifest)".utf8))
    return hash.hexDigest()
  }

  /// The examples of a manifest are tried here, whatever note the repository brings.
  @Test func believesNoNoteThatTheRepositoryBrings() throws {
    let workspace = try Workspace(manifest: Self.wrong)
    let note = try Self.note(of: Self.wrong, in: workspace)
    let name = "manifest-" + SHA256.hex(SHA256.digest(of: Array(workspace.folder.path.utf8)))
    try workspace.write(note, to: ".orchestrator/manifest_checked")
    CacheFolder(path: workspace.url(".cache/scanctl").path).keep(Array(note.utf8), as: name)
    let folder = workspace.folder.path
    for environment in [[:], ["HOME": folder], ["XDG_CACHE_HOME": folder + "/.cache"]] {
      let result = try workspace.scanctl("finish", "--no-github", environment: environment)
      #expect(result.status == 1 && result.errors.contains("does not match this example"))
    }
    // The user's own note is believed: so the one above was as good.
    let own = workspace.home.appending(path: ".cache/scanctl")
    CacheFolder(path: own.path).keep(Array(note.utf8), as: name)
    #expect(try workspace.scanctl("finish", "--no-github").status == 0)
  }

  /// A cache inside the project may hold rules that find nothing.
  @Test func takesNoRulesThatTheRepositoryBrings() throws {
    let workspace = try Workspace(manifest: nil)
    try workspace.write("ValueError: bad row\n", to: ".wfo_logs/a.log")
    let cache = CacheFolder(path: workspace.url(".cache/scanctl").path)
    let name = "rules-\(RuleArchive.version)-\(BuiltInManifest.digest.prefix(32)).json"
    cache.keep(Array("[{\"name\":\"python\",\"rules\":[]}]".utf8), as: name)
    for environment in [
      ["HOME": workspace.folder.path], ["XDG_CACHE_HOME": workspace.url(".cache").path],
    ] {
      let result = try workspace.scanctl("extract", ".wfo_logs/a.log", environment: environment)
      #expect(result.output.contains("bad row"))
    }
  }

  @Test func notesACheckedManifestForItsOwnerOnly() throws {
    let workspace = try Workspace()
    try workspace.flow("finish")
    let folder = workspace.home.appending(path: ".cache/scanctl")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let name = try #require(names.first { $0.hasPrefix("manifest-") })
    for (path, mode) in [(folder.path, 0o700), (folder.path + "/" + name, 0o600)] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
    }
    #expect(try !workspace.paths().contains { $0.contains("checked") })
  }

  /// A trigger runs whatever its maker likes whenever a scan writes.
  @Test(arguments: [
    "CREATE TRIGGER t AFTER INSERT ON scan BEGIN DELETE FROM pattern; END",
    "CREATE VIEW v AS SELECT 1",
    "CREATE VIRTUAL TABLE v USING fts5(x)",
  ])
  func refusesAStoreThatDoesMoreThanKeep(_ statement: String) throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.flow("finish")
    let python = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute(sys.argv[2])"
    let run = try Scanctl.run(
      program: [
        "/usr/bin/env", "python3", "-c", python,
        workspace.url(".orchestrator/patterns.sqlite").path, statement,
      ], in: workspace.folder)
    try #require(run.status == 0, "\(run.errors)")
    for arguments in [["finish"], ["patterns"], ["lookup", "LoadFailure: no disk"], ["status"]] {
      let result = try Scanctl.run(arguments, in: workspace.folder)
      #expect(result.status == 1)
      #expect((result.output + result.errors).contains("triggers or views"), "\(result.errors)")
    }
  }

  @Test(arguments: ["'../../scanctl-escaped'", #""a\eb""#, "'-rf'", "''"])
  func takesNoOddNameForAProject(_ name: String) throws {
    let workspace = try Workspace(manifest: Self.manifest("glob: a.log", "project: \(name)"))
    try workspace.write("ValueError: bad row\n", to: "a.log")
    let result = try workspace.scanctl("finish", "--no-github")
    #expect(!(result.output + result.errors).unicodeScalars.contains("\u{1B}"))
    // Where one is taken, it is a name in the store and nothing else.
    let outside = workspace.folder.deletingLastPathComponent().deletingLastPathComponent()
    #expect(
      !FileManager.default.fileExists(atPath: outside.appending(path: "scanctl-escaped").path))
    #expect(
      try workspace.paths().allSatisfy { $0.hasPrefix(".orchestrator") || !$0.contains("escaped") })
  }

  /// The file that names the session is the agent's, and what stands in it goes into messages.
  @Test(arguments: [
    "../../../etc/passwd", "a\u{1B}[2J", "-x", String(repeating: "s", count: 5_000),
  ])
  func takesNoSessionForAPath(_ name: String) throws {
    let workspace = try Workspace()
    try workspace.write(name + "\n", to: ".orchestrator/current")
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    for arguments in [["finish", "--verbose"], ["status"], ["recover"], ["status", "--json"]] {
      let result = try Scanctl.run(arguments, in: workspace.folder)
      #expect(result.status == 0, "\(result.errors)")
      #expect(!(result.output + result.errors).unicodeScalars.contains("\u{1B}"))
    }
  }
}
