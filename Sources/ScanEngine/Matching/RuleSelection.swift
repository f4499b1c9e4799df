/// A set of rules by their index, read in ascending order.
///
/// A class with memory of its own: it is changed several times for each line.
package final class RuleSelection {
  private let words: UnsafeMutablePointer<UInt64>
  private let wordCount: Int
  /// The words at and behind this index are 0.
  private var end = 0

  package init(count: Int) {
    wordCount = (count + 63) / 64
    words = .allocate(capacity: wordCount)
    words.initialize(repeating: 0, count: wordCount)
  }

  deinit { words.deallocate() }

  package func removeAll() {
    for index in 0..<end { words[index] = 0 }
    end = 0
  }

  @inline(__always)
  package func insert(_ rule: Int) {
    let index = rule >> 6
    precondition(index < wordCount, "a rule of another book")
    words[index] |= 1 << UInt64(rule & 63)
    if index >= end { end = index + 1 }
  }

  @inline(__always)
  func contains(_ rule: Int) -> Bool {
    rule >> 6 < end && words[rule >> 6] >> UInt64(rule & 63) & 1 != 0
  }

  /// The smallest index that is at least `start`.
  @inline(__always)
  package func first(from start: Int) -> Int? {
    var index = start >> 6
    guard index < end else { return nil }
    var word = words[index] & (~0 << UInt64(start & 63))
    while word == 0 {
      index += 1
      guard index < end else { return nil }
      word = words[index]
    }
    return index << 6 + word.trailingZeroBitCount
  }
}
