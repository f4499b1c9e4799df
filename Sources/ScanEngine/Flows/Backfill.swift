extension PatternScanner {
  /// What there is to scan in each source, in the manifest's order; changes nothing.
  package func recommendations(_ options: Options) async throws -> [SourceRecommendation] {
    let ledger = StoreLedger(store: store, project: project, scan: store.beginScan(now: now))
    let context = context(options)
    var recommendations: [SourceRecommendation] = []
    for source in sources(options) {
      var survey: SourceSurvey?
      var problem: Warning?
      do {
        survey = try await source.survey(ledger, context)
      } catch let warning as Warning {
        problem = warning
      }
      recommendations.append(
        SourceRecommendation(
          name: source.name, recommendation: source.recommendation, survey: survey,
          problem: problem))
    }
    return recommendations
  }

  /// Learns from history: everything in the windows that was not read before.
  ///
  /// - Throws: A ``StoreError`` where the store can't be used, a ``Warning`` where there is no lock.
  package func backfill(_ options: Options) async throws -> ScanSummary {
    try await ScanLock.hold(folder: folder, patience: options.lockPatience) {
      try await scan(options, marking: [])
    } ?? Self.leftToOthers
  }
}
