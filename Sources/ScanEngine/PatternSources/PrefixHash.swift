/// Hashes a document while it is read, and remembers its head and the end of what was read.
struct PrefixHash: Sendable {
  /// The hash so far.
  private(set) var sha: SHA256
  /// Bytes hashed so far, from the document's first on.
  private(set) var length: Int64
  private var head: [UInt8]
  private var tail: [UInt8]

  init() {
    sha = SHA256()
    length = 0
    head = []
    tail = []
  }

  /// Goes on after `length` bytes, of which `head` and `tail` are the first and the last.
  init?(savedState: [UInt8], length: Int64, head: [UInt8], tail: [UInt8]) {
    guard let saved = SHA256(savedStateWithoutText: savedState, last: tail) else { return nil }
    sha = saved
    self.length = length
    self.head = head
    self.tail = tail
  }

  /// Adds what of the bytes that were read has not been hashed before.
  mutating func add(_ seen: inout SeenBytes) {
    let known = Int(min(max(0, length - seen.offset), Int64(seen.range.count)))
    let range = seen.range.dropFirst(known)
    guard !range.isEmpty, seen.offset + Int64(known) == length else { return }
    let new = UnsafeRawBufferPointer(rebasing: seen.buffer[range])
    if seen.search == nil {
      sha.update(new)
    } else {
      seen.search?.hash(&sha, seen.buffer, range)
    }
    note(new)
  }

  /// Adds bytes of which none has been hashed before.
  mutating func add(_ new: UnsafeRawBufferPointer) {
    sha.update(new)
    note(new)
  }

  private mutating func note(_ new: UnsafeRawBufferPointer) {
    length += Int64(new.count)
    if head.count < Guard.maximumLength {
      head.append(contentsOf: new.prefix(Guard.maximumLength - head.count))
    }
    if new.count >= Guard.maximumLength {
      tail = Array(new.suffix(Guard.maximumLength))
    } else {
      tail.append(contentsOf: new)
      if tail.count > Guard.maximumLength { tail.removeFirst(tail.count - Guard.maximumLength) }
    }
  }

  /// Whether the file still has what was read at its head and at its end, unless it is shorter now.
  ///
  /// A log that is emptied and written anew while it is read would give a mixture of both.
  func isPrefix(of reader: borrowing DocumentReader) -> Bool {
    func holds(_ expected: [UInt8], at offset: Int64) -> Bool {
      guard let bytes = PrefixReader.bytes(of: reader, at: offset, count: expected.count) else {
        return false
      }
      return bytes == expected || bytes.isEmpty
    }
    return holds(head, at: 0) && holds(tail, at: length - Int64(tail.count))
  }

  var headGuard: Guard { Guard(length: head.count, digest: SHA256.digest(of: head)) }
  var tailGuard: Guard { Guard(length: tail.count, digest: SHA256.digest(of: tail)) }
}
