/// The known words in a table that is asked with one load and a multiplication for each word.
///
/// A word is packed into two 64-bit integers, with the bit set that makes a letter small, so that
/// asking needs neither a String nor a loop.
///
/// `@unchecked Sendable`: both tables are written in `init` only, before anybody has their address,
/// and are never freed.
struct Vocabulary: @unchecked Sendable {
  /// A word's first 16 bytes, padded with zeros.
  struct Key: Hashable {
    let low: UInt64
    let high: UInt64

    /// The first slot, and the tag that an entry there has.
    fileprivate var place: (slot: Int, tag: UInt8) {
      let mixed = (low &* 0x9E37_79B9_7F4A_7C15) ^ (high &* 0xC2B2_AE3D_27D4_EB4F)
      let hash = (mixed ^ (mixed >> 29)) &* 0xBF58_476D_1CE4_E5B9
      return (Int(truncatingIfNeeded: hash >> 52), UInt8(truncatingIfNeeded: hash >> 44) | 1)
    }
  }

  private struct Entry {
    var key: Key
    var traits: WordTraits
  }

  /// Never freed, only read.
  private let entries: UnsafePointer<Entry>
  /// A byte of each entry's hash, 0 where there is no entry: small enough to stay in the nearest
  /// cache, and enough for most words, which are not known.
  private let tags: UnsafePointer<UInt8>
  private static let capacity = 4096

  static let shared = Vocabulary()

  private init() {
    let empty = Entry(key: Key(low: 0, high: 0), traits: [])
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: Self.capacity)
    entries.initialize(repeating: empty, count: Self.capacity)
    let tags = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.capacity)
    tags.initialize(repeating: 0, count: Self.capacity)
    for (traits, words) in WordLists.all {
      for word in words.split(separator: " ") {
        let key = Self.key(Array(word.utf8))
        let place = key.place
        var slot = place.slot
        while entries[slot].traits != [], entries[slot].key != key {
          slot = (slot + 1) & (Self.capacity - 1)
        }
        tags[slot] = place.tag
        entries[slot] = Entry(key: key, traits: entries[slot].traits.union(traits))
      }
    }
    self.entries = UnsafePointer(entries)
    self.tags = UnsafePointer(tags)
  }

  private static func key(_ word: [UInt8]) -> Key {
    precondition(word.count <= 16, "a known word has at most 16 bytes")
    var bytes = [UInt8](repeating: 0, count: 16)
    for (index, byte) in word.enumerated() { bytes[index] = byte | 0x20 }
    return bytes.withUnsafeBytes {
      Key(low: $0.load(as: UInt64.self), high: $0.load(fromByteOffset: 8, as: UInt64.self))
    }
  }

  /// What is known of the word at `start`; 16 bytes can be read there, however long it is.
  @inline(__always)
  func traits(_ start: UnsafePointer<UInt8>, length: Int) -> WordTraits {
    guard length <= 16, length > 0 else { return [] }
    let raw = UnsafeRawPointer(start)
    return traits(
      low: raw.loadUnaligned(as: UInt64.self),
      high: length > 8 ? raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self) : 0, length: length)
  }

  /// The same of a word of 1 to 16 bytes, given as two integers as they are loaded from memory;
  /// what follows it there does not matter.
  @inline(__always)
  func traits(low: UInt64, high: UInt64, length: Int) -> WordTraits {
    let small: UInt64 = 0x2020_2020_2020_2020
    let rest = length > 8 ? (UInt64(littleEndian: high) | small) & Self.mask(length - 8) : 0
    let key = Key(low: (UInt64(littleEndian: low) | small) & Self.mask(length), high: rest)
    return find(key)
  }

  @inline(__always)
  private func find(_ key: Key) -> WordTraits {
    let place = key.place
    var slot = place.slot
    while tags[slot] != 0 {
      if tags[slot] == place.tag, entries[slot].key == key { return entries[slot].traits }
      slot = (slot + 1) & (Self.capacity - 1)
    }
    return []
  }

  @inline(__always)
  private static func mask(_ length: Int) -> UInt64 {
    length >= 8 ? .max : (1 &<< UInt64(truncatingIfNeeded: 8 &* length)) &- 1
  }
}
