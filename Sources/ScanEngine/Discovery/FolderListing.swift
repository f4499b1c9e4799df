#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The names of a folder in the order of the paths below it; used again for the next folder.
///
/// What is found in this order needn't be sorted, and its inodes mostly lie one after the other.
struct FolderListing: Sendable {
  private struct Entry: Sendable {
    /// The first eight bytes of the name as a number, so that most are told apart by it.
    let key: UInt64
    let offset: Int
    let hint: FolderStream.KindHint
  }

  /// Each ends with a zero.
  private var names: [UInt8] = []
  private var entries: [Entry] = []

  var count: Int { entries.count }

  /// Reads all names of a folder.
  mutating func read(_ folder: inout FolderStream) throws(SystemError) {
    names.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    while let (name, hint) = try folder.next() {
      let bytes = UnsafeRawBufferPointer(start: name, count: strlen(name) + 1)
      entries.append(Entry(key: Self.key(bytes, hint), offset: names.count, hint: hint))
      names.append(contentsOf: bytes)
    }
    if entries.count > 1 { sort() }
  }

  private mutating func sort() {
    let names = names
    names.withUnsafeBytes { names in
      entries.sort { left, right in
        left.key != right.key ? left.key < right.key : Self.precedes(left, right, names)
      }
    }
  }

  private static func precedes(
    _ left: Entry, _ right: Entry, _ names: UnsafeRawBufferPointer
  ) -> Bool {
    var index = 0
    while true {
      let first = byte(names[left.offset + index], left.hint)
      let second = byte(names[right.offset + index], right.hint)
      if first != second || names[left.offset + index] == 0 { return first < second }
      index += 1
    }
  }

  /// What follows a folder's name in a path is a slash.
  private static func byte(_ byte: UInt8, _ hint: FolderStream.KindHint) -> UInt8 {
    byte == 0 && hint == .folder ? UInt8(ascii: "/") : byte
  }

  /// - `name`: With the zero at its end.
  private static func key(
    _ name: UnsafeRawBufferPointer, _ hint: FolderStream.KindHint
  ) -> UInt64 {
    if name.count > 8 {
      return UInt64(bigEndian: name.loadUnaligned(as: UInt64.self))
    }
    let number = name.reduce(UInt64(0)) { $0 << 8 | UInt64(byte($1, hint)) }
    return number << UInt64(8 * (8 - name.count))
  }

  /// Uses the name at a place, with what the folder says of it.
  func withEntry(
    _ place: Int, _ body: (UnsafePointer<CChar>, FolderStream.KindHint) -> Void
  ) {
    let entry = entries[place]
    names.withUnsafeBytes { names in
      guard let start = names.baseAddress?.advanced(by: entry.offset) else { return }
      body(start.assumingMemoryBound(to: CChar.self), entry.hint)
    }
  }
}
