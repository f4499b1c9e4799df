internal import Synchronization

/// What a scan has changed of what the store knows of a project's documents.
///
/// The store counts changes as well (``PatternStore/changes(project:)``): where both agree, nobody else
/// has changed anything.
final class DocumentChanges: Sendable {
  private struct Content {
    var count: Int64 = 0
    var documents: Set<DocumentID> = []
    var isKnown = true
  }

  private let content = Mutex(Content())

  /// So many are worth being looked up one by one.
  private static let mostDocuments = 256

  /// How many there were.
  var count: Int64 { content.withLock { $0.count } }

  /// Those that were written to; nil where there were many, or where other things were done.
  var documents: [DocumentID]? {
    content.withLock { $0.isKnown ? Array($0.documents) : nil }
  }

  /// Notes that a document was written to.
  func add(_ document: DocumentID) {
    content.withLock { content in
      content.count += 1
      if content.documents.count < Self.mostDocuments {
        content.documents.insert(document)
      } else {
        content.isKnown = false
      }
    }
  }

  /// Notes that documents have moved or gone.
  func addMoves() { content.withLock { $0.isKnown = false } }

  /// Notes that sessions were marked as ingested, all at once.
  func addSessions() { content.withLock { $0.count += 1 } }
}
