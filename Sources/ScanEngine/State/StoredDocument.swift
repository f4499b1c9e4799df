/// What a file was when it was last seen: cheap to compare, no proof of its bytes.
package struct FileIdentity: Hashable, Sendable {
  package var size: Int64
  /// Nanoseconds since 1970, UTC.
  package var modified: Int64
  /// Nanoseconds since 1970, UTC, of the last change of the inode.
  package var changed: Int64
  package var inode: UInt64
  package var device: UInt64

  package init(size: Int64, modified: Int64, changed: Int64, inode: UInt64, device: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
    self.device = device
  }
}

/// Bytes at the head or the end of what was read, to see whether it still stands there.
package struct Guard: Hashable, Sendable {
  /// In bytes, at most ``maximumLength``.
  package var length: Int
  /// SHA-256, 32 bytes.
  package var digest: [UInt8]

  package static let maximumLength = 4_096

  /// A length that can't be is brought to the nearest that can.
  package init(length: Int, digest: [UInt8]) {
    self.length = min(max(0, length), Self.maximumLength)
    self.digest = digest
  }
}

/// How far a document was read, and all that is needed to go on from there.
package struct ReadingState: Hashable, Sendable {
  package var updates: UpdateKind
  /// The session that the document's path names.
  package var session: String?
  /// nil for what is no file.
  package var identity: FileIdentity?
  /// Bytes read, those of the provisional end included.
  package var readTo: Int64 = 0
  /// Of the bytes before `readTo`, or of what stands for an issue's content, as 64 hex digits.
  package var sha256: String
  /// ``SHA256/savedStateWithoutText`` after `readTo` bytes.
  package var hashState: [UInt8] = []
  /// The first bytes of what was read.
  package var head: Guard
  /// The last bytes before `readTo`.
  package var tail: Guard
  /// The byte that the next scan starts at: the first of what is provisional.
  package var resumeOffset: Int64 = 0
  /// The line it is in, counted from 1.
  package var resumeLine = 1
  /// What parser and matcher have to know to start at `resumeOffset`.
  package var memory: [UInt8] = []
  /// When errors occurred that have no time of their own.
  package var time: Timestamp
  /// Whether `readTo` was the document's end.
  package var isComplete = false
  /// Which rules it was read with.
  package var rulesDigest: String

  package init(
    updates: UpdateKind, sha256: String, head: Guard, tail: Guard, time: Timestamp,
    rulesDigest: String
  ) {
    self.updates = updates
    self.sha256 = sha256
    self.head = head
    self.tail = tail
    self.time = time
    self.rulesDigest = rulesDigest
  }
}

/// A document as the store knows it, without the bulk of ``Resumption``.
public struct StoredDocument: Hashable, Sendable {
  package let id: DocumentID
  /// Rises with every change of the document's record.
  package let generation: Int64
  /// Relative to the project root, `${claude_code}/…`, or `host/owner/repo#number`.
  ///
  /// Where it was last, for one that is gone.
  public let path: String
  package let updates: UpdateKind
  package let session: String?
  package let identity: FileIdentity?
  package let readTo: Int64
  /// Of the bytes before `readTo`.
  public let sha256: String
  package let head: Guard
  package let tail: Guard
  package let resumeOffset: Int64
  package let isComplete: Bool
  package let rulesDigest: String
  /// Since when its path doesn't hold its bytes; nil for one that is in its place.
  package let goneSince: Timestamp?
}

/// What going on with a document takes beside what ``StoredDocument`` has.
public struct Resumption: Hashable, Sendable {
  /// The same as ``StoredDocument/generation``, to see that both are of one moment.
  package let generation: Int64
  package let hashState: [UInt8]
  package let resumeOffset: Int64
  package let resumeLine: Int
  package let memory: [UInt8]
}

/// Where a document is now.
public struct DocumentMove: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    /// Its bytes were found at this path.
    case at(String)
    /// No path holds its bytes any more; one that is gone already keeps its time.
    case gone(since: Timestamp)
  }

  package let document: DocumentID
  package let generation: Int64
  package let place: Place

  package init(document: DocumentID, generation: Int64, place: Place) {
    self.document = document
    self.generation = generation
    self.place = place
  }
}

/// A session that ended or was ingested.
public struct StoredSession: Hashable, Sendable {
  /// As the agent names it.
  public let id: String
  /// When it was noted as ended.
  public let ended: Timestamp?
  /// When all of it was in the store.
  public let ingested: Timestamp?
}

/// Which issues: those of a repository that have one of the labels.
public struct FetchKey: Hashable, Sendable {
  /// The project that they are fetched for.
  public let project: String
  /// `host/owner/name`.
  public let repository: String
  /// In lower case, sorted, each once.
  public let labels: [String]

  package init(project: String, repository: String, labels: [String]) {
    self.project = project
    self.repository = repository
    self.labels = Set(labels.map { $0.lowercased() }).sorted()
  }
}

/// How far issues were fetched.
public struct FetchState: Hashable, Sendable {
  /// The server's own time of the last change that was seen; nil before the first whole fetch.
  public var watermark: String?
  /// Where a fetch that was cut short goes on; empty where none was.
  package var cursor: [UInt8]

  package init(watermark: String?, cursor: [UInt8] = []) {
    self.watermark = watermark
    self.cursor = cursor
  }
}
