import Foundation
import Testing

@testable import ScanEngine

/// The built binary with the real gh and a stub of GitHub behind it.
@Suite(
  .serialized,
  .enabled(if: GitHubProject.isAvailable, "needs gh, python3 and ../shared/testing/github"))
struct GitHubTests {
  /// A failure: what brings it about, and what the one warning must say.
  struct Fault: Sendable, CustomTestStringConvertible {
    let options: [String]
    let says: String
    var tool: String? = nil
    var testDescription: String { options.joined(separator: " ") + (tool ?? "") }

    init(_ options: String, _ says: String, tool: String? = nil) {
      self.options = options.split(separator: " ").map(String.init)
      self.says = says
      self.tool = tool
    }

    /// On a busy machine the time may be up before the fault is met.
    func isSaid(in text: some StringProtocol) -> Bool {
      text.contains(says) || text.contains("did not answer within")
    }
  }

  static let faults = [
    Fault("--no-gh", "gh is not installed: get it from"),
    Fault("", "gh is too old: scanctl needs 2.0", tool: "echo 'unknown flag: --json' >&2; exit 1"),
    Fault(
      "", "gh 1.14.0 is too old: scanctl needs 2.0",
      tool: "[ $1 = --version ] && echo 'gh version 1.14.0 (2021-08-04)' || exit 1"),
    Fault("--auth none", "run 'gh auth login'"),
    Fault("--unauthorized", "run 'gh auth login'"),
    Fault("--fail-after 0 --fail-status 403 --fail-json", "run 'gh auth refresh'"),
    Fault("--sso", "single sign-on"),
    Fault("--not-found", "was not found"),
    Fault("--issues-disabled", "issues are disabled"),
    Fault("--down", "check the network"),
    Fault("--drop-after 2", "check the network"),
    Fault("--fail-after 2", "HTTP 502"),
    Fault("--html 0", "can't be re"),
    Fault("--html 2", "can't be read"),
    Fault("--truncate length", "can't be re"),
    Fault("--truncate-after 2 --truncate close", "can't be re"),
    Fault("--rate-limit primary", "rate limit is used up: try again"),
    Fault("--rate-limit already", "rate limit is used up: try again"),
    Fault("--rate-limit secondary", "rate limit is used up: try again"),
    Fault("--rate-limit-after 2", "rate limit is used up: try again in"),
  ]

  @Test(arguments: faults)
  func failsNothingElse(_ fault: Fault) async throws {
    let project = try GitHubProject(tool: fault.tool)
    let runs = try await project.run(
      fault.options, ["finish --json --timeout 4", "backfill --json --strict --days 3650"])
    for (run, code) in zip(runs, [0, 1] as [Int32]) {
      #expect(run.exitCode == code, "\(run.errors)")
      let lines = run.errors.split(separator: "\n").filter { $0.contains("warning:") }
      #expect(lines.count == 1, "\(run.errors)")
      #expect(lines.first?.hasPrefix("scanctl: issues: warning: ") == true)
      #expect(lines.first.map { fault.isSaid(in: $0) } == true, "\(run.errors)")
      let warnings = run.json["warnings"] as? [[String: Any]] ?? []
      #expect(warnings.count == 1)
      #expect(warnings.first?["source"] as? String == "issues")
      #expect((warnings.first?["text"] as? String).map { fault.isSaid(in: $0) } == true)
    }
    // The file is learned whatever GitHub does.
    #expect(runs[0].json["errors_extracted"] as? Int == 1)
  }

  @Test(arguments: [["--hang-after", "0"], ["--hang-after", "2"], ["--slow", "1.5"]])
  func waitsForGitHubNoLongerThanAllowed(_ options: [String]) async throws {
    let run = try await GitHubProject().run(options, ["finish --json --timeout 2"])[0]
    #expect(run.exitCode == 0)
    #expect(run.errors.contains("issues: warning: GitHub did not answer within 2 s"))
    #expect(run.json["errors_extracted"] as? Int == 1)
  }

  /// The stand-in for gh notes whether the file was read to its end before it was asked, and waits
  /// until that is so: neither may wait for the other.
  @Test func readsFilesWhileGitHubIsAsked() async throws {
    let project = try GitHubProject(
      tool: """
        known() { '\(ScanctlProcess.binary)' patterns --root . 2>/dev/null | grep -q numpy; }
        [ $1 = --version ] && exit 1
        known && echo late >>order
        for turn in $(seq 2000); do known && echo together >>order && exit 1; sleep 0.1; done
        exit 1
        """)
    let root = project.folder.appending(path: "root")
    let quiet = Data(
      String(repeating: "12:00:01 worker 7 is waiting for work\n", count: 300_000).utf8)
    let error = try Data(contentsOf: root.appending(path: "build.log"))
    try (quiet + error).write(to: root.appending(path: "build.log"))
    let run = try await project.run([], ["finish --json --timeout 300"])[0]
    #expect(run.exitCode == 0 && run.json["errors_extracted"] as? Int == 1)
    let order = try String(contentsOf: root.appending(path: "order"), encoding: .utf8)
    #expect(order.hasPrefix("together\n"), "\(order)")
  }

  /// Neither a login nor gh itself is missing where nobody's issues are meant.
  @Test(arguments: ["", "git init -q root"], ["--auth", "--no-gh"])
  func asksNobodyWhereThereIsNoRemote(_ stage: String, _ lack: String) async throws {
    let project = try GitHubProject()
    let lacking = lack == "--auth" ? ["--auth", "none"] : [lack]
    let runs = try await project.run(
      ["--repo", "none"] + lacking,
      [
        "finish --json --timeout 300", "backfill --strict", "finish --timeout 300",
        "finish --json --strict --timeout 300",
      ], stage: stage)
    #expect(runs.allSatisfy { $0.exitCode == 0 && $0.requests.isEmpty })
    #expect(runs.allSatisfy { !$0.errors.contains("gh") }, "\(runs.map(\.errors))")
    #expect(runs[0].json["errors_extracted"] as? Int == 1)
    #expect((runs[0].json["warnings"] as? [Any])?.isEmpty == true)
    let skipped = runs[0].json["skipped"] as? [[String: Any]] ?? []
    #expect(skipped.contains { $0["reason"] as? String == "no_remote" })
    #expect(runs[1].output.contains("set 'repo: owner/name'"), "\(runs[1].output)")
    #expect(runs[2].output.isEmpty && runs[2].errors.isEmpty)
  }

  /// A name makes it one that is asked for.
  @Test func asksWhereARepositoryIsNamedAndThereIsNoRemote() async throws {
    let project = try GitHubProject(settings: "\n    repo: octo-stub/widgets\n")
    let run = try await project.run(
      ["--repo", "none", "--auth", "none"], ["finish --json --timeout 120"])[0]
    #expect(run.exitCode == 0 && run.errors.contains("gh auth login"), "\(run.errors)")
  }

  @Test func learnsFromIssuesOnce() async throws {
    let project = try GitHubProject()
    let runs = try await project.run(
      [],
      [
        "backfill --json --days 3650", "backfill --json --days 3650 --strict",
        "finish --json --timeout 300",
      ])
    #expect(runs.map(\.exitCode) == [0, 0, 0])
    #expect(runs[0].issues == 43)
    #expect(runs[0].json["errors_extracted"] as? Int ?? 0 > 40)
    #expect(runs[1...].allSatisfy { $0.json["errors_extracted"] as? Int == 0 })
    #expect(runs.allSatisfy { ($0.json["warnings"] as? [Any])?.isEmpty == true })
    // What the stub doesn't know is said, and lost nothing.
    let skipped = runs[0].json["skipped"] as? [[String: Any]]
    #expect(skipped?.contains { $0["reason"] as? String == "ending_unknown" } == true)
    #expect(try project.watermark != nil)
  }

  @Test func learnsFromAnIssueThatWasLabelledLongAfterItWasClosed() async throws {
    let project = try GitHubProject()
    let first = try await project.run([], ["backfill --json --days 3650"])[0]
    let before = try #require(try project.watermark)
    try project.relabel(22, as: "Error", at: "2026-06-01T00:00:00Z")
    let second = try await project.run([], ["finish --json --timeout 300"])[0]
    #expect(first.issues == 43 && second.issues == 1)
    #expect(second.json["errors_extracted"] as? Int ?? 0 > 0)
    #expect(before < "2026-06-01T00:00:00Z")
    #expect(try project.watermark == "2026-06-01T00:00:00Z")
  }

  @Test func goesOnWhereAFetchWasCutShort() async throws {
    let project = try GitHubProject()
    try await project.makeFixture(count: 250)
    // The repository, its labels, a page, what closed its issues; then nothing more.
    let cut = try await project.run(
      ["--fail-after", "4"], ["backfill --json --days 3650"])[0]
    #expect(cut.exitCode == 0 && cut.issues == 100)
    #expect(try project.watermark == nil)
    let rest = try await project.run([], ["backfill --json --days 3650"])[0]
    #expect(rest.requests.filter { $0.contains("CLOSED_EVENT") }.count == 1)
    let straight = try GitHubProject(fixture: project.fixture)
    let whole = try await straight.run([], ["backfill --json --days 3650"])[0]
    #expect(cut.issues + rest.issues == whole.issues)
    #expect(try project.watermark == straight.watermark)
    #expect(try project.occurrences() == straight.occurrences())
    // It begins at the last instant that was committed, not at the window.
    #expect(
      rest.requests.filter { $0.contains("orderBy") }.count == whole.requests.filter {
        $0.contains("orderBy")
      }.count - 1)
  }

  @Test func countsNothingAnewInARepositoryThatHasMoved() async throws {
    let project = try GitHubProject()
    let first = try await project.run([], ["backfill --json --days 3650"])[0]
    let before = try project.occurrences()
    try project.changeFixture { text in
      var root = text
      var repository = root["repository"] as? [String: Any] ?? [:]
      repository["name"] = "gadgets"
      root["repository"] = repository
      return root
    }
    let second = try await project.run(
      ["--old-name", "octo-stub/widgets"], ["backfill --json --days 3650"])[0]
    #expect(first.issues == 43 && second.json["errors_extracted"] as? Int == 0)
    #expect(try project.occurrences() == before)
    let third = try await project.run(
      ["--old-name", "octo-stub/widgets"], ["finish --json --timeout 300"])[0]
    #expect(third.json["errors_extracted"] as? Int == 0)
  }
}
