extension PatternScanner {
  /// What there is to scan in each source, in the manifest's order; changes nothing.
  package func plan(_ options: Options) async throws -> BackfillPlan {
    let version = try store.version
    let ledger = StoreLedger(store: store, project: project, scan: store.beginScan(now: now))
    let context = context(options, ended: try sessionsWaiting())
    var plan = BackfillPlan(version: version)
    for source in sources(options) {
      var survey: SourceSurvey?
      var problem: Warning?
      do {
        if let source = source as? FileSource {
          let files = try source.compare(ledger, context)
          survey = source.survey(of: files, context)
          plan.compared[source.name] = files
        } else {
          survey = try await source.survey(ledger, context)
        }
      } catch let warning as Warning {
        problem = warning
      }
      // Of these there may be as many as files.
      survey?.sessions = SessionNames()
      survey?.unreadSessions = []
      plan.recommendations.append(
        SourceRecommendation(
          name: source.name, recommendation: source.recommendation, survey: survey,
          problem: problem))
    }
    return plan
  }

  /// Learns from history: everything in the windows that was not read before.
  ///
  /// - `plan`: What was found to be scanned with the same options.
  ///
  /// - Throws: A ``StoreError`` where the store can't be used, a ``Warning`` where there is no lock.
  package func backfill(_ options: Options, _ plan: BackfillPlan) async throws -> ScanSummary {
    try await ScanLock.hold(folder: folder, patience: options.lockPatience) {
      // Another process may have written while this one waited.
      let isCurrent = try store.version == plan.version
      return try await scan(options, marking: [], compared: isCurrent ? plan.compared : [:])
    } ?? Self.leftToOthers
  }
}
