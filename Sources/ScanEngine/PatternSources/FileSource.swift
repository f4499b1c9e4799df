/// The files that a source's globs name.
public struct FileSource: PatternSource {
  /// Its name in the manifest.
  public let name: String
  /// Why it is worth scanning.
  public let recommendation: String
  let origin: ScanResult.Origin
  private let declaration: SourceDeclaration
  private let selection: FileSelection
  private let discovery: Discovery
  let rules: LazyRuleBook
  let eventRules: EventRules

  package init(
    _ declaration: SourceDeclaration, selection: FileSelection, discovery: Discovery,
    rules: LazyRuleBook, eventRules: EventRules
  ) {
    name = declaration.name.value
    recommendation = declaration.recommendation
    origin = ScanResult.Origin(name: name, recommendation: recommendation)
    self.declaration = declaration
    self.selection = selection
    self.discovery = discovery
    self.rules = rules
    self.eventRules = eventRules
  }

  private var place: String { declaration.globs.map(\.value).joined(separator: ", ") }

  var hasSessions: Bool { declaration.hasSessions }

  /// How a document of this kind grows.
  func updates(of kind: DocumentKind) -> UpdateKind {
    declaration.updates ?? (kind == .markdown ? .edited : .appended)
  }

  /// What parses a document of this kind.
  func parser(for kind: DocumentKind, memory: [UInt8]) -> any DocumentParser {
    DocumentExtraction.parser(declaration.parser, kind, memory: memory)
  }

  /// Counts files and bytes, and tells which of them are new or have changed.
  public func survey(
    _ ledger: any ReadingLedger, _ context: ScanContext
  ) async throws -> SourceSurvey {
    survey(of: try compare(ledger, context), context)
  }

  /// Counts files and bytes, and tells which of them are new or have changed.
  func survey(of compared: ComparedFiles, _ context: ScanContext) -> SourceSurvey {
    var survey = SourceSurvey(place: place)
    let files = compared.found.files
    let known = KnownDocuments(compared.differences, discovery: discovery)
    survey.skips = compared.found.skips
    survey.sessions = SessionNames(of: files)
    for (file, isUnchanged) in zip(files, compared.differences.isUnchanged) {
      survey.documents += 1
      survey.size += file.status.size
      if isUnchanged, !context.isRescan { continue }
      let read = known.document(at: file.portablePath)
      // Written just before it was read, or touched since: only its bytes tell.
      if let read, read.isComplete, read.readTo == file.status.size, !context.isRescan,
        (try? PrefixReader(file)?.continues(read, within: PrefixTime(context))) == true
      {
        continue
      }
      if read == nil { survey.new += 1 } else { survey.changed += 1 }
      survey.unread += Self.unread(of: file, read, context)
      if let session = file.session { survey.unreadSessions.insert(session) }
    }
    return survey
  }

  /// Bytes that are to be read of a document that is new or has changed.
  private static func unread(
    of file: DiscoveredFile, _ read: StoredDocument?, _ context: ScanContext
  ) -> Int64 {
    guard let read, read.updates == .appended, !context.isRescan, read.readTo <= file.status.size
    else { return file.status.size }
    return file.status.size - read.readTo
  }

  private func discover(_ context: ScanContext) -> Discovery.Result {
    // Those that were found before are in order.
    var found =
      context.found?[name]
      ?? discovery.files(
        of: selection, now: context.seconds, window: context.window,
        processors: context.processors)
    EndedSessions(context.ended).assign(&found.files)
    return found
  }

  /// What there is now, and how what is known differs from it.
  func compare(_ ledger: any ReadingLedger, _ context: ScanContext) throws -> ComparedFiles {
    if let compared = context.compared[name] { return compared }
    if let compared = try compareChanged(ledger, context) { return compared }
    let found = discover(context)
    let differences = try differences(from: found.files, ledger)
    var compared = ComparedFiles(found: found, differences: differences)
    if context.found != nil, differences.isUnchanged.contains(false),
      lookAgain(at: &compared.found, where: differences.isUnchanged.map { !$0 })
    {
      compared.differences = try self.differences(from: compared.found.files, ledger)
    }
    return compared
  }

  /// The same of the files alone that are not known and unchanged; nil where all have to be compared.
  private func compareChanged(
    _ ledger: any ReadingLedger, _ context: ScanContext
  ) throws -> ComparedFiles? {
    guard context.window == nil, !context.isRescan, let changed = context.found?.changed(name)
    else { return nil }
    func differences(from files: [DiscoveredFile]) throws -> DocumentDifferences? {
      try ledger.differences(
        source: name, files: files, besides: changed.others, rules: rules.digest)
    }
    var found = changed.files
    EndedSessions(context.ended).assign(&found.files)
    guard var known = try differences(from: found.files) else { return nil }
    if lookAgain(at: &found, where: known.isUnchanged.map { !$0 }) {
      guard let now = try differences(from: found.files) else { return nil }
      known = now
    }
    return ComparedFiles(found: found, differences: known, unchanged: changed.unchanged)
  }

  private func differences(
    from files: [DiscoveredFile], _ ledger: any ReadingLedger
  ) throws -> DocumentDifferences {
    try ledger.differences(source: name, files: files, rules: rules.digest)
  }

  /// The files that there are now, in no order.
  func look(_ context: ScanContext) -> Discovery.Result {
    discovery.unsortedFiles(
      of: selection, now: context.seconds, window: context.window, processors: context.processors)
  }

  /// Leaves the files that are still there, the chosen ones as they are now; false where nothing has
  /// changed.
  ///
  /// Another process may have read on in them since they were found.
  private func lookAgain(at found: inout Discovery.Result, where isChosen: [Bool]) -> Bool {
    var now: [Int: FileStatus?] = [:]
    for (index, file) in found.files.enumerated() where isChosen[index] {
      do throws(ReadError) {
        let status = try DocumentReader(file).status
        if status != file.status { now[index] = .some(status) }
      } catch {
        // What else is wrong is told when it is read.
        if error.kind == .missing { now[index] = .some(nil) }
      }
    }
    found.replace(now)
    return !now.isEmpty
  }

  /// An agent's folder is in the user's home.
  private var warningOfMissingHome: Warning? {
    let lacksBase = selection.searches.contains { discovery.bases(of: $0.place).isEmpty }
    guard lacksBase else { return nil }
    return Warning(
      "HOME is not set, so the agent's transcripts can't be found (set HOME, or the agent's own "
        + "variable)", source: name)
  }

  /// Whether the portable path is below one of the folders that the source looks in.
  func looks(for path: String) -> Bool {
    selection.searches.contains { search in
      discovery.bases(of: search.place).contains { base in
        base.prefix.isEmpty ? !path.hasPrefix("${") : path.hasPrefix(base.prefix)
      }
    }
  }

  /// Reads what was added or changed since the ledger's record.
  public func scanIncremental(
    _ ledger: any ReadingLedger, _ context: ScanContext
  ) async throws -> SourceReport {
    var report = SourceReport()
    var compared = try compare(ledger, context)
    if context.sessions == nil {
      compared.found.keepDigests(processors: context.processors)
      report.files = compared.found.digest
    }
    let (found, differences) = (compared.found, compared.differences)
    report.skips = found.skips
    if let warning = warningOfMissingHome { report.warnings.append(warning) }
    report.documentsWithOldRules = differences.withOldRules
    let changed = changed(found.files, differences, context)
    report.sessionsRead = SessionNames(of: found.files)
    if let sessions = context.sessions { report.sessionsRead.formIntersection(sessions) }
    guard !changed.isEmpty else {
      report.known = try known(after: compared, changed, moves: [], ledger, context)
      return report
    }
    let files = found.files
    guard let assignments = try assign(files, changed, differences, ledger, context) else {
      for place in changed { report.leave(files[place]) }
      report.sessionsRead.subtract(report.sessionsUnread)
      return report
    }
    let entries = changed.placingFirst { files[$0].portablePath == context.first }.map { place in
      let document = assignments.documents[place]
      return DocumentQueue.Entry(
        file: files[place], document: document,
        unread: Self.unread(of: files[place], document, context),
        isUndecided: assignments.undecided.contains(place))
    }
    report = try DocumentQueue(
      self, entries, ledger: ledger, context: context, report: report
    ).run()
    report.sessionsRead.subtract(report.sessionsUnread)
    report.known = try known(
      after: compared, changed, moves: assignments.moves, ledger, context)
    if let seconds = declaration.window.seconds {
      let limit = Timestamp(milliseconds: context.now.milliseconds - Int64(seconds) * 1_000)
      try ledger.forgetGone(source: name, before: limit)
    }
    return report
  }

  /// More are not worth the time that telling their documents takes.
  private static let mostChanged = 1_024

  /// The files that are known once those that have changed were read; nil where that isn't certain.
  private func known(
    after compared: ComparedFiles, _ changed: [Int], moves: [DocumentMove],
    _ ledger: any ReadingLedger, _ context: ScanContext
  ) throws -> KnownFiles? {
    guard context.sessions == nil, context.window == nil, !context.isRescan,
      changed.count <= Self.mostChanged
    else { return nil }
    let (files, differences) = (compared.found.files, compared.differences)
    var known = KnownFiles()
    known.withOldRules = differences.withOldRules - differences.goneWithOldRules
    // What was read now was read with the rules of now.
    let haveNewRules =
      !moves.isEmpty
      || differences.documents.contains { $0.readTo > 0 && $0.rulesDigest != rules.digest }
    if known.withOldRules > 0, haveNewRules { return nil }
    var documents = differences.inPlace
    let read = try ledger.inPlace(source: name, paths: changed.map { files[$0].portablePath })
    for (place, document) in zip(changed, read) { documents[place] = document }
    known.entries = compared.unchanged
    known.entries.reserveCapacity(compared.unchanged.count + files.count)
    for (place, document) in documents.enumerated() {
      guard let document else { return nil }
      let isSettled = FileStatus.isSettled(files[place].status.changed, at: context.now)
      known.entries.append(
        KnownFiles.Entry(
          digest: isSettled ? compared.found.digests[place] : .none, document: document))
    }
    let elsewhere = Set(moves.map(\.document)).union(read.compactMap { $0 })
    known.withoutFile = differences.withoutFile.filter { !elsewhere.contains($0) }
    return known
  }

  /// The places of the files that are to be read.
  private func changed(
    _ files: [DiscoveredFile], _ differences: DocumentDifferences, _ context: ScanContext
  ) -> [Int] {
    files.indices.filter { place in
      (context.isRescan || !differences.isUnchanged[place])
        && context.sessions.map { files[place].session.map($0.contains) ?? false } ?? true
    }
  }

  /// Which documents the files are, after those that have moved or gone were noted; nil where another
  /// process has read on in one of these.
  private func assign(
    _ files: [DiscoveredFile], _ changed: [Int], _ differences: DocumentDifferences,
    _ ledger: any ReadingLedger, _ context: ScanContext
  ) throws -> KnownDocuments.Assignments? {
    let differences =
      context.isRescan
      ? DocumentDifferences(all: try ledger.documents(source: name)) : differences
    let known = KnownDocuments(differences, discovery: discovery)
    var assignments = try known.assign(
      KnownDocuments.Request(
        files: files, changed: changed, now: context.now, time: PrefixTime(context),
        find: { try ledger.documents([$0]).first }))
    let moves = assignments.moves
    guard !moves.isEmpty else { return assignments }
    guard try ledger.relocate(moves) else { return nil }
    // They have another generation now.
    let moved = Set(moves.map(\.document))
    for (place, document) in assignments.documents where moved.contains(document.id) {
      assignments.documents[place] = try ledger.documents([document.id]).first
    }
    return assignments
  }
}
