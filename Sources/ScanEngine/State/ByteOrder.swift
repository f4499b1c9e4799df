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
  static func precedes(_ left: String, _ right: String) -> Bool {
    let order = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right in
        let common = min(left.count, right.count)
        if let leftStart = left.baseAddress, let rightStart = right.baseAddress {
          let order = memcmp(leftStart, rightStart, common)
          if order != 0 { return order < 0 }
        }
        return left.count < right.count
      }
    }
    return order.flatMap { $0 } ?? left.utf8.lexicographicallyPrecedes(right.utf8)
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
