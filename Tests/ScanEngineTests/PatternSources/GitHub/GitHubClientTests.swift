import Foundation
import Testing

@testable import ScanEngine

/// The real gh against a stub of GitHub.
@Suite(.enabled(if: StubGitHub.isAvailable, "needs gh, python3 and ../shared/testing/github"))
struct GitHubClientTests {
  private static let labels = ["BUG", "error", "Fix"]

  /// All pages of a fetch.
  private func fetch(
    _ client: GitHubClient, since: Timestamp? = nil, closedAfter: Timestamp? = nil,
    comments: GitHubComments = .none
  ) async throws -> [GitHubPage] {
    var pages: [GitHubPage] = []
    let repository = try await client.repository()
    try await client.fetchIssues(
      in: repository, labels: Self.labels, since: since,
      wanted: .init(closedSince: closedAfter, changedSince: nil), comments: comments
    ) { pages.append($0) }
    return pages
  }

  private func numbers(_ pages: [GitHubPage]) -> [Int] {
    Set(pages.flatMap(\.issues).map(\.number)).sorted()
  }

  private func expectError(
    _ stub: StubGitHub, _ check: (GitHubError) -> Bool,
    change: (inout GitHubClient.Surroundings) -> Void = { _ in },
    location: SourceLocation = #_sourceLocation
  ) async throws {
    let client = try stub.client(change)
    do {
      _ = try await fetch(client)
      Issue.record("nothing was thrown", sourceLocation: location)
    } catch let error as GitHubError {
      #expect(check(error), "\(error)", sourceLocation: location)
      #expect(!error.description.contains("\n"), sourceLocation: location)
    }
  }

  @Test func fetchesAllThatAreWanted() async throws {
    let stub = try await StubGitHub()
    let pages = try await fetch(try stub.client())
    let wanted = try await StubGitHub.expected(StubGitHub.smallFixture)
    #expect(numbers(pages) == wanted)
    #expect(pages.last?.hasNext == false)
    let issues = pages.flatMap(\.issues)
    #expect(issues.allSatisfy { $0.state == "CLOSED" && $0.closedAt != nil && $0.updatedAt != nil })
    #expect(issues.allSatisfy { $0.url.hasPrefix("https://github.com/") && !$0.title.isEmpty })
    #expect(issues.contains { $0.body.contains("Traceback") })
    #expect(issues.allSatisfy { $0.comments.isEmpty })
  }

  @Test func fetchesWhatChangedSinceTheWatermark() async throws {
    let stub = try await StubGitHub()
    let fixture = StubGitHub.smallFixture
    let all = try await fetch(try stub.client()).flatMap(\.issues).compactMap(\.updatedAt).sorted()
    let since = all[all.count / 2]
    let pages = try await fetch(try stub.client(), since: since)
    let changed = try await StubGitHub.expected(fixture, since: since.text, field: "updatedAt")
    #expect(numbers(pages) == changed)
    #expect(pages.compactMap(\.maxUpdatedAt).max() == all.last)
    let closed = try await fetch(try stub.client(), closedAfter: since)
    let wanted = try await StubGitHub.expected(fixture, since: since.text)
    #expect(numbers(closed) == wanted)
  }

  @Test func fetchesTheLastComments() async throws {
    let stub = try await StubGitHub()
    let issues = try await fetch(try stub.client(), comments: .last5).flatMap(\.issues)
    #expect(issues.contains { !$0.comments.isEmpty })
    #expect(issues.allSatisfy { $0.comments.count <= 5 })
  }

  @Test func fetchesThousandsPageByPage() async throws {
    let stub = try await StubGitHub()
    let big = stub.folder.appending(path: "big.json").path
    try await StubGitHub.makeIssues("--out", big)
    let bigStub = try await StubGitHub(fixture: big)
    let pages = try await fetch(try bigStub.client())
    let expected = try await StubGitHub.expected(big)
    #expect(numbers(pages) == expected)
    #expect(pages.allSatisfy { $0.issues.count <= 100 })
    // One for the repository, one for its labels, one for a hundred issues.
    #expect(bigStub.requests.count == 2 + (expected.count + 99) / 100)
  }

  @Test func asksForAFailedPageAgainAtHalfItsSize() async throws {
    let stub = try await StubGitHub("--fail-after", "2", "--fail-count", "2")
    let pages = try await fetch(try stub.client())
    let wanted = try await StubGitHub.expected(StubGitHub.smallFixture)
    #expect(numbers(pages) == wanted)
    #expect(pages[0].issues.count <= 25)
    #expect(stub.requests.count >= 6)
  }

  @Test func givesUpAfterTheRetries() async throws {
    let stub = try await StubGitHub("--fail-after", "2")
    try await expectError(stub, { $0 == .server(status: 502) })
    #expect(stub.requests.count == 2 + 4)
  }

  @Test func handsOnNothingTwice() async throws {
    let stub = try await StubGitHub("--duplicates")
    let issues = try await fetch(try stub.client()).flatMap(\.issues)
    let wanted = try await StubGitHub.expected(StubGitHub.smallFixture)
    #expect(issues.map(\.number).sorted() == wanted)
  }

  @Test func tellsWhyNothingCanBeFetched() async throws {
    try await expectError(try await StubGitHub(login: .none), { $0 == .notLoggedIn(host: nil) })
    try await expectError(try await StubGitHub("--unauthorized"), { $0 == .notLoggedIn(host: nil) })
    try await expectError(try await StubGitHub("--sso")) {
      if case .refused = $0 { true } else { false }
    }
    try await expectError(try await StubGitHub("--not-found")) {
      if case .notFound = $0 { true } else { false }
    }
    try await expectError(try await StubGitHub("--issues-disabled")) {
      if case .issuesDisabled = $0 { true } else { false }
    }
    try await expectError(try await StubGitHub(isDown: true)) {
      if case .network = $0 { true } else { false }
    }
    try await expectError(try await StubGitHub("--drop-after", "2")) {
      if case .network = $0 { true } else { false }
    }
  }

  @Test func tellsThatTheFolderHasNoRepository() async throws {
    let stub = try await StubGitHub()
    stub.forgetRepository()
    try await expectError(stub, { $0 == .noRepository })
  }

  @Test(arguments: ["primary", "already", "secondary", "403", "429"])
  func tellsThatTheRateLimitIsReached(_ kind: String) async throws {
    try await expectError(try await StubGitHub("--rate-limit", kind)) {
      if case .rateLimited = $0 { true } else { false }
    }
  }

  @Test(arguments: [["--html", "2"], ["--truncate-after", "2"], ["--truncate"], ["--html"]])
  func refusesAnAnswerThatIsNoJSON(_ options: [String]) async throws {
    let stub =
      options.count == 1
      ? try await StubGitHub(options[0]) : try await StubGitHub(options[0], options[1])
    try await expectError(stub) {
      if case .malformed = $0 { true } else if case .network = $0 { true } else { false }
    }
  }

  @Test(arguments: ["0", "2"])
  func doesNotWaitForEver(_ answers: String) async throws {
    let stub = try await StubGitHub("--hang-after", answers)
    try await expectError(stub) {
      if case .timedOut = $0 { true } else { false }
    } change: {
      $0.requestLimit = .seconds(2)
    }
  }

  @Test func keepsToTheDeadlineOfAllRequests() async throws {
    let stub = try await StubGitHub("--slow", "0.6")
    let deadline = ContinuousClock.now + .milliseconds(1_500)
    try await expectError(stub) {
      if case .timedOut = $0 { true } else { false }
    } change: {
      $0.deadline = deadline
    }
  }

  @Test func stopsWhenAPageIsRefused() async throws {
    struct Refusal: Error {}
    let stub = try await StubGitHub()
    let client = try stub.client()
    let repository = try await client.repository()
    await #expect(throws: Refusal.self) {
      try await client.fetchIssues(in: repository, labels: ["bug"]) { _ in throw Refusal() }
    }
  }

  @Test func hasNothingForLabelsThatDoNotExist() async throws {
    let stub = try await StubGitHub()
    let client = try stub.client()
    var pages: [GitHubPage] = []
    try await client.fetchIssues(in: try await client.repository(), labels: ["no-such-label"]) {
      pages.append($0)
    }
    #expect(pages.count == 1 && pages[0].issues.isEmpty && !pages[0].hasNext)
  }

  @Test(arguments: ["-h", "--json", "owner", "", "a/b c", "a/b\n", "@a/b", "/etc/passwd"])
  func refusesNamesThatCouldBeOptions(_ name: String) async throws {
    let stub = try await StubGitHub(isDown: true)
    let client = try stub.client()
    await #expect(throws: GitHubError.badName(name)) {
      _ = try await client.repository(named: name)
    }
  }
}
