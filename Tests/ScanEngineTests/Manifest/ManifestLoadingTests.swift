import Testing

@testable import ScanEngine

struct ManifestLoadingTests {
  /// The manifest that the design shows, key by key.
  @Test func readsEveryKeyOfTheReference() throws {
    let manifest = try Manifest.load(
      Fixtures.bytes("manifests/reference.yaml"), file: "scanners.yaml",
      builtInRuleSets: ["node", "rust", "generic"])
    #expect(manifest.file == "scanners.yaml")
    #expect(manifest.digest.utf8.count == 64)
    #expect(manifest.enabled)
    #expect(manifest.project == "acme/web")
    #expect(manifest.ruleSets.map(\.name.value) == ["python"])
    #expect(manifest.scrub.map(\.pattern.value) == ["acme_[a-z0-9]{32}"])
    #expect(manifest.scrub.map(\.replace.value) == ["<ACME_KEY>"])
    #expect(manifest.normalize.map(\.pattern.value) == ["shard-[0-9]+"])
    #expect(manifest.normalize.map(\.replace.value) == ["shard-<n>"])
    let mute = try #require(manifest.mute.first)
    #expect(manifest.mute.count == 1)
    #expect(mute.reason == "flaky third-party sandbox")
    #expect(mute.until == "2027-03-01")
    guard case .fingerprint(let fingerprint) = mute.subject else {
      Issue.record("no fingerprint")
      return
    }
    #expect(fingerprint.value == "3fa2c1d09b77")
  }

  @Test func readsTheRuleOfTheReference() throws {
    let manifest = try Self.reference()
    let rule = try #require(manifest.ruleSets.first?.rules.first)
    #expect(rule.id.value == "python.exception")
    #expect(rule.pattern.value == #"^(?<type>[\w.]+(?:Error|Exception)): (?<message>.+)$"#)
    #expect(rule.pattern.position.description == "scanners.yaml:7:17")
    #expect(rule.language == "python")
    #expect(rule.category == "runtime")
    #expect(rule.keywords == nil)
    #expect(rule.type == nil)
    #expect(rule.message == nil)
    #expect(rule.minimumLength == 0)
    #expect(rule.block == nil)
    let example = try #require(rule.examples.first)
    #expect(example.text.value == "TypeError: 'NoneType' object is not subscriptable")
    #expect(example.type?.value == "TypeError")
    #expect(example.message?.value == "'NoneType' object is not subscriptable")
    #expect(rule.counterexamples.map(\.value) == ["0 errors, 0 warnings"])
  }

  @Test func readsTheSourcesOfTheReference() throws {
    let sources = try Self.reference().sources
    #expect(
      sources.map(\.name.value) == [
        "workflow_log", "learnings_md", "parallel_agents", "sessions", "claude_code",
        "github_issues",
      ])
    #expect(
      sources.map(\.parser) == [.workflowLog] + .init(repeating: .transcript, count: 4) + [.github])
    #expect(
      sources.map { $0.globs.map(\.value) } == [
        [".workflow_log.jsonl"], ["LEARNINGS.md"], [".wfo_logs/*.log"],
        [".orchestrator/sessions/*"], ["${claude_code}/**/*.jsonl"], [],
      ])
    #expect(
      sources.map(\.window)
        == [.forever, .forever, .default, Window(days: 30), .default, .default])
    #expect(sources.map(\.hasSessions) == [false, false, false, true, false, false])
    #expect(sources[3].exclude.map(\.value) == ["state.json", "meta.json", "checkpoints/**"])
    #expect(sources[5].labels == ["bug", "error", "fix"])
    #expect(sources[5].recommendation == "High value - resolved bugs with labels: bug, error, fix")
    #expect(sources.compactMap(\.updates).isEmpty)
    #expect(!sources.map(\.isEnabled).contains(false))
    #expect(sources[0].rules == nil)
    let names = sources[1].rules?.map { reference -> String? in
      if case .set(let name) = reference { return name.value }
      return nil
    }
    #expect(names == ["python", "node", "rust", "generic"])
  }

  private static func reference() throws -> Manifest {
    try Manifest.load(
      Fixtures.bytes("manifests/reference.yaml"), file: "scanners.yaml",
      builtInRuleSets: ["node", "rust", "generic"])
  }
}
