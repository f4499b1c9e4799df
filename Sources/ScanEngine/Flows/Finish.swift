extension PatternScanner {
  /// Reads what is new in every source, and marks the sessions that it has read to the end.
  ///
  /// - `session`: The session that has ended; nil where nobody knows it.
  ///
  /// Throws A ``StoreError`` where the store can't be used, a ``Warning`` where there is no lock.
  package func finish(session: String?, _ options: Options) async throws -> ScanSummary {
    let summary = try await ScanLock.hold(folder: folder, patience: options.lockPatience) {
      try await scan(options, marking: session.map { [$0] } ?? [])
    }
    if let summary { return summary }
    if let session { try store.noteEnded([session], project: project, at: now) }
    return Self.leftToOthers
  }

  /// What a flow says that has left its work to the process that holds the lock.
  static var leftToOthers: ScanSummary {
    var summary = ScanSummary()
    summary.warnings = [
      Warning("another scanctl is scanning this project; what it leaves, the next run reads")
    ]
    return summary
  }

  /// Scans while the lock is held, and brings sessions and state up to date.
  ///
  /// - `sessions`: Reads these alone; nil is everything.
  /// - `marking`: Sessions that count as ingested once all sources have been read.
  /// - `compared`: What there was in the sources just now.
  func scan(
    _ options: Options, sessions: Set<String>? = nil, marking: Set<String>,
    compared: [String: ComparedFiles] = [:]
  ) async throws -> ScanSummary {
    try renewFingerprints()
    let options = try options.whereKnown(by: store, project: project)
    let scan = store.beginScan(now: now)
    let ledger = StoreLedger(store: store, project: project, scan: scan)
    let waiting = try sessionsWaiting()
    let context = context(
      options, sessions: sessions, ended: waiting.union(marking), compared: compared)
    var summary = ScanSummary()
    if let warning = ClockCheck.warning(now: now, lastScan: try store.lastScan) {
      summary.warnings.append(warning)
    }
    var files = FilesDigest()
    var known: [String: KnownFiles] = [:]
    var read = SessionNames()
    var unread: Set<String> = []
    for (name, outcome) in try await reports(of: sources(options), ledger, context) {
      switch outcome {
      case .success(let report):
        summary.add(report, of: name)
        files.add(report.files)
        known[name] = report.known
        read.formUnion(report.sessionsRead)
        unread.formUnion(report.sessionsUnread)
      case .failure(let warning): summary.warnings.append(warning)
      }
    }
    try store.endScan(scan)
    if options.sources != nil {
      unread.formUnion(try await unreadSessions(besides: sources(options), ledger, context))
    }
    if summary.isCutShort {
      try store.noteEnded(marking.sorted(), project: project, at: now)
    } else {
      read.formUnion(marking)
      if sessions == nil, options.sources == nil { read.formUnion(waiting) }
    }
    read.subtract(unread)
    try mark(read, ledger.changes, in: &summary)
    let state = updateState(options.found.state, ledger.changes, after: &summary)
    let isWhole = sessions == nil && options.sources == nil && options.window == nil
    if isWhole, !summary.isCutShort, unread.isEmpty, summary.warnings.isEmpty {
      summary.files = files
      summary.known = try knownProject(known, state)
    }
    return summary
  }

  /// nil where a source of files doesn't know.
  private func knownProject(
    _ files: [String: KnownFiles], _ state: KnownState?
  ) throws(StoreError) -> KnownProject? {
    for source in compiled.sources where source is FileSource && files[source.name] == nil {
      return nil
    }
    return KnownProject(
      sources: files, changes: try store.changes(project: project), state: state)
  }

  /// Brings stored patterns to the form of fingerprints that this scan makes.
  private func renewFingerprints() throws {
    let fingerprinter = compiled.eventRules.fingerprinter
    _ = try store.renew(project: project, form: fingerprinter.form) { identity in
      let (error, problem) = fingerprinter.fingerprints(
        type: identity.type, message: identity.message, frame: identity.frame)
      return RenewedIdentity(fingerprint: error, problem: problem)
    }
  }

  /// Sessions of which a source that is not scanned now has files that are not in the store.
  private func unreadSessions(
    besides scanned: [any PatternSource], _ ledger: StoreLedger, _ context: ScanContext
  ) async throws -> Set<String> {
    let names = Set(scanned.map(\.name))
    var unread: Set<String> = []
    for case let source as FileSource in compiled.sources
    where source.hasSessions && !names.contains(source.name) {
      unread.formUnion(try await source.survey(ledger, context).unreadSessions)
    }
    return unread
  }

  /// Scans files one source after the other, and fetches issues meanwhile.
  private func reports(
    of sources: [any PatternSource], _ ledger: StoreLedger, _ context: ScanContext
  ) async throws -> [(String, Result<SourceReport, Warning>)] {
    let files = sources.compactMap { $0 as? FileSource }.placingFirst { source in
      context.first.map(source.looks) ?? false
    }
    let lanes: [[any PatternSource]] = [files, sources.filter { !($0 is FileSource) }]
    let found = try await withThrowingTaskGroup(
      of: [(String, Result<SourceReport, Warning>)].self
    ) { group in
      for lane in lanes {
        group.addTask {
          var reports: [(String, Result<SourceReport, Warning>)] = []
          for source in lane {
            guard !context.isOver() else {
              var report = SourceReport()
              report.isSkipped = true
              reports.append((source.name, .success(report)))
              continue
            }
            do {
              reports.append(
                (source.name, .success(try await source.scanIncremental(ledger, context))))
            } catch let warning as Warning {
              reports.append((source.name, .failure(warning)))
            }
          }
          return reports
        }
      }
      return try await group.reduce(into: []) { $0.append(contentsOf: $1) }
    }
    let order = Dictionary(
      sources.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    return found.sorted { order[$0.0, default: 0] < order[$1.0, default: 0] }
  }

  /// Sessions that were noted as ended and are not ingested.
  func sessionsWaiting() throws(StoreError) -> Set<String> {
    Set(try store.waitingSessions(project: project))
  }

  private func mark(
    _ sessions: SessionNames, _ changes: DocumentChanges, in summary: inout ScanSummary
  ) throws {
    let new = try store.notIngested(among: sessions.names, project: project)
    guard !new.isEmpty else { return }
    try store.markIngested(new, project: project, at: now)
    changes.addSessions()
    summary.sessionsIngested = new
  }

  /// Brings scan_state.json up to the store, where something has changed or it is damaged.
  ///
  /// - `known`: What it was before; nil where nobody knows.
  ///
  /// Returns what it is now, where it is known to be what the store knows.
  private func updateState(
    _ known: KnownState?, _ changes: DocumentChanges, after summary: inout ScanSummary
  ) -> KnownState? {
    do {
      let update = StateUpdate(
        store: store, project: project, file: stateFile, now: now, known: known, changes: changes,
        sessions: summary.sessionsIngested)
      let (warnings, state) = try update.run(
        sources: compiled.manifest.sources, hasChanged: !summary.sourcesScanned.isEmpty)
      summary.warnings += warnings
      return state
    } catch let warning as Warning {
      summary.warnings.append(warning)
    } catch {
      summary.warnings.append(
        Warning("the state could not be written: \(error)", path: ".orchestrator/scan_state.json"))
    }
    return nil
  }
}
