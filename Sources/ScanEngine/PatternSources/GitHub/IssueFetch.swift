/// One fetch of a repository's issues, from where the last one ended.
struct IssueFetch {
  private let source: GitHubSource
  private let declaration: SourceDeclaration
  private let repository: GitHubRepository
  private let ledger: any ReadingLedger
  private let context: ScanContext
  private let key: FetchKey
  private let before: FetchState
  private let plan: Plan
  private var known: [String: StoredDocument]
  private var latest: Timestamp?

  /// From when on issues are asked for.
  struct Plan: Hashable {
    /// Of the last change; nil is from the beginning.
    let since: Timestamp?
    /// Issues closed before are left out.
    let closedAfter: Timestamp?
    /// Whether all that a normal fetch would have given is among it.
    let isComplete: Bool

    /// - Parameters:
    ///   - watermark: Up to where a complete fetch has come.
    ///   - window: The source's own.
    ///   - override: What the user asked for instead.
    init(
      watermark: Timestamp?, window: Window, override: Window?, isRescan: Bool, now: Timestamp
    ) {
      func start(_ window: Window) -> Timestamp? {
        window.seconds.map { Timestamp(milliseconds: now.milliseconds - Int64($0) * 1_000) }
      }
      guard override != nil || isRescan else {
        // What has changed since the watermark is wanted, however long ago it was closed.
        since = watermark ?? start(window)
        closedAfter = watermark == nil ? start(window) : nil
        isComplete = true
        return
      }
      let wanted = start(override ?? window)
      since = wanted
      closedAfter = wanted
      let needed = watermark ?? start(window)
      isComplete = wanted.map { wanted in needed.map { wanted <= $0 } ?? false } ?? true
    }
  }

  init(
    source: GitHubSource, declaration: SourceDeclaration, repository: GitHubRepository,
    ledger: any ReadingLedger, context: ScanContext
  ) throws {
    self.source = source
    self.declaration = declaration
    self.repository = repository
    self.ledger = ledger
    self.context = context
    key = FetchKey(
      project: ledger.project, repository: repository.description, labels: declaration.labels)
    before = try ledger.fetch(key) ?? FetchState(watermark: nil)
    plan = Plan(
      watermark: before.watermark.flatMap { Timestamp($0) }, window: declaration.window,
      override: context.window, isRescan: context.isRescan, now: context.now)
    known = Dictionary(
      try ledger.documents(source: source.name).map { ($0.path, $0) }, uniquingKeysWith: { $1 })
  }

  /// Reads page after page; each is committed before the next is asked for.
  ///
  /// The watermark moves only when the last page has been committed.
  mutating func run(_ client: GitHubClient, _ report: inout SourceReport) async throws {
    let resume = FetchCursor(before.cursor)
    let cursor = resume?.since == (plan.since?.text ?? "") ? resume?.cursor : nil
    do {
      try await pages(client, after: cursor, &report)
    } catch let error as GitHubError where cursor != nil && error.isPassing {
      // GitHub may have forgotten the place: the next fetch begins at the watermark.
      try ledger.setFetch(FetchState(watermark: before.watermark), for: key)
      throw error
    }
    guard plan.isComplete else { return }
    let watermark = [before.watermark.flatMap { Timestamp($0) }, latest].compactMap(\.self).max()
    try ledger.setFetch(
      FetchState(watermark: watermark?.text ?? before.watermark), for: key)
  }

  private mutating func pages(
    _ client: GitHubClient, after cursor: String?, _ report: inout SourceReport
  ) async throws {
    var fetch = self
    defer { self = fetch }
    try await client.fetchIssues(
      in: repository, labels: declaration.labels, since: plan.since,
      closedAfter: plan.closedAfter, comments: declaration.readsComments ? .last5 : .none,
      after: cursor
    ) { page in
      if context.isOver() { throw GitHubError.cancelled }
      context.progress(
        .source(source.name, unit: .issues, total: Int64(page.totalCount)))
      for issue in page.issues { try fetch.commit(issue, &report) }
      context.progress(.read(Int64(page.issues.count)))
      fetch.latest = [fetch.latest, page.maxUpdatedAt].compactMap(\.self).max()
      if page.hasNext, let cursor = page.endCursor {
        let place = FetchCursor(since: plan.since?.text ?? "", cursor: cursor)
        try ledger.setFetch(
          FetchState(watermark: before.watermark, cursor: place.bytes), for: key)
      }
    }
  }

  private mutating func commit(_ issue: GitHubIssue, _ report: inout SourceReport) throws {
    let path = "\(repository)#\(issue.number)"
    guard
      let batch = source.batch(
        issue, path: path, known: known[path], project: ledger.project,
        isRescan: context.isRescan)
    else { return }
    guard let outcome = try ledger.commit(batch) else {
      report.documentsLeft += 1
      return
    }
    report.patternsCreated += outcome.patternsCreated
    report.patternsUpdated += outcome.patternsRaised
    context.progress(.found(outcome.occurrences))
    report.results.append(
      ScanResult(
        source: source.name, path: issue.url.isEmpty ? path : issue.url,
        errorsFound: outcome.occurrences, recommendation: source.recommendation))
  }
}

/// Where a fetch that was cut short goes on.
struct FetchCursor: Hashable {
  /// The instant that the fetch began with; a cursor is good for the same one only.
  let since: String
  let cursor: String

  init(since: String, cursor: String) {
    self.since = since
    self.cursor = cursor
  }

  /// Reads ``bytes``; nil where there are none.
  init?(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty else { return nil }
    since = String(decoding: parts[0], as: UTF8.self)
    cursor = String(decoding: parts[1], as: UTF8.self)
  }

  var bytes: [UInt8] { Array("\(since)\n\(cursor)".utf8) }
}
