#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension UnsafeRawBufferPointer {
  /// The offset of the first newline from `start` on; the end where there is none.
  package func endOfLine(from start: Int) -> Int {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, 0x0A, count - start)
    else { return count }
    return UnsafeRawPointer(found) - base
  }

  /// The line, without its newline, that byte `offset` is in.
  package func line(around offset: Int) -> Range<Int> {
    var start = offset
    while start > 0, self[start - 1] != 0x0A { start -= 1 }
    return start..<endOfLine(from: offset)
  }

  /// How many newlines there are in `range`.
  package func newlines(in range: Range<Int>) -> Int {
    guard let base = baseAddress else { return 0 }
    var count = 0
    var index = range.lowerBound
    while index + 64 <= range.upperBound {
      // Each lane counts to 255 before the lanes are added up.
      var lanes = SIMD64<UInt8>()
      let limit = Swift.min(range.upperBound, index + 64 * 255)
      while index + 64 <= limit {
        let bytes = base.loadUnaligned(fromByteOffset: index, as: SIMD64<UInt8>.self)
        lanes &+= SIMD64<UInt8>(repeating: 0).replacing(with: 1, where: bytes .== 0x0A)
        index += 64
      }
      count += Int(SIMD64<UInt16>(truncatingIfNeeded: lanes).wrappedSum())
    }
    while index < range.upperBound {
      if self[index] == 0x0A { count += 1 }
      index += 1
    }
    return count
  }
}
