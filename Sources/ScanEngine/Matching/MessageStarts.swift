/// The offsets at which a line's message may begin, ascending; 0 is always the first.
///
/// They lie in the value itself: there are some for each line that is looked at.
package struct MessageStarts: RandomAccessCollection, Equatable, ExpressibleByArrayLiteral,
  Sendable
{
  private var offsets = SIMD32<UInt16>()
  private var length: UInt8 = 1

  package init() {}

  /// 0, and the offset where it is another.
  package init(_ offset: Int) { append(offset) }

  package init(arrayLiteral offsets: Int...) { for offset in offsets { append(offset) } }

  /// Adds an offset that is behind all others; further ones, and those too far away, are left out.
  package mutating func append(_ offset: Int) {
    guard offset > self[endIndex - 1], endIndex < offsets.scalarCount, offset <= UInt16.max else {
      return
    }
    offsets[endIndex] = UInt16(offset)
    length += 1
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { Int(length) }
  package subscript(_ index: Int) -> Int { Int(offsets[index]) }
}
