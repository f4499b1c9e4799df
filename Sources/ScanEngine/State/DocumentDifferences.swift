/// How far a file was read, without what going on takes; its bytes are only lent.
public struct ReadFile {
  /// In UTF-8; relative to the project root, or `${claude_code}/…`; where it was last, for one that
  /// is gone.
  package let path: UnsafeRawBufferPointer
  /// Of the bytes before `readTo`, as 64 hex digits.
  package let sha256: UnsafeRawBufferPointer
  package let readTo: Int64
  /// Whether its path doesn't hold its bytes any more.
  package let isGone: Bool
}

/// How what is known of a source's documents differs from the files that are there.
public struct DocumentDifferences: Hashable, Sendable {
  /// The documents in their place at the paths of files that are not unchanged, by path.
  package var documents: [StoredDocument] = []
  /// Those of which there is no file at their path, or that are gone, and that were read from.
  package var absent: [AbsentDocument] = []
  /// For each file, whether it is, as far as its status tells, what was read to its end.
  package var isUnchanged: [Bool]
  /// For each file, the document in its place at the file's path; nil for none.
  package var inPlace: [DocumentID?]
  /// All documents in their place of which there is no file at their path, also those that nothing
  /// was read of.
  package var withoutFile: [DocumentID] = []
  /// How many documents were read with other rules than those of now.
  package var withOldRules = 0
  /// How many of these are gone.
  package var goneWithOldRules = 0

  package init(files: Int) {
    isUnchanged = Array(repeating: false, count: files)
    inPlace = Array(repeating: nil, count: files)
  }

  /// Takes all documents of a source for changed.
  init(all documents: [StoredDocument]) {
    self.documents = documents.filter { $0.goneSince == nil }
    absent = documents.filter { $0.goneSince != nil && $0.readTo > 0 }.map { AbsentDocument($0) }
    isUnchanged = []
    inPlace = []
  }
}

/// What is known of a source's documents in their place beside those whose files are unchanged, of
/// which there may be 100,000.
public struct OtherDocuments: Hashable, Sendable {
  /// Those whose files have changed or aren't there.
  package var documents: [DocumentID] = []
  /// How many documents in their place, of all of them, were read with other rules than those of now.
  package var withOldRules = 0

  package init(_ documents: [DocumentID] = [], withOldRules: Int = 0) {
    self.documents = documents
    self.withOldRules = withOldRules
  }
}

/// What tells whether the bytes that were read of a document may stand elsewhere now, and no more:
/// there may be 100,000 whose files were deleted, or are older than the source's window.
public struct AbsentDocument: Hashable, Sendable {
  package let id: DocumentID
  package let readTo: Int64
  package let head: HeadDigest
  /// Whether its path is known not to hold its bytes any more.
  package let isGone: Bool

  package init(id: DocumentID, readTo: Int64, head: HeadDigest, isGone: Bool) {
    self.id = id
    self.readTo = readTo
    self.head = head
    self.isGone = isGone
  }

  package init(_ document: StoredDocument) {
    self.init(
      id: document.id, readTo: document.readTo, head: HeadDigest(document.head),
      isGone: document.goneSince != nil)
  }
}

/// A ``Guard`` as a key, without memory of its own.
public struct HeadDigest: Hashable, Sendable {
  /// In bytes.
  package let length: Int
  package let words: SIMD4<UInt64>

  package init(length: Int, words: (UInt64, UInt64, UInt64, UInt64)) {
    self.length = length
    self.words = SIMD4(words.0, words.1, words.2, words.3)
  }

  package init(_ head: Guard) {
    self = head.digest.withUnsafeBytes { HeadDigest(length: head.length, digest: $0) }
  }

  /// A digest that has not 32 bytes is none that a file has.
  package init(length: Int, digest: UnsafeRawBufferPointer) {
    self.length = min(max(0, length), Guard.maximumLength)
    guard digest.count == 32 else {
      words = SIMD4(repeating: 0)
      return
    }
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    words = SIMD4(word(0), word(1), word(2), word(3))
  }
}
