/// Finds elements of an array by what they hold, which it doesn't keep: four bytes for each place.
///
/// Open addressing with linear probing (Knuth, The Art of Computer Programming 3, 6.4).
struct PlaceIndex: Sendable {
  /// Each a place and one more, or 0 for none; a power of two of them.
  private var slots: [UInt32] = []
  private var count = 0

  init() {}

  /// - `capacity`: So many places are added without making more room.
  init(capacity: Int) {
    var length = 8
    while length * 3 < capacity * 4 { length *= 2 }
    slots = Array(repeating: 0, count: length)
  }

  /// The place of an element with that hash which is the one that is looked for.
  @inline(__always)
  func place(hash: UInt64, where isWanted: (Int) -> Bool) -> Int? {
    guard !slots.isEmpty else { return nil }
    var slot = slot(of: hash)
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if isWanted(place) { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Adds the place of an element that isn't known.
  ///
  /// - `hashOf`: Gives the hash of an element that was added before.
  mutating func add(_ place: Int, hash: UInt64, hashOf: (Int) -> UInt64) {
    if (count + 1) * 4 > slots.count * 3 { grow(hashOf) }
    count += 1
    put(UInt32(place) + 1, hash: hash)
  }

  private mutating func put(_ entry: UInt32, hash: UInt64) {
    var slot = slot(of: hash)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = entry
  }

  private mutating func grow(_ hashOf: (Int) -> UInt64) {
    let old = slots
    slots = Array(repeating: 0, count: max(8, old.count * 2))
    for entry in old where entry != 0 { put(entry, hash: hashOf(Int(entry) - 1)) }
  }

  /// By the upper bits of a product (Knuth, the same place).
  @inline(__always)
  private func slot(of hash: UInt64) -> Int {
    Int((hash &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count - 1)
  }
}
