/// What a backfill is going to read.
package struct BackfillPlan: Sendable {
  /// In the manifest's order.
  package var recommendations: [SourceRecommendation] = []
  /// What there was in the sources, so that they needn't be looked at again.
  var compared: [String: ComparedFiles] = [:]
  /// Of the store.
  let version: Int64

  init(version: Int64) { self.version = version }
}
