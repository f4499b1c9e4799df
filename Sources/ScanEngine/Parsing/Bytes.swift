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
    var start = range.lowerBound
    while start < range.upperBound,
      let found = memchr(base + start, 0x0A, range.upperBound - start)
    {
      count += 1
      start = UnsafeRawPointer(found) - base + 1
    }
    return count
  }
}
