/// The store's own number for a document, which stays when the document moves.
public struct DocumentID: Hashable, Sendable, Comparable, BitwiseCopyable {
  package let number: Int64

  package init(_ number: Int64) { self.number = number }

  /// Older documents first.
  public static func < (left: DocumentID, right: DocumentID) -> Bool { left.number < right.number }
}
