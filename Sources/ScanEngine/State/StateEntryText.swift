/// An entry of a list of a state as it is written, in memory that is used again for the next.
struct StateEntryText {
  private(set) var bytes: [UInt8] = []
  /// The length of the key with what follows it.
  private var keyLength = 0

  /// The key of a member.
  mutating func set(key: UnsafeRawBufferPointer) {
    bytes.removeAll(keepingCapacity: true)
    StateString.add(key, to: &bytes)
    bytes.append(0x3A)
    bytes.append(0x20)
    keyLength = bytes.count
  }

  /// The value of a member of ``StateList/fileHashes``, after its key was set.
  mutating func set(hash: UnsafeRawBufferPointer) {
    bytes.removeLast(bytes.count - keyLength)
    StateString.add(hash, to: &bytes)
  }

  /// The value of a member of ``StateList/consumed``, after its key was set.
  mutating func set(count: Int64) {
    bytes.removeLast(bytes.count - keyLength)
    var digits = String(count)
    digits.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// An element of ``StateList/ingestedSessions``.
  mutating func set(session: UnsafeRawBufferPointer) {
    bytes.removeAll(keepingCapacity: true)
    StateString.add(session, to: &bytes)
  }
}
