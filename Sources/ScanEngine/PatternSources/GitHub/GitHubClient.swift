/// Reads a repository's closed issues through the user's own `gh`.
///
/// Nothing partial is taken for complete: every answer is checked, a page that fails is asked for
/// again at half its size, and a fetch has ended only with the page that says so.
package struct GitHubClient: Sendable {
  /// What the client needs from its surroundings.
  package struct Surroundings: Sendable {
    package var environment: [String: String]
    /// Where gh looks for a repository, an absolute path.
    package var folder: String
    /// The repository that the manifest names; nil is the folder's own.
    package var declaredRepository: String?
    /// For one request.
    package var requestLimit: Duration = .seconds(60)
    /// For all requests together; nil is without limit.
    package var deadline: ContinuousClock.Instant?
    /// Failures in a row after which a page is given up.
    package var retries = 3
    /// The wall clock, to tell when a rate limit ends.
    package var now: @Sendable () -> Timestamp
    /// Waits before a page is asked for again.
    package var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    package init(
      environment: [String: String], folder: String, now: @escaping @Sendable () -> Timestamp
    ) {
      self.environment = environment
      self.folder = folder
      self.now = now
    }
  }

  private let surroundings: Surroundings
  private let command: GitHubCommand
  /// What the deadline left when the client was made, in seconds.
  private let total: Int?

  /// Throws ``GitHubError/missing`` where `PATH` has no gh.
  package init(_ surroundings: Surroundings) throws(GitHubError) {
    self.surroundings = surroundings
    total = surroundings.deadline.map {
      Int(ContinuousClock.now.duration(to: $0).components.seconds) + 1
    }
    command = try GitHubCommand(
      environment: surroundings.environment, folder: surroundings.folder,
      declared: surroundings.declaredRepository)
  }

  /// Longer waits for a rate limit are left to the next run.
  private static let longestWait = 20

  // MARK: The repository

  /// The repository that is meant: the one named, else the manifest's, else `GH_REPO`, else the
  /// folder's.
  ///
  /// A fork without issues of its own stands for its parent; of one that has moved, the new name
  /// is given.
  package func repository(named name: String? = nil) async throws(GitHubError)
    -> GitHubRepository
  {
    // `gh repo view` doesn't look at GH_REPO, as `gh issue` does.
    let chosen =
      name ?? surroundings.declaredRepository
      ?? surroundings.environment["GH_REPO"].flatMap { $0.isEmpty ? nil : $0 }
    if let chosen, !GitHubRepository.isName(chosen) { throw .badName(chosen) }
    var failures = 0
    while true {
      do throws(GitHubError) {
        return try await view(chosen)
      } catch {
        if failures == 0, let version = await versionTooOld(after: error) {
          throw .tooOld(version)
        }
        failures += 1
        try await rest(after: error, failures: failures)
      }
    }
  }

  /// gh's version, where a failure that isn't plain may come of its age.
  private func versionTooOld(after error: GitHubError) async -> String? {
    switch error {
    case .tooOld, .network, .malformed: break
    default: return nil
    }
    guard let limit = try? timeLimit(),
      let result = try? await command.run(["--version"], timeLimit: min(limit, .seconds(5)))
    else { return nil }
    let text = String(decoding: result.output, as: UTF8.self)
    guard let start = text.range(of: "gh version ")?.upperBound else { return nil }
    let version = text[start...].prefix { $0.isNumber || $0 == "." }
    guard let major = version.split(separator: ".").first.flatMap({ Int($0) }) else { return nil }
    return major < Self.leastMajorVersion ? String(version) : nil
  }

  /// All that is asked of gh is in 2.0, of August 2021: the last to come was `repo view --json`, in
  /// May (cli/cli#3627).
  private static let leastMajorVersion = 2

  private func view(_ name: String?) async throws(GitHubError) -> GitHubRepository {
    let fields = "nameWithOwner,url,isFork,hasIssuesEnabled,parent"
    let arguments = ["repo", "view"] + (name.map { [$0] } ?? []) + ["--json", fields]
    let result = try await run(arguments)
    guard result.status == 0 else {
      throw GitHubAnswer(result).failure(
        name: name ?? "this folder's repository", now: surroundings.now())
    }
    let viewed = Self.parse(result.output[...]) { ViewedRepository($0) }
    guard let viewed else { throw .malformed("no repository") }
    guard let parent = viewed.parent else { return viewed.repository }
    let isEmpty = viewed.hasIssues ? try await hasNoIssues(viewed.repository) : true
    return isEmpty ? parent : viewed.repository
  }

  private func hasNoIssues(_ repository: GitHubRepository) async throws(GitHubError) -> Bool {
    let variables: [(String, GitHubQuery.Variable)] = [
      ("owner", .text(repository.owner)), ("name", .text(repository.name)),
    ]
    let answer = try await ask(repository, GitHubQuery.body(GitHubQuery.issueCount, variables))
    let page = try ConnectionPage(answer, field: "issues", repository: repository) {
      $0["number"]?.integer
    }
    return page.totalCount == 0
  }

  // MARK: Issues

  /// Fetches the closed issues that changed since an instant, page by page.
  ///
  /// A page is handed on before the next is asked for, so that memory stays bounded and each can be
  /// committed; what was handed on is complete once this returns.
  ///
  /// - Parameters:
  ///   - repository: As ``repository(named:)`` returned it.
  ///   - labels: Issues need one of them, in any case of letters; none means all issues.
  ///   - since: The watermark, of the last change, to the second; nil is from the beginning.
  ///   - wanted: Which of those are handed on.
  ///   - comments: Whether comments come along.
  ///   - consume: Takes a page.
  /// - Throws: ``GitHubError``, or what `consume` throws.
  func fetchIssues(
    in repository: GitHubRepository, labels: [String], since: Timestamp? = nil,
    wanted: IssueFetchPlan.Wanted = .init(closedSince: nil, changedSince: nil),
    comments: GitHubComments = .none,
    consume: (GitHubPage) async throws -> Void
  ) async throws {
    var spellings: [String]?
    if !labels.isEmpty {
      let known = try await self.spellings(of: labels, in: repository)
      guard !known.isEmpty else {
        let nothing = GitHubPage(
          issues: [], hasNext: false, maxUpdatedAt: nil, totalCount: 0)
        return try await consume(nothing)
      }
      spellings = known
    }
    var selection = IssueSelection(labels: spellings, wanted: wanted)
    var walk = PageWalk(size: comments == .none ? 100 : 50)
    let query = GitHubQuery.issues(comments: comments)
    while !walk.isDone {
      let page = try await page(
        repository, "issues", query, walk: &walk,
        variables: [("since", .text(since?.text)), ("labels", .texts(spellings))]
      ) { node in GitHubIssue(node) }
      try await consume(selection.take(page))
    }
  }

  /// The repository's own spellings of labels: GitHub compares them exactly.
  package func spellings(
    of labels: [String], in repository: GitHubRepository
  ) async throws(GitHubError) -> [String] {
    let wanted = Set(labels.map { $0.lowercased() })
    var found: Set<String> = []
    var walk = PageWalk(size: nil)
    while !walk.isDone {
      let page = try await page(
        repository, "labels", GitHubQuery.labels, walk: &walk, variables: []
      ) { node in node["name"]?.string }
      found.formUnion(page.nodes.filter { wanted.contains($0.lowercased()) })
    }
    return found.sorted()
  }

  /// What closed issues, by their ids; asked once, for everything else is had without it.
  func endings(
    of ids: [String], in repository: GitHubRepository
  ) async throws(GitHubError) -> [GitHubEnding] {
    guard !ids.isEmpty else { return [] }
    let answer = try await request(
      repository, GitHubQuery.body(GitHubQuery.endings, [("ids", .texts(ids))]))
    guard let endings = Self.parse(answer.payload, { GitHubEnding.list($0) }) else {
      throw answer.failure(name: repository.description, now: surroundings.now())
    }
    return endings
  }

  // MARK: Pages

  /// The next page of a connection, however often it takes.
  private func page<Node: Sendable>(
    _ repository: GitHubRepository, _ field: StaticString, _ query: String, walk: inout PageWalk,
    variables: [(String, GitHubQuery.Variable)], node: (JSONValue) -> Node?
  ) async throws(GitHubError) -> ConnectionPage<Node> {
    var failures = 0
    while true {
      var all: [(String, GitHubQuery.Variable)] = [
        ("owner", .text(repository.owner)), ("name", .text(repository.name)),
        ("after", .text(walk.cursor)),
      ]
      if let size = walk.size { all.append(("n", .number(size))) }
      do throws(GitHubError) {
        let answer = try await ask(repository, GitHubQuery.body(query, all + variables))
        let page = try ConnectionPage(answer, field: field, repository: repository, node: node)
        try walk.advance(hasNext: page.hasNext, cursor: page.endCursor)
        return page
      } catch {
        failures += 1
        try await rest(after: error, failures: failures)
        walk.shrink()
      }
    }
  }

  /// The payload of one answer that has data and no errors.
  private func ask(
    _ repository: GitHubRepository, _ body: [UInt8]
  ) async throws(GitHubError) -> ArraySlice<UInt8> {
    let answer = try await request(repository, body)
    let isGood = Self.parse(answer.payload) { root in
      let errors = root["errors"]
      return (errors == nil || errors?.kind == .null) && root["data"]?.kind == .object ? true : nil
    }
    guard answer.exitStatus == 0, answer.status == 200, isGood == true else {
      throw answer.failure(name: repository.description, now: surroundings.now())
    }
    return answer.payload
  }

  private func request(
    _ repository: GitHubRepository, _ body: [UInt8]
  ) async throws(GitHubError) -> GitHubAnswer {
    GitHubAnswer(
      try await run(
        ["api", "graphql", "-i", "--hostname", repository.host, "--input", "-"], input: body))
  }

  private func run(
    _ arguments: [String], input: [UInt8] = []
  ) async throws(GitHubError) -> ChildProcess.Output {
    do throws(GitHubError) {
      return try await command.run(arguments, input: input, timeLimit: try timeLimit())
    } catch {
      if case .timedOut = error, let total, isLate { throw .timedOut(seconds: total) }
      throw error
    }
  }

  private var isLate: Bool { surroundings.deadline.map { ContinuousClock.now >= $0 } ?? false }

  private static func parse<Result>(
    _ bytes: ArraySlice<UInt8>, _ body: (JSONValue) -> Result?
  ) -> Result? {
    guard let parser = JSONParser() else { return nil }
    return bytes.withUnsafeBytes { parser.parse($0, body: body) } ?? nil
  }

  // MARK: Time

  /// What is left for one request; throws where nothing is.
  private func timeLimit() throws(GitHubError) -> Duration {
    guard let deadline = surroundings.deadline else { return surroundings.requestLimit }
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { throw .timedOut(seconds: total ?? 0) }
    return min(left, surroundings.requestLimit)
  }

  /// Waits before another try; throws the error where there is none.
  private func rest(after error: GitHubError, failures: Int) async throws(GitHubError) {
    guard failures <= surroundings.retries else { throw error }
    let wait: Duration
    switch error {
    case .rateLimited(let seconds?) where seconds <= Self.longestWait: wait = .seconds(seconds)
    case let error where error.isPassing: wait = .milliseconds(250 << min(failures, 5))
    default: throw error
    }
    if let deadline = surroundings.deadline, ContinuousClock.now + wait >= deadline { throw error }
    do {
      try await surroundings.pause(wait)
    } catch {
      throw .cancelled
    }
  }
}
