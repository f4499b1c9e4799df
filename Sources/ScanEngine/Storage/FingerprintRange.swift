/// The digests that begin with some hex digits, from the first to the last.
struct FingerprintRange: Hashable, Sendable {
  /// 32 bytes.
  let first: [UInt8]
  /// 32 bytes.
  let last: [UInt8]

  /// - Parameter prefix: 1 to 64 hex digits of either case; nil for anything else.
  init?(prefix: String) {
    let digits = prefix.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
      default: nil
      }
    }
    guard 1...64 ~= digits.count, digits.count == prefix.utf8.count else { return nil }
    first = Self.bytes(digits, filling: 0)
    last = Self.bytes(digits, filling: 15)
  }

  private static func bytes(_ digits: [UInt8], filling: UInt8) -> [UInt8] {
    let all = digits + repeatElement(filling, count: 64 - digits.count)
    return stride(from: 0, to: 64, by: 2).map { all[$0] << 4 | all[$0 + 1] }
  }
}
