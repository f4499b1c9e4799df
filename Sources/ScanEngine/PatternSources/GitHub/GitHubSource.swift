/// The closed issues of a repository that have one of some labels, read through the user's `gh`.
///
/// Each issue is a document that is edited: per pattern its count rises to what the issue now
/// holds. The watermark is the server's time of the last change, so that an issue that was labelled
/// long after it was closed is learned from too.
public struct GitHubSource: PatternSource {
  /// Its name in the manifest.
  public let name: String
  /// Why it is worth scanning.
  public let recommendation: String
  let declaration: SourceDeclaration
  /// The names of all sources of issues: an issue is one document, whoever reads it.
  private let issueSources: [String]
  private let access: GitHubAccess
  private let rules: LazyRuleBook
  private let eventRules: EventRules

  package init(
    _ declaration: SourceDeclaration, issueSources: [String], access: GitHubAccess,
    rules: LazyRuleBook, eventRules: EventRules
  ) {
    name = declaration.name.value
    recommendation = declaration.recommendation
    self.declaration = declaration
    self.issueSources = issueSources
    self.access = access
    self.rules = rules
    self.eventRules = eventRules
  }

  /// Says where issues come from; asks no server, for that takes seconds.
  public func survey(
    _ ledger: any ReadingLedger, _ context: ScanContext
  ) async throws -> SourceSurvey {
    let labels = declaration.labels.joined(separator: ", ")
    var survey = SourceSurvey(place: "closed issues with any of the labels \(labels)")
    survey.documents = try ledger.documents(source: name).count
    survey.note =
      await isMeantForNobody(context)
      ? "no git remote here, so nothing is asked for: set 'repo: owner/name' for the source"
      : "asked for through gh when it is scanned"
    return survey
  }

  /// Fetches what has changed since the watermark, and commits it issue by issue.
  public func scanIncremental(
    _ ledger: any ReadingLedger, _ context: ScanContext
  ) async throws -> SourceReport {
    var report = SourceReport()
    // Before gh is looked for: where nobody's issues are meant, no login is missing.
    if await isMeantForNobody(context) {
      report.skips.add(.noRemote, path: name)
      return report
    }
    do {
      let client = try GitHubClient(
        access.surroundings(
          declared: declaration.repository?.value, deadline: context.gitHubDeadline))
      let repository = try await client.repository()
      try await RepositoryMove(source: self, ledger: ledger).follow(to: repository, client)
      var fetch = try IssueFetch(
        source: self, repository: repository, ledger: ledger, context: context)
      try await fetch.run(client, &report)
    } catch let error as GitHubError {
      report.warnings.append(Warning(error.description, source: name))
    } catch is CancellationError {
      report.warnings.append(Warning(GitHubError.cancelled.description, source: name))
    }
    return report
  }

  /// Whether neither the manifest nor the user nor the folder's remotes name a repository.
  private func isMeantForNobody(_ context: ScanContext) async -> Bool {
    guard declaration.repository == nil else { return false }
    return await access.namesNoRepository(deadline: context.gitHubDeadline)
  }

  /// Which fetches of a repository go on with each other.
  func key(of repository: GitHubRepository, project: String) -> FetchKey {
    FetchKey(
      project: project, repository: repository.description, labels: declaration.labels)
  }

  /// The issues that any source has read.
  func issueDocuments(_ ledger: any ReadingLedger) throws -> [StoredDocument] {
    try issueSources.flatMap { try ledger.documents(source: $0) }
  }

  func events(of issue: GitHubIssue) -> [ErrorEvent] {
    IssueReading.unfinished(issue, source: name, rules: rules.ruleBook, eventRules: eventRules)
  }

  func findings(
    _ events: [ErrorEvent], of issue: GitHubIssue, ending: GitHubEnding?
  ) -> Findings {
    IssueReading.findings(
      events, of: issue, ending: ending, source: name, eventRules: eventRules)
  }

  /// Names all of an issue that is read, as 64 hex digits.
  static func hash(of issue: GitHubIssue) -> String {
    let texts = [issue.title, issue.body] + issue.comments.map(\.body)
    return SHA256.hex(SHA256.digest(of: Array(texts.joined(separator: "\u{0}").utf8)))
  }

  /// The piece that an issue gives, to where it was committed last: by this fetch (`target`) or
  /// before it (`known`).
  func batch(
    _ findings: Findings, of issue: GitHubIssue, hash: String, path: String,
    known: StoredDocument?, project: String, target: DocumentBatch.Target?, isRescan: Bool
  ) -> DocumentBatch {
    let nothing = Guard(length: 0, digest: SHA256.digest(of: []))
    var reading = ReadingState(
      updates: .edited, sha256: hash, head: nothing, tail: nothing,
      time: issue.closedAt ?? issue.updatedAt ?? Timestamp(milliseconds: 0),
      rulesDigest: rules.digest)
    reading.readTo = Int64(issue.body.utf8.count)
    reading.isComplete = true
    let target =
      target ?? known.map { .known($0.id, generation: $0.generation) }
      ?? .new(project: project, source: name, path: path)
    var isNew = false
    if case .new = target { isNew = true }
    var batch = DocumentBatch(
      target: target, mode: isRescan && !isNew ? .replace : .raise(.first), reading: reading,
      form: eventRules.fingerprinter.form)
    batch.firm = findings
    return batch
  }
}

/// What reading issues needs from outside.
package struct GitHubAccess: Sendable {
  private let environment: [String: String]
  private let folder: String
  private let now: @Sendable () -> Timestamp

  /// - Parameters:
  ///   - environment: The user's, for gh.
  ///   - folder: Where gh looks for a repository; absolute.
  ///   - now: The wall clock, to tell when a rate limit ends.
  package init(
    environment: [String: String], folder: String, now: @escaping @Sendable () -> Timestamp
  ) {
    self.environment = environment
    self.folder = folder
    self.now = now
  }

  /// Whether neither `GH_REPO` nor a remote of the folder names a repository.
  func namesNoRepository(deadline: ContinuousClock.Instant?) async -> Bool {
    guard environment["GH_REPO"] ?? "" == "" else { return false }
    return await GitRemotes(environment: environment, folder: folder).areNone(deadline: deadline)
  }

  func surroundings(
    declared: String?, deadline: ContinuousClock.Instant?
  ) -> GitHubClient.Surroundings {
    var surroundings = GitHubClient.Surroundings(
      environment: environment, folder: folder, now: now)
    surroundings.declaredRepository = declared
    surroundings.deadline = deadline
    return surroundings
  }
}
