import Foundation
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
}
