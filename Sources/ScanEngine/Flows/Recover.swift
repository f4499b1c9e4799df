extension PatternScanner {
  /// The sessions within their windows that were never ingested, or have bytes that are not in the
  /// store; sorted.
  ///
  /// - `session`: The one that is starting, which is no orphan.
  package func orphans(except session: String?) async throws -> [String] {
    try findOrphans(except: session, Options()).sessions
  }

  private func findOrphans(except session: String?, _ options: Options) throws -> Orphans {
    let ledger = StoreLedger(store: store, project: project, scan: store.beginScan(now: now))
    let waiting = try sessionsWaiting()
    var options = try options.whereKnown(by: store, project: project)
    // Files that were read to their ends may bear their names.
    if !waiting.isEmpty { options.found.files?.leaveNothingOut() }
    let context = context(options, ended: waiting)
    var present = SessionNames()
    var unread: Set<String> = []
    var compared: [String: ComparedFiles] = [:]
    for case let source as FileSource in compiled.sources {
      let files = try source.compare(ledger, context)
      let survey = source.survey(of: files, context)
      present.formUnion(survey.sessions)
      unread.formUnion(survey.unreadSessions)
      compared[source.name] = files
    }
    let orphans = unread.union(try store.notIngested(among: present.names, project: project))
    return Orphans(sessions: orphans.filter { $0 != session }.sorted(), compared: compared)
  }

  /// Learns from orphaned sessions, and from nothing else.
  ///
  /// - `session`: The one that is starting, which is left alone.
  /// - `found`: Told the orphans before they are read.
  ///
  /// Returns nil where there were none.
  package func recover(
    except session: String?, _ options: Options, found: @Sendable ([String]) -> Void = { _ in }
  ) async throws -> ScanSummary? {
    let version = try store.version
    var orphans = try findOrphans(except: session, options)
    guard !orphans.sessions.isEmpty else { return nil }
    let summary = try await ScanLock.hold(folder: folder, patience: options.lockPatience) {
      () async throws -> ScanSummary? in
      var options = options
      // Sessions are files.
      options.readsGitHub = false
      if try store.version != version {
        // Another process may have recovered them while this one waited.
        options.found = ProjectFound()
        orphans = try findOrphans(except: session, options)
      }
      guard !orphans.sessions.isEmpty else { return nil }
      found(orphans.sessions)
      return try await scan(
        options, sessions: Set(orphans.sessions), marking: [], compared: orphans.compared)
    }
    return summary ?? Self.leftToOthers
  }
}
