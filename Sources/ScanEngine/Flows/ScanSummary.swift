/// What a flow did.
public struct ScanSummary: Hashable, Sendable {
  /// A result for each document that was read, in the order of the sources and their paths.
  public var sourcesScanned: [ScanResult] = []
  /// Occurrences that were not counted before.
  public var errorsExtracted = 0
  /// Patterns that were never seen before.
  public var patternsCreated = 0
  /// Known patterns whose count rose.
  public var patternsUpdated = 0
  /// What went wrong without ending the scan.
  public var warnings: [Warning] = []
  /// What was left out, by source and reason.
  package var skipped: [SkippedEntry] = []
  /// Documents that are still to be read, because the time was up or another process is at it.
  package var documentsLeft = 0
  /// Documents that are still to be read because they are too large to be read whole now.
  package var documentsTooLarge = 0
  /// Sources that were not looked at, because the time was up.
  package var sourcesLeft = 0
  /// Documents that were read with other rules than those of now.
  package var documentsWithOldRules = 0
  /// Sessions that this flow marked as ingested, sorted.
  package var sessionsIngested: [String] = []

  /// The files of all sources; nil where it isn't certain that nothing is left to be done.
  package var files: FilesDigest?
  /// What is known of them; nil where it isn't certain that all of it was read.
  package var known: KnownProject?

  /// Whether something is left for the next run.
  package var isCutShort: Bool { documentsLeft + documentsTooLarge > 0 || sourcesLeft > 0 }

  package init() {}

  /// What of a source was left out for one reason.
  package struct SkippedEntry: Hashable, Sendable {
    package let source: String
    package let reason: Skips.Reason
    package let count: Int
    package let example: String
  }

  mutating func add(_ report: SourceReport, of source: String) {
    if sourcesScanned.isEmpty {
      sourcesScanned = report.results
    } else {
      sourcesScanned += report.results
    }
    errorsExtracted += report.results.map(\.errorsFound).reduce(0, +)
    patternsCreated += report.patternsCreated
    patternsUpdated += report.patternsUpdated
    warnings.append(contentsOf: report.warnings)
    documentsLeft += report.documentsLeft
    documentsTooLarge += report.documentsTooLarge
    sourcesLeft += report.isSkipped ? 1 : 0
    documentsWithOldRules += report.documentsWithOldRules
    for (reason, entry) in report.skips.all {
      skipped.append(
        SkippedEntry(source: source, reason: reason, count: entry.count, example: entry.example))
    }
  }
}
