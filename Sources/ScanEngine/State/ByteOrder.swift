internal import CGNU

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The order of the UTF-8 of texts, as `LC_ALL=C sort` has it.
///
/// Swift orders Strings by canonical equivalence, and its generic comparison of bytes takes five
/// times as long, which shows with 100,000 files.
enum ByteOrder {
  /// Negative, 0 or positive.
  static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
    let common = min(left.count, right.count)
    if common > 0, let leftStart = left.baseAddress, let rightStart = right.baseAddress {
      let order = memcmp(leftStart, rightStart, common)
      if order != 0 { return Int(order) }
    }
    return left.count - right.count
  }

  /// Negative, 0 or positive.
  static func compare(_ left: UnsafeRawBufferPointer, _ right: String) -> Int {
    withBytes(right) { compare(left, $0) }
  }

  static func precedes(_ left: String, _ right: String) -> Bool {
    withBytes(left) { left in withBytes(right) { compare(left, $0) < 0 } }
  }

  static func areEqual(_ left: String, _ right: String) -> Bool {
    withBytes(left) { left in withBytes(right) { left.count == $0.count && compare(left, $0) == 0 }
    }
  }

  /// Where each of the texts goes when they are sorted: the first is the place of the least.
  ///
  /// For many that begin alike, as paths do. What follows the beginning that all have in common is
  /// mostly told apart by eight bytes: these are compared as a number, and the texts only where they
  /// are equal.
  static func order(of texts: [String]) -> [Int] {
    guard let first = texts.first else { return [] }
    var common = first.utf8.count
    for index in texts.indices { common = commonLength(first, texts[index], limit: common) }
    var places = texts.indices.map { (key: number(texts[$0], from: common), index: $0) }
    places.sort { left, right in
      left.key != right.key
        ? left.key < right.key : precedes(texts[left.index], texts[right.index])
    }
    return places.map(\.index)
  }

  private static func commonLength(_ left: String, _ right: String, limit: Int) -> Int {
    withBytes(left) { left in
      withBytes(right) { right in
        let limit = min(limit, right.count)
        if let leftStart = left.baseAddress, let rightStart = right.baseAddress,
          memcmp(leftStart, rightStart, limit) == 0
        {
          return limit
        }
        var length = 0
        while length < limit, left[length] == right[length] { length += 1 }
        return length
      }
    }
  }

  /// Eight bytes as a number that has their order; 0 stands for each that is missing.
  private static func number(_ text: String, from start: Int) -> UInt64 {
    withBytes(text) { bytes in
      if start + 8 <= bytes.count {
        return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      }
      let rest = bytes[min(start, bytes.count)...]
      return rest.reduce(0) { $0 << 8 | UInt64($1) } << (8 * UInt64(8 - rest.count))
    }
  }

  /// Whether `part` occurs in a text, byte for byte.
  static func contains(_ text: String, _ part: String) -> Bool {
    withBytes(text) { text in
      withBytes(part) { part in
        guard let start = text.baseAddress, let partStart = part.baseAddress else {
          return part.isEmpty
        }
        return memmem(start, text.count, partStart, part.count) != nil
      }
    }
  }

  private static func withBytes<Result>(
    _ text: String, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    if let result = text.utf8.withContiguousStorageIfAvailable({ body(UnsafeRawBufferPointer($0)) })
    {
      return result
    }
    // A text that comes from elsewhere than Swift.
    var copy = text
    return copy.withUTF8 { body(UnsafeRawBufferPointer($0)) }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these are the same bytes.
  func isEqual(to bytes: [UInt8]) -> Bool {
    guard count == bytes.count else { return false }
    guard let start = baseAddress else { return true }
    return bytes.withUnsafeBytes { other in
      other.baseAddress.map { memcmp(start, $0, count) == 0 } ?? true
    }
  }
}
