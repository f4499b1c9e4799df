/// A set of rules by their index, read in ascending order.
package struct RuleSelection: Sendable {
  private var words: [UInt64]

  package init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

  package mutating func removeAll() {
    for index in words.indices { words[index] = 0 }
  }

  package mutating func insert(_ rule: Int) { words[rule >> 6] |= 1 << UInt64(rule & 63) }

  package mutating func formUnion(_ other: RuleSelection) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  /// The smallest index that is at least `start`.
  package func first(from start: Int) -> Int? {
    var index = start >> 6
    guard index < words.count else { return nil }
    var word = words[index] & (~0 << UInt64(start & 63))
    while word == 0 {
      index += 1
      guard index < words.count else { return nil }
      word = words[index]
    }
    return index << 6 + word.trailingZeroBitCount
  }
}
