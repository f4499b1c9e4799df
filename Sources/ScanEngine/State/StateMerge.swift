#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Goes through a list of the old state beside one that comes from elsewhere, both in the order of
/// their keys' bytes.
struct StateMerge: ~Copyable {
  private var entries: StateEntries?

  /// - `entries`: nil for none.
  init(_ entries: consuming StateEntries?) { self.entries = entries }

  /// Passes the entries whose keys come before `key`.
  ///
  /// - `body`: Takes each as it was written.
  mutating func passEntries(
    before key: UnsafeRawBufferPointer, body: (UnsafeRawBufferPointer) -> Void = { _ in }
  ) {
    while let order = entries?.order(to: key), order < 0 { entries?.pass(body) }
  }

  /// Passes the entry of this key, all before it having been passed.
  ///
  /// Returns whether there is one.
  @discardableResult
  mutating func passEntry(of key: UnsafeRawBufferPointer) -> Bool {
    guard entries?.order(to: key) == 0 else { return false }
    entries?.pass()
    return true
  }

  /// Passes the entries before a new one, and the one that it takes the place of.
  ///
  /// - `text`: The new entry as it is written.
  /// - `body`: Takes each as it was written.
  mutating func passEntries(
    before key: UnsafeRawBufferPointer, replacedBy text: [UInt8],
    body: (UnsafeRawBufferPointer) -> Void
  ) {
    // Most of 100,000 entries are as they were.
    if text.withUnsafeBytes({ entries?.pass(ifEqual: $0) }) == true { return }
    passEntries(before: key, body: body)
    passEntry(of: key)
  }

  /// Passes what is left.
  mutating func passAllEntries(body: (UnsafeRawBufferPointer) -> Void) {
    while entries?.position == .entry { entries?.pass(body) }
  }

  /// Throws where the old state is no longer what it was when it was recognised.
  mutating func checkEnd() throws(SystemError) {
    if let position = entries?.position, position != .end { throw SystemError(EIO) }
  }
}
