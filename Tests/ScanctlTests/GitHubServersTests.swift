import Foundation
import Testing

/// Which server and repository the real gh is sent to, with the stub behind every one of them.
///
/// The stub holds `octo-stub/widgets` and, where a test says so, a fork of it; whatever else is
/// asked for isn't found.
@Suite(
  .serialized,
  .enabled(if: GitHubProject.isAvailable, "needs gh, python3 and ../shared/testing/github"))
struct GitHubServersTests {
  private static let host = "ghe.acme.example"
  private static let widgets = "octo-stub/widgets"

  /// The stage on which a backfill runs, in shell.
  struct Stage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var remotes: [(String, String)] = []
    /// Servers that gh is logged in to.
    var logins: [String] = []
    var lines: [String] = []
    /// `repo:` of the manifest.
    var declared: String?
    var options: [String] = []

    var script: String {
      let hosts = logins.map { "\($0):\n  user: me\n  oauth_token: stub\n" }.joined()
      return """
        unset GH_REPO GH_TOKEN
        export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
        git init -q root
        printf '%s' '\(hosts)' >"$GH_CONFIG_DIR/hosts.yml"
        \(remotes.map { "git -C root remote add \($0) \($1)" }.joined(separator: "\n"))
        \(lines.joined(separator: "\n"))
        """
    }
  }

  private static let origin = [("origin", "https://\(host)/\(widgets).git")]
  private static let both = [
    ("origin", "https://github.com/\(widgets).git"),
    ("upstream", "git@github.com:acme/elsewhere.git"),
  ]

  static let found: [(Stage, host: String)] = [
    (Stage(testDescription: "a remote on a server", remotes: origin, logins: [host]), host),
    (
      Stage(
        testDescription: "GH_HOST and a token", remotes: origin,
        lines: ["export GH_HOST=\(host) GH_ENTERPRISE_TOKEN=stub"]), host
    ),
    (
      Stage(testDescription: "repo: with a host", logins: [host], declared: "\(host)/\(widgets)"),
      host
    ),
    (
      Stage(
        testDescription: "repo: with the host of GH_HOST",
        lines: ["export GH_HOST=\(host) GH_ENTERPRISE_TOKEN=stub"],
        declared: "\(host)/\(widgets)"), host
    ),
    (
      Stage(
        testDescription: "repo: before the remotes", remotes: [both[1]], logins: ["github.com"],
        declared: widgets), "github.com"
    ),
    (
      Stage(
        testDescription: "a server and github.com",
        remotes: origin + [("mirror", "https://github.com/acme/elsewhere.git")],
        logins: [host, "github.com"]), host
    ),
    (
      Stage(
        testDescription: "upstream before origin",
        remotes: [
          ("origin", "https://github.com/acme/elsewhere.git"),
          ("upstream", "git@github.com:\(widgets).git"),
        ],
        logins: ["github.com"]), "github.com"
    ),
    (
      Stage(
        testDescription: "the remote that gh was told to take", remotes: both,
        logins: ["github.com"], lines: ["git -C root config remote.origin.gh-resolved base"]),
      "github.com"
    ),
    (
      Stage(
        testDescription: "the repository that gh was told to take", remotes: [both[1]],
        logins: ["github.com"],
        lines: ["git -C root config remote.upstream.gh-resolved \(widgets)"]), "github.com"
    ),
    (
      Stage(
        testDescription: "a fork that has no issues",
        remotes: [("origin", "https://github.com/me/fork.git")], logins: ["github.com"],
        options: ["--fork", "me/fork"]), "github.com"
    ),
    (
      Stage(
        testDescription: "a fork with issues switched off",
        remotes: [("origin", "https://github.com/me/fork.git")], logins: ["github.com"],
        options: ["--fork", "me/fork", "--fork-issues", "off"]), "github.com"
    ),
  ]

  private func backfill(_ stage: Stage) async throws -> GitHubProject.Run {
    let settings = stage.declared.map { "\n    repo: \($0)\n" } ?? ""
    return try await GitHubProject(settings: settings).run(
      stage.options, ["backfill --json --days 3650"], stage: stage.script)[0]
  }

  @Test(arguments: found) func learnsFrom(_ stage: Stage, host: String) async throws {
    let run = try await backfill(stage)
    #expect(run.exitCode == 0 && run.issues == 43, "\(run.errors)")
    let results = run.json["sources_scanned"] as? [[String: Any]] ?? []
    let paths = results.filter { $0["source"] as? String == "issues" }
      .map { $0["path"] as? String ?? "" }
    #expect(paths.allSatisfy { $0.hasPrefix("https://\(host)/\(Self.widgets)/issues/") })
    let asked = host == "github.com" ? "api.github.com" : host
    #expect(run.requests.allSatisfy { $0.contains("\"host\": \"\(asked)\"") })
  }

  static let refused: [(Stage, says: String)] = [
    (
      Stage(
        testDescription: "no login for the remote's server", remotes: origin, logins: ["a.example"]),
      "run 'gh auth login --hostname HOST'"
    ),
    (
      Stage(
        testDescription: "GH_HOST of no remote", remotes: origin, logins: [host],
        lines: ["export GH_HOST=github.com"]), "no remote of this folder is on GH_HOST"
    ),
    (
      Stage(
        testDescription: "no login for the server of repo:", logins: ["github.com"],
        declared: "\(host)/\(widgets)"),
      "gh is not logged in to \(host): run 'gh auth login --hostname \(host)'"
    ),
    (
      Stage(
        testDescription: "remotes that aren't found", remotes: [both[1]], logins: ["github.com"]),
      "was not found, or this login may not read it"
    ),
  ]

  @Test(arguments: refused) func tellsWhyNot(_ stage: Stage, says: String) async throws {
    let run = try await backfill(stage)
    #expect(run.exitCode == 0 && run.errors.contains(says), "\(run.errors)")
  }

  /// gh itself hands the token to whatever server it is sent to; a manifest can come from anyone.
  @Test func givesATokenToNoServerThatOnlyTheManifestNames() async throws {
    let run = try await backfill(
      Stage(
        testDescription: "",
        lines: ["export GH_TOKEN=stub GH_ENTERPRISE_TOKEN=stub GITHUB_ENTERPRISE_TOKEN=stub"],
        declared: "\(Self.host)/\(Self.widgets)"))
    #expect(run.errors.contains("gh is not logged in to \(Self.host)"), "\(run.errors)")
    #expect(!run.requests.isEmpty)
    #expect(run.requests.allSatisfy { $0.contains("\"auth\": null") })
  }

  @Test func isNotHeldBackByLabelsThatAreGone() async throws {
    let project = try GitHubProject()
    let first = try await project.run([], ["backfill --json --days 3650"])[0]
    let before = try #require(try project.watermark)
    // The one label of the issue that changed last.
    try project.relabel(22, as: "question", at: "2026-06-01T00:00:00Z")
    try project.setManifest { $0.replacing("[bug, error, fix]", with: "[question]") }
    let second = try await project.run([], ["backfill --json --days 3650"])[0]
    #expect(first.issues == 43 && second.issues > 0)
    #expect(before < "2026-06-01T00:00:00Z")
    #expect(try project.watermark == "2026-06-01T00:00:00Z")
  }
}
