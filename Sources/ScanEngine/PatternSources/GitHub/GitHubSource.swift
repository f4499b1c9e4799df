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
  private let declaration: SourceDeclaration
  private let access: GitHubAccess
  private let rules: LazyRuleBook
  private let eventRules: EventRules

  package init(
    _ declaration: SourceDeclaration, access: GitHubAccess, rules: LazyRuleBook,
    eventRules: EventRules
  ) {
    name = declaration.name.value
    recommendation = declaration.recommendation
    self.declaration = declaration
    self.access = access
    self.rules = rules
    self.eventRules = eventRules
  }

  /// Says where issues come from; asks nobody, for that takes seconds.
  public func survey(
    _ ledger: any ReadingLedger, _ context: ScanContext
  ) async throws -> SourceSurvey {
    let labels = declaration.labels.joined(separator: ", ")
    var survey = SourceSurvey(place: "closed issues with any of the labels \(labels)")
    survey.documents = try ledger.documents(source: name).count
    survey.note = "asked for through gh when it is scanned"
    return survey
  }

  /// Fetches what has changed since the watermark, and commits it issue by issue.
  public func scanIncremental(
    _ ledger: any ReadingLedger, _ context: ScanContext
  ) async throws -> SourceReport {
    var report = SourceReport()
    do {
      let client = try GitHubClient(access.surroundings(deadline: context.gitHubDeadline))
      let repository = try await client.repository(named: declaration.repository?.value)
      var fetch = try IssueFetch(
        source: self, declaration: declaration, repository: repository, ledger: ledger,
        context: context)
      try await fetch.run(client, &report)
    } catch let error as GitHubError {
      report.warnings.append(Warning(error.description, source: name))
    } catch is CancellationError {
      report.warnings.append(Warning(GitHubError.cancelled.description, source: name))
    }
    return report
  }

  /// The piece that an issue gives; nil where it is as it was when it was last read.
  func batch(
    _ issue: GitHubIssue, path: String, known: StoredDocument?, project: String,
    isRescan: Bool
  ) -> DocumentBatch? {
    let content = ([issue.title, issue.body] + issue.comments).joined(separator: "\u{0}")
    let digest = SHA256.digest(of: Array(content.utf8))
    let hex = SHA256.hex(digest)
    if let known, known.sha256 == hex, !isRescan { return nil }
    let events = IssueReading.events(
      of: issue, source: name, rules: rules.ruleBook, eventRules: eventRules)
    let nothing = Guard(length: 0, digest: SHA256.digest(of: []))
    var reading = ReadingState(
      updates: .edited, sha256: hex, head: nothing, tail: nothing,
      time: issue.closedAt ?? issue.updatedAt ?? Timestamp(milliseconds: 0),
      rulesDigest: rules.digest)
    reading.readTo = Int64(content.utf8.count)
    reading.isComplete = true
    let target =
      known.map { DocumentBatch.Target.known($0.id, generation: $0.generation) }
      ?? .new(project: project, source: name, path: path)
    var batch = DocumentBatch(
      target: target, mode: isRescan && known != nil ? .replace : .raise(.first),
      reading: reading, form: eventRules.fingerprinter.form)
    batch.firm.events = events
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

  func surroundings(deadline: ContinuousClock.Instant?) -> GitHubClient.Surroundings {
    var surroundings = GitHubClient.Surroundings(
      environment: environment, folder: folder, now: now)
    surroundings.deadline = deadline
    return surroundings
  }
}
