/// An entry of a list of a state as it is written, in memory that is used again for the next.
struct StateEntryText {
  private(set) var bytes: [UInt8] = []

  /// A member of ``StateList/fileHashes``.
  mutating func set(_ path: UnsafeRawBufferPointer, hash: UnsafeRawBufferPointer) {
    begin(path)
    StateString.add(hash, to: &bytes)
  }

  /// A member of ``StateList/consumed``.
  mutating func set(_ path: UnsafeRawBufferPointer, count: Int64) {
    begin(path)
    bytes.append(contentsOf: String(count).utf8)
  }

  /// An element of ``StateList/ingestedSessions``.
  mutating func set(session: UnsafeRawBufferPointer) {
    bytes.removeAll(keepingCapacity: true)
    StateString.add(session, to: &bytes)
  }

  private mutating func begin(_ key: UnsafeRawBufferPointer) {
    bytes.removeAll(keepingCapacity: true)
    StateString.add(key, to: &bytes)
    bytes.append(0x3A)
    bytes.append(0x20)
  }
}
