import Testing

@testable import ScanEngine

struct GitHubIssueTests {
  @Test func readsWhatGhPrints() throws {
    let text = """
      [{"number":7,"title":"It fails","body":"```\\nKeyError\\n```","closedAt":"2026-01-17T12:00:00Z",
        "labels":[{"id":"x","name":"Bug","color":"f00"},{"name":"a, b"}],
        "url":"https://github.com/acme/web/issues/7"},
       {"number":8,"title":"Open","body":null,"closedAt":null,"labels":[],"url":""}]
      """
    let issues = try GitHubIssue.list(Array(text.utf8))
    #expect(issues.map(\.number) == [7, 8])
    #expect(issues[0].labels == ["Bug", "a, b"])
    #expect(issues[0].body == "```\nKeyError\n```")
    #expect(issues[0].closedAt?.text == "2026-01-17T12:00:00Z")
    #expect(issues[1].body.isEmpty && issues[1].closedAt == nil)
  }

  @Test(arguments: ["", "{}", "[", "no", #"{"number":1}"#])
  func refusesWhatIsNoList(_ text: String) {
    #expect(throws: Warning.self) { try GitHubIssue.list(Array(text.utf8)) }
  }

  @Test func needsGhOnAnAbsolutePath() {
    for path in ["", ".", "bin:.:./x", "/nonexistent"] {
      let surroundings = GitHubClient.Surroundings(
        environment: ["PATH": path], folder: "/", now: { Timestamp(milliseconds: 0) })
      #expect(throws: GitHubError.missing) { try GitHubClient(surroundings) }
    }
  }

  @Test func wordsErrorsForATerminal() {
    #expect(
      GitHubError.network("\u{1B}[31mno\u{7}\u{202E}\nroute").description
        == "GitHub can't be reached:  [31mno   route; check the network")
    #expect(
      GitHubError.rateLimited(wait: 700).description
        == "GitHub's rate limit is used up: try again in 12 minutes")
  }
}
