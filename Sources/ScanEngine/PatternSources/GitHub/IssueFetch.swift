/// One fetch of a repository's issues, from where the last one ended.
struct IssueFetch {
  private let source: GitHubSource
  private let repository: GitHubRepository
  private let ledger: any ReadingLedger
  private let context: ScanContext
  private let key: FetchKey
  private let before: FetchState
  private var plan: IssueFetchPlan
  /// What the fetch began with, before it went on where another was cut short.
  private let beginning: Timestamp?
  private var known: [String: StoredDocument]
  /// What this fetch has committed: an issue that changes meanwhile comes again.
  private var committed: [Int: DocumentBatch.Target] = [:]
  private var latest: Timestamp?
  /// Cleared once GitHub has failed to tell: it is asked no more in this fetch.
  private var asksForEndings = true

  init(
    source: GitHubSource, repository: GitHubRepository, ledger: any ReadingLedger,
    context: ScanContext
  ) throws {
    self.source = source
    self.repository = repository
    self.ledger = ledger
    self.context = context
    key = source.key(of: repository, project: ledger.project)
    before = try ledger.fetch(key) ?? FetchState(watermark: nil)
    plan = IssueFetchPlan(
      watermark: before.watermark.flatMap { Timestamp($0) }, window: source.declaration.window,
      override: context.window, isRescan: context.isRescan, now: context.now)
    beginning = plan.since
    let place = FetchPlace(before.cursor)
    plan.resume(at: place)
    if plan.since != beginning { latest = place?.changed }
    known = Dictionary(
      try source.issueDocuments(ledger).map { ($0.path, $0) }, uniquingKeysWith: { $1 })
  }

  /// Reads page after page; each is committed before the next is asked for.
  ///
  /// The watermark moves only when the last page has been committed.
  mutating func run(_ client: GitHubClient, _ report: inout SourceReport) async throws {
    var fetch = self
    defer { self = fetch }
    var left = 0
    try await client.fetchIssues(
      in: repository, labels: source.declaration.labels, since: plan.since, wanted: plan.wanted,
      comments: source.declaration.readsComments ? .last5 : .none
    ) { page in
      if context.isOver() { throw GitHubError.cancelled }
      context.progress(
        .source(source.name, unit: .issues, total: Int64(page.totalCount)))
      left += try await fetch.commit(page, client, &report)
      context.progress(.read(Int64(page.issues.count)))
      if left == 0 { try fetch.note(page) }
    }
    // What another process took out of our hands is read again.
    if left == 0 { try fetch.finish() }
  }

  /// Commits the issues of a page; returns how many had to be left.
  private mutating func commit(
    _ page: GitHubPage, _ client: GitHubClient, _ report: inout SourceReport
  ) async throws -> Int {
    var changed: [(issue: GitHubIssue, hash: String, events: [ErrorEvent])] = []
    for issue in page.issues {
      let hash = GitHubSource.hash(of: issue)
      let path = repository.path(ofIssue: issue.number)
      if known[path]?.sha256 == hash, !context.isRescan { continue }
      changed.append((issue, hash, source.events(of: issue)))
    }
    let endings = await endings(
      of: changed.filter { !$0.events.isEmpty }.map(\.issue), client, &report)
    var left = 0
    for (issue, hash, events) in changed {
      let findings = source.findings(events, of: issue, ending: endings[issue.number])
      if try !commit(findings, of: issue, hash: hash, &report) { left += 1 }
    }
    return left
  }

  /// Issues that are asked about in one request.
  private static let endingsAtOnce = 50

  /// What closed issues; those that GitHub doesn't tell of are counted, and nothing else is lost.
  private mutating func endings(
    of issues: [GitHubIssue], _ client: GitHubClient, _ report: inout SourceReport
  ) async -> [Int: GitHubEnding] {
    var found: [Int: GitHubEnding] = [:]
    var start = 0
    while start < issues.count {
      let some = issues[start..<min(start + Self.endingsAtOnce, issues.count)]
      start += Self.endingsAtOnce
      if asksForEndings {
        do throws(GitHubError) {
          for ending in try await client.endings(of: some.compactMap(\.id), in: repository) {
            found[ending.number] = ending
          }
        } catch {
          asksForEndings = false
        }
      }
      for issue in some where found[issue.number] == nil {
        report.skips.add(.endingUnknown, path: repository.path(ofIssue: issue.number))
      }
    }
    return found
  }

  private mutating func commit(
    _ findings: Findings, of issue: GitHubIssue, hash: String, _ report: inout SourceReport
  ) throws -> Bool {
    let path = repository.path(ofIssue: issue.number)
    let batch = source.batch(
      findings, of: issue, hash: hash, path: path, known: known[path], project: ledger.project,
      target: committed[issue.number], isRescan: context.isRescan)
    guard let outcome = try ledger.commit(batch) else {
      report.documentsLeft += 1
      return false
    }
    report.patternsCreated += outcome.patternsCreated
    report.patternsUpdated += outcome.patternsRaised
    context.progress(.found(outcome.occurrences))
    report.results.append(
      ScanResult(
        of: ScanResult.Origin(name: source.name, recommendation: source.recommendation),
        path: issue.url.isEmpty ? path : issue.url,
        errorsFound: outcome.occurrences))
    committed[issue.number] = DocumentBatch.Target.known(
      outcome.document, generation: outcome.generation)
    return true
  }

  /// Notes how far the fetch has come, once a page has been committed.
  private mutating func note(_ page: GitHubPage) throws {
    latest = [latest, page.maxUpdatedAt].compactMap(\.self).max()
    guard page.hasNext, plan.canResume, let latest else { return }
    let place = FetchPlace(since: beginning, wanted: plan.wanted, changed: latest)
    try ledger.setFetch(
      FetchState(watermark: before.watermark, cursor: place.bytes), for: key)
  }

  private func finish() throws {
    guard plan.isComplete else {
      // Where a fetch was cut short that reached further back, the next one still goes on there.
      return try ledger.setFetch(before, for: key)
    }
    let watermark = [before.watermark.flatMap { Timestamp($0) }, latest].compactMap(\.self).max()
    try ledger.setFetch(FetchState(watermark: watermark?.text ?? before.watermark), for: key)
  }
}
