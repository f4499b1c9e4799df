internal import CKeywordScan

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
    startOfLine(before: offset, from: 0)..<endOfLine(from: offset)
  }

  /// How many newlines there are in `range`.
  package func newlines(in range: Range<Int>) -> Int {
    guard let base = baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
    return scan_newlines(base + range.lowerBound, range.count)
  }

  /// The first byte of the line that byte `offset` is in, where the line doesn't begin before `start`.
  package func startOfLine(before offset: Int, from start: Int) -> Int {
    self.start(after: 0x0A, before: offset, from: start)
  }

  /// The offset after the last `byte` in `self[start..<end]`, or `start` where there is none.
  package func start(after byte: UInt8, before end: Int, from start: Int = 0) -> Int {
    guard let base = baseAddress?.assumingMemoryBound(to: UInt8.self), end > start else {
      return start
    }
    return scan_start(byte, base, start, end)
  }

  /// The offset of the first newline or `.`, `!` or `?` from `start` on; the end where there is none.
  package func endOfSentence(from start: Int) -> Int {
    guard let base = baseAddress?.assumingMemoryBound(to: UInt8.self), start < count else {
      return count
    }
    return scan_sentence_end(base, start, count)
  }
}
