extension PatternScanner {
  /// The sessions within their windows that were never ingested, or have bytes that are not in the
  /// store; sorted.
  ///
  /// - `session`: The one that is starting, which is no orphan.
  /// - `options`: What was found just before, if anything.
  package func orphans(
    except session: String?, _ options: Options = Options()
  ) async throws -> [String] {
    let ledger = StoreLedger(store: store, project: project, scan: store.beginScan(now: now))
    let context = context(options, ended: try sessionsWaiting())
    var present: Set<String> = []
    var unread: Set<String> = []
    for source in compiled.sources where source is FileSource {
      let survey = try await source.survey(ledger, context)
      present.formUnion(survey.sessions)
      unread.formUnion(survey.unreadSessions)
    }
    guard !present.isEmpty else { return [] }
    let ingested = try ingestedSessions()
    return present.filter { $0 != session && (!ingested.contains($0) || unread.contains($0)) }
      .sorted()
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
    guard try await !orphans(except: session, options).isEmpty else { return nil }
    var options = options
    // Reading them may have to wait.
    options.found = nil
    let summary = try await ScanLock.hold(folder: folder, patience: options.lockPatience) {
      () async throws -> ScanSummary? in
      // Another process may have recovered them while this one waited.
      let orphans = try await orphans(except: session, options)
      guard !orphans.isEmpty else { return nil }
      found(orphans)
      // Sessions are files.
      options.readsGitHub = false
      return try await scan(options, sessions: Set(orphans), marking: [])
    }
    return summary ?? Self.leftToOthers
  }
}
