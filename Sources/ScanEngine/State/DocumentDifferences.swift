/// A file as it is now, to be compared with what is known of documents.
public struct SeenFile: Hashable, Sendable {
  /// Relative to the project root, or `${claude_code}/…`.
  package let path: String
  package let identity: FileIdentity

  package init(path: String, identity: FileIdentity) {
    self.path = path
    self.identity = identity
  }
}

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
  /// All documents but those that are unchanged files; by path and id, those that are gone last.
  package var documents: [StoredDocument] = []
  /// For each file, whether it is, as far as its status tells, what was read to its end.
  package var isUnchanged: [Bool]
  /// How many documents were read with other rules than those of now.
  package var withOldRules = 0

  package init(files: Int) { isUnchanged = Array(repeating: false, count: files) }
}
