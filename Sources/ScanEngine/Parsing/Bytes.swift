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
    var count = 0
    for index in range where self[index] == 0x0A { count &+= 1 }
    return count
  }
}
