#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Looks at text as bytes, without making a String of it.
extension UnsafeRawBufferPointer {
  /// The part in `bounds`, as a buffer of its own.
  func part(_ bounds: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: self[bounds])
  }

  func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && starts(with: text)
  }

  func starts(with text: StaticString) -> Bool {
    guard count >= text.utf8CodeUnitCount, let start = baseAddress else {
      return text.utf8CodeUnitCount == 0
    }
    return memcmp(start, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  func contains(_ text: StaticString) -> Bool { offset(of: text) != nil }

  /// Where `text` first stands at or after `start`.
  func offset(of text: StaticString, from start: Int = 0) -> Int? {
    let length = text.utf8CodeUnitCount
    guard let base = baseAddress, length > 0 else { return length == 0 ? start : nil }
    var from = start
    while from + length <= count {
      let last = count - length + 1
      guard let found = memchr(base + from, Int32(text.utf8Start.pointee), last - from) else {
        return nil
      }
      let place = UnsafeRawPointer(found) - base
      if memcmp(base + place, text.utf8Start, length) == 0 { return place }
      from = place + 1
    }
    return nil
  }

  /// Without white space (and a byte order mark) at both ends.
  var trimmed: UnsafeRawBufferPointer {
    var start = starts(with: "\u{FEFF}") ? 3 : 0
    var end = count
    while start < end, Self.isSpace(self[start]) { start += 1 }
    while end > start, Self.isSpace(self[end - 1]) { end -= 1 }
    return part(start..<end)
  }

  /// Whether there is nothing but white space.
  var isBlank: Bool {
    guard let first else { return true }
    return (first <= 0x20 || first == 0xEF) && trimmed.isEmpty
  }

  /// Whether there are any bytes below the blank.
  var hasControlCharacters: Bool {
    // All of them are looked at, for that the compiler can do many at once.
    var least = UInt8.max
    for byte in self { least = Swift.min(least, byte) }
    return least < 0x20
  }

  /// The lines without their newlines; a last empty one is left out.
  var lines: RawLines { RawLines(text: self) }

  var string: String { String(decoding: self, as: UTF8.self) }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}

/// The lines of a text, in order.
struct RawLines: Sequence, IteratorProtocol {
  private let text: UnsafeRawBufferPointer
  private var start = 0

  init(text: UnsafeRawBufferPointer) { self.text = text }

  mutating func next() -> UnsafeRawBufferPointer? {
    guard start < text.count, let base = text.baseAddress else { return nil }
    let found = memchr(base + start, 0x0A, text.count - start)
    let end = found.map { UnsafeRawPointer($0) - base } ?? text.count
    defer { start = end + 1 }
    return text.part(start..<end)
  }
}
