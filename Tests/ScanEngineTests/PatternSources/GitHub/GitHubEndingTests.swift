import Testing

@testable import ScanEngine

struct GitHubEndingTests {
  /// As GitHub answers ``GitHubQuery/endings``: a pull request, a commit, by hand, not readable.
  private static let recorded = """
    {"data":{"nodes":[
    {"number":1,"comments":{"nodes":[]},"timelineItems":{"nodes":[{"closer":{"__typename":
    "PullRequest","title":"Pin urllib3 below 2","url":"https://github.com/acme/web/pull/12"}}]}},
    {"number":2,"comments":{"nodes":[
    {"body":"Pinning numpy fixed it.","authorAssociation":"MEMBER"},
    {"body":"Rebooting solved the problem, thanks a lot.","authorAssociation":"NONE"}]},
    "timelineItems":{"nodes":[{"closer":{"__typename":"Commit","messageHeadline":"Retry on 503",
    "url":"https://github.com/acme/web/commit/3fa2c1d"}}]}},
    {"number":3,"comments":{"nodes":[]},"timelineItems":{"nodes":[{"closer":null}]}},
    null]},
    "errors":[{"type":"NOT_FOUND","message":"Could not resolve to a node"}]}
    """

  private func endings() throws -> [GitHubEnding] {
    let parser = try #require(JSONParser())
    let parsed = Array(Self.recorded.utf8).withUnsafeBytes {
      parser.parse($0) { GitHubEnding.list($0) }
    }
    return try #require(parsed ?? nil)
  }

  @Test func readsWhatClosedAnIssue() throws {
    let endings = try endings()
    #expect(endings.map(\.number) == [1, 2, 3])
    #expect(
      endings[0].closer
        == .init(title: "Pin urllib3 below 2", url: "https://github.com/acme/web/pull/12"))
    #expect(endings[1].closer?.title == "Retry on 503")
    #expect(endings[2].closer == nil)
    #expect(endings[1].comments.map(\.isFromMaintainer) == [true, false])
  }

  private func findings(_ issue: GitHubIssue, _ ending: GitHubEnding?) throws -> Findings {
    let manifest = try #require(Manifest.builtIn().0)
    let rules = LazyRuleBook(manifest.ruleSets.flatMap(\.rules), digest: "")
    let eventRules = EventRules(
      scrubber: Scrubber(), fingerprinter: .builtIn)
    let events = IssueReading.unfinished(
      issue, source: "issues", rules: rules.ruleBook, eventRules: eventRules)
    return IssueReading.findings(
      events, of: issue, ending: ending, source: "issues", eventRules: eventRules)
  }

  private func issue(_ body: String, comments: [GitHubComment] = []) -> GitHubIssue {
    GitHubIssue(
      number: 1, title: "Numbers fail", body: body, labels: [], closedAt: nil,
      url: "https://github.com/acme/web/issues/1", comments: comments)
  }

  private static let error = "```\nModuleNotFoundError: No module named 'numpy'\n```\n"

  @Test func givesErrorsTheFixThatClosedTheirIssue() throws {
    let findings = try findings(issue(Self.error), try endings()[0])
    let event = try #require(findings.events.first)
    #expect(findings.events.count == 1)
    #expect(
      event.fix?.text == "Pin urllib3 below 2 (https://github.com/acme/web/pull/12)")
    #expect(event.fix?.path == "https://github.com/acme/web/issues/1")
    #expect(event.title == "Numbers fail" && event.path == event.fix?.path)
  }

  @Test func prefersWhatMaintainersSayAndKeepsTheRest() throws {
    let findings = try findings(issue(Self.error), try endings()[1])
    #expect(findings.events.first?.fix?.text == "Pinning numpy")
    #expect(
      findings.fixes.map(\.fix.text) == [
        "Retry on 503 (https://github.com/acme/web/commit/3fa2c1d)"
      ])
  }

  @Test func losesNothingWithoutAnEnding() throws {
    let findings = try findings(issue(Self.error + "\nFixed in #104."), nil)
    #expect(findings.events.count == 1)
    #expect(findings.events.first?.fix?.text == "Fixed in #104")
    #expect(findings.fixes.isEmpty)
  }

  @Test func countsAnErrorThatAnotherPersonHasTooButNoQuotation() throws {
    let quoted = GitHubComment(body: "> ModuleNotFoundError: No module named 'numpy'\n\nMe too.")
    let pasted = GitHubComment(body: Self.error)
    #expect(try findings(issue(Self.error, comments: [quoted]), nil).events.count == 1)
    #expect(try findings(issue(Self.error, comments: [quoted, pasted]), nil).events.count == 2)
  }

  @Test(arguments: [
    ("Fixed by #12.", "Fixed by #12"),
    ("This was fixed in v1.2.3, thanks!", "This was fixed in v1.2.3, thanks"),
    ("Closed by 3fa2c1d", "Closed by 3fa2c1d"), ("It is not fixed in 2.0", nil),
    ("> Fixed by #12", nil), ("Fixed in the morning", nil), ("I see it in 1.2", nil),
  ])
  func readsWhatAnIssueWasFixedBy(_ text: String, fix: String?) {
    #expect(IssueFixes.referred(in: text) == fix)
  }
}
