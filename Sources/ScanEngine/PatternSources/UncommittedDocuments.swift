/// Documents that were read and are still to be committed, several in one transaction.
///
/// A transaction for each of 100,000 small documents takes longer than reading them.
struct UncommittedDocuments {
  /// A document with what came of reading it.
  struct Document {
    let file: DiscoveredFile
    var outcome: DocumentScan.Outcome
  }

  private var documents: [Document] = []
  private var bytes: Int64 = 0

  /// Of a document that is committed with others; what comes of a longer one is committed at once.
  static let longestDocument: Int64 = 64 * 1_024
  /// Events, and patterns of events, that a document that is committed with others may have.
  static let mostEvents = 512
  /// A scan that is killed loses no more.
  private static let mostDocuments = 64
  private static let mostBytes: Int64 = 1_024 * 1_024

  /// Whether it is time to commit.
  var isFull: Bool { documents.count >= Self.mostDocuments || bytes >= Self.mostBytes }

  /// - `outcome`: With a piece that was not committed.
  mutating func add(_ file: DiscoveredFile, _ outcome: DocumentScan.Outcome) {
    documents.append(Document(file: file, outcome: outcome))
    bytes += outcome.uncommittedBytes
  }

  /// Commits all of them; returns them with what that has changed, in the order in which they came.
  ///
  /// A document in which another process has read on is not complete then.
  mutating func commit(
    to ledger: any ReadingLedger, progress: (ScanProgress) -> Void
  ) throws -> [Document] {
    guard !documents.isEmpty else { return [] }
    var committed = documents
    documents.removeAll(keepingCapacity: true)
    bytes = 0
    let results = try ledger.commit(committed.compactMap(\.outcome.uncommitted))
    for (index, result) in results.enumerated() {
      committed[index].outcome.add(result)
      if let result { progress(.found(result.occurrences)) }
    }
    return committed
  }
}
