/// The time that a run has for hashing what may have been read before under another name.
///
/// A copy of a log of gigabytes takes seconds to be known again, and a hook has less: how far it
/// has come is kept in the user's cache, where the next run goes on.
struct PrefixTime: Sendable {
  /// Thrown where the time is up before anything is known.
  struct IsOver: Error {}

  /// Asked again and again: whether to stop.
  let isOver: @Sendable () -> Bool
  /// Where progress is kept; nil is nowhere.
  let cache: CacheFolder?
  let now: Timestamp

  init(_ context: ScanContext) {
    isOver = context.isOver
    cache = context.cache
    now = context.now
  }
}

/// The SHA-256 of a file's first bytes, which may take more runs than one.
struct PrefixDigest: ~Copyable {
  /// 64 hex digits; nil where the file is shorter, or can't be read.
  private(set) var value: String?

  private static let pieceLength = 1_024 * 1_024
  /// So many bytes take some milliseconds: the time is not asked for before, and the hash of more
  /// is kept also when it is known, for what follows may not get done.
  private static let step: Int64 = 4 * 1_024 * 1_024

  init(
    _ reader: borrowing DocumentReader, length: Int64, _ time: PrefixTime
  ) throws(PrefixTime.IsOver) {
    let note = PrefixNote(of: reader.status, time)
    var (sha, offset) = note.progress(in: reader, upTo: length) ?? (SHA256(), 0)
    let start = offset
    var buffer = [UInt8](repeating: 0, count: Self.pieceLength)
    while offset < length {
      if offset > start, (offset - start) % Self.step == 0, time.isOver() {
        note.keep(sha, length: offset)
        throw PrefixTime.IsOver()
      }
      let wanted = Int(min(Int64(buffer.count), length - offset))
      let filled = try? buffer.withUnsafeMutableBytes { bytes in
        let part = UnsafeMutableRawBufferPointer(rebasing: bytes[..<wanted])
        let filled = try reader.read(into: part, at: offset)
        sha.update(UnsafeRawBufferPointer(rebasing: part[..<filled]))
        return filled
      }
      guard filled == wanted else { return }
      offset += Int64(wanted)
    }
    if offset - start > Self.step { note.keep(sha, length: offset) }
    value = sha.hexDigest()
  }
}

/// How far a file was hashed, in the user's cache.
private struct PrefixNote {
  private let cache: CacheFolder?
  private let name: String
  /// What the file is; another one of the same name, or a changed one, is hashed from its beginning.
  private let identity: [UInt8]

  /// So many files may be on their way at once; of more, some begin anew.
  private static let places = 64
  private static let limit = 1_024

  init(of status: FileStatus, _ time: PrefixTime) {
    let identity = [
      "\(status.size)", "\(status.modified)", "\(status.changed)", "\(status.inode)",
      "\(status.device)",
    ].joined(separator: " ")
    self.identity = Array(identity.utf8) + [0x0A]
    name = "prefix-\(status.inode % UInt64(Self.places))"
    // What was just written may change again without its times changing.
    cache = FileStatus.isSettled(status.changed, at: time.now) ? time.cache : nil
  }

  /// The hash of some of the first `limit` bytes, and of how many.
  func progress(
    in reader: borrowing DocumentReader, upTo limit: Int64
  ) -> (sha: SHA256, length: Int64)? {
    guard let bytes = cache?.entry(name, limit: Self.limit), bytes.starts(with: identity) else {
      return nil
    }
    let parts = bytes[identity.count...].split(
      separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let length = Int64(String(decoding: parts[0], as: UTF8.self)),
      (0...limit).contains(length)
    else { return nil }
    let last = min(63, length)
    guard
      let tail = PrefixReader.bytes(of: reader, at: length - last, count: Int(last)),
      let sha = SHA256(savedStateWithoutText: Array(parts[1]), last: tail)
    else { return nil }
    return (sha, length)
  }

  func keep(_ sha: SHA256, length: Int64) {
    cache?.keep(
      identity + Array("\(length)\n".utf8) + sha.savedStateWithoutText, as: name)
  }
}
