/// A set of bytes.
struct ByteSet {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init() {}

  init(_ byte: UInt8) { insert(byte) }

  init(_ bytes: ClosedRange<UInt8>) { for byte in bytes { insert(byte) } }

  /// All of them.
  static var all: ByteSet { ByteSet().inverted }

  /// How many there are.
  var count: Int {
    words.0.nonzeroBitCount + words.1.nonzeroBitCount + words.2.nonzeroBitCount
      + words.3.nonzeroBitCount
  }

  /// Ascending.
  var elements: [UInt8] {
    var elements: [UInt8] = []
    for (start, word) in [(0, words.0), (64, words.1), (128, words.2), (192, words.3)] {
      var rest = word
      while rest != 0 {
        elements.append(UInt8(start + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return elements
  }

  /// Those that aren't in it.
  var inverted: ByteSet {
    var set = self
    set.words = (~words.0, ~words.1, ~words.2, ~words.3)
    return set
  }

  mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  mutating func formUnion(_ other: ByteSet) {
    words.0 |= other.words.0
    words.1 |= other.words.1
    words.2 |= other.words.2
    words.3 |= other.words.3
  }

  func union(_ other: ByteSet) -> ByteSet {
    var set = self
    set.formUnion(other)
    return set
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    let word = byte < 128 ? (byte < 64 ? words.0 : words.1) : (byte < 192 ? words.2 : words.3)
    return word >> UInt64(byte & 63) & 1 != 0
  }
}
