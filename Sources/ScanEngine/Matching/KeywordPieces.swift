/// Pieces of four bytes of which one stands at an even place wherever the keyword stands.
struct KeywordPieces {
  /// Of four bytes, the first lowest, with any byte where the keyword is shorter.
  private(set) var short: [UInt32] = []
  /// Of six bytes, of which the lower four are the piece.
  private(set) var long: [UInt64] = []
  /// Of eight bytes, of which the lower four are the piece.
  private(set) var double: [UInt64] = []
  /// The byte that the keyword begins with, where it is too short to have pieces: nearly any could be one.
  private(set) var first: UInt8?
  /// Where the first of the two pieces begins in the keyword; nil where it is too short to have two.
  private(set) var start: Int?

  var count: Int { short.count + long.count + double.count }

  static let length = 4
  private static let longLength = 6
  private static let doubleLength = 8

  /// - `folds`: Whether pieces are of bytes with bit 0x20 set.
  init(of keyword: Keyword, folds: Bool) {
    let bytes = folds ? keyword.bytes.map { $0 | 0x20 } : keyword.bytes
    switch bytes.count {
    case ...2: first = bytes.first
    case ...Self.length:
      // Either it begins at the even place, or a byte behind it.
      add(bytes, isBehindAny: false)
      add(bytes, isBehindAny: true)
    default:
      let start = Self.rarest(keyword.bytes)
      self.start = start
      for place in start...start + 1 {
        if place + Self.doubleLength <= bytes.count {
          double.append(Self.word(bytes[place..<place + Self.doubleLength]))
        } else if place + Self.longLength <= bytes.count {
          long.append(Self.word(bytes[place..<place + Self.longLength]))
        } else {
          short.append(UInt32(Self.word(bytes[place..<place + Self.length])))
        }
      }
    }
  }

  /// Where the piece of a longer keyword begins that, with its neighbour, other text is least likely
  /// to hold.
  private static func rarest(_ keyword: [UInt8]) -> Int {
    var best = (start: 0, likelihood: Int.max)
    var last = TextStatistics.likelihood(of: keyword[0..<length])
    for start in 0..<keyword.count - length {
      let next = TextStatistics.likelihood(of: keyword[start + 1..<start + 1 + length])
      // Of two binary logarithms the greater decides; where both are alike, the sum is twice as much.
      let likelihood = last == next ? last + 1 : max(last, next)
      if likelihood < best.likelihood { best = (start, likelihood) }
      last = next
    }
    return best.start
  }

  /// Adds the pieces that `bytes` begin, or any byte and they; at most one byte is left open.
  private mutating func add(_ bytes: [UInt8], isBehindAny: Bool) {
    let skipped = isBehindAny ? 1 : 0
    let known = bytes.prefix(Self.length - skipped)
    let piece = UInt32(Self.word(known)) << UInt32(skipped * 8)
    let hasOpenEnd = known.count < Self.length - skipped
    for last in UInt32(0)...(hasOpenEnd ? 0xFF : 0) {
      let filled = piece | last << 24
      if isBehindAny {
        for first in UInt32(0)...0xFF { short.append(filled | first) }
      } else {
        short.append(filled)
      }
    }
  }

  static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for byte in bytes.reversed() { word = word << 8 | UInt64(byte) }
    return word
  }
}
