import Foundation
import Testing

/// What a manifest, good or bad, makes the commands do.
struct ManifestCommandTests {
  private static let bad = """
    version: 1
    surces: []
    sources:
      - name: logs
        glob: ../outside/*.log
        parser: transcripts
        window: 30 days

    """

  @Test(arguments: [
    ["finish"], ["recover"], ["backfill"], ["backfill", "--scan-only"], ["patterns"],
    ["lookup", "KeyError: 'a'"], ["check"], ["extract", "logs/a.log"],
  ])
  func refusesABadManifestWhole(_ arguments: [String]) throws {
    let workspace = try Workspace(manifest: Self.bad)
    try workspace.write("KeyError: 'a'\n", to: "logs/a.log")
    let before = try workspace.snapshot()
    let result = try Scanctl.run(arguments, in: workspace.folder)
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    let places = result.errors.split(separator: "\n").map { line in
      line.prefixMatch(of: #/scanners\.yaml:(\d+):\d+: error: /#).flatMap { Int($0.1) } ?? 0
    }
    #expect(places == [2, 4, 5, 6, 7], "\(result.errors)")
    #expect(result.errors.contains("did you mean 'sources'?"))
    #expect(try workspace.snapshot() == before)
  }

  /// The same words as those that the library is held to.
  @Test(arguments: [
    "many-mistakes", "both-stages", "regex-bad-everywhere", "file-utf16", "glob-climbs",
  ])
  func printsWhatTheFixturesSay(_ name: String) throws {
    let folder = Golden.url("check")
    let workspace = try Workspace(manifest: nil)
    try workspace.write(
      try Data(contentsOf: folder.appending(path: "\(name).yaml")), to: "\(name).yaml")
    let result = try workspace.scanctl("check", "\(name).yaml")
    #expect(result.status == 1)
    #expect(
      try result.errors
        == String(contentsOf: folder.appending(path: "\(name).txt"), encoding: .utf8))
  }

  @Test func checksWhatIsRight() throws {
    let workspace = try Workspace()
    let text = try workspace.scanctl("check")
    #expect(text.status == 0)
    #expect(text.output.hasPrefix("scanners.yaml: 3 sources, 1 rules in 1 sets;"))
    let json = try JSONShape.object(workspace.scanctl("check", "--json").output)
    #expect(json["valid"] as? Bool == true && json["schema_version"] as? Int == 1)
    let builtIn = try Workspace(manifest: nil)
    #expect(try builtIn.scanctl("check").status == 0)
    #expect(try builtIn.scanctl("check", "nowhere.yaml").status == 1)
  }

  @Test func doesNothingWhereItIsSwitchedOff() throws {
    let text = Workspace.manifest.replacing("project:", with: "enabled: false\nproject:")
    let workspace = try Workspace(manifest: text)
    try workspace.write("LoadFailure: no disk\n", to: ".orchestrator/sessions/wf_1.log")
    let before = try workspace.snapshot()
    let disabled = try Workspace()
    try disabled.write("LoadFailure: no disk\n", to: ".orchestrator/sessions/wf_1.log")
    let disabledBefore = try disabled.snapshot()
    for flow in ["finish", "recover", "backfill"] {
      #expect(try workspace.scanctl(flow).status == 0)
      #expect(try workspace.flow(flow).sourcesScanned.isEmpty)
      let result = try disabled.scanctl(flow, environment: ["SCANCTL_DISABLE": "1"])
      #expect(result.status == 0)
    }
    #expect(try workspace.snapshot() == before)
    #expect(try disabled.snapshot() == disabledBefore)
    #expect(try disabled.flow("finish").errorsExtracted == 1)
  }

  @Test func takesTheManifestThatIsNamed() throws {
    let workspace = try Workspace(manifest: nil)
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write(Workspace.manifest, to: "ci/other.yaml")
    #expect(try workspace.flow("finish", "--no-github").sourcesScanned.isEmpty)
    #expect(try workspace.flow("finish", "--manifest", "ci/other.yaml").errorsExtracted == 1)
    let absent = try workspace.scanctl("finish", "--manifest", "ci/absent.yaml")
    #expect(absent.status == 1 && absent.errors.contains("ci/absent.yaml"))
  }

  @Test func readsOnlyTheSourcesThatAreNamed() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write("```\nKeyError: 'a'\n```\n", to: "LEARNINGS.md")
    let unknown = try workspace.scanctl("finish", "--source", "note")
    #expect(unknown.status == 1 && unknown.errors.contains("did you mean 'notes'?"))
    #expect(
      try workspace.flow("finish", "--source", "notes").sourcesScanned.map(\.source) == ["notes"])
    let both = try workspace.flow("backfill", "--source", "notes", "--source", "logs")
    #expect(both.sourcesScanned.map(\.source) == ["logs"])
  }

  @Test func findsItsProjectFromBelow() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/deep/a.log")
    let result = try Scanctl.run(["finish"], in: workspace.url("logs/deep"))
    #expect(result.output == "Learning: found 1 error, created 1 new pattern\n")
    #expect(workspace.exists(".orchestrator/patterns.sqlite"))
    let elsewhere = try Workspace(manifest: nil)
    #expect(
      try elsewhere.scanctl("patterns", "--root", workspace.folder.path).output
        .contains("LoadFailure"))
    #expect(try elsewhere.scanctl("patterns", "--root", "nowhere").status == 1)
  }
}
