/// Identifies a pattern: SHA-256 over the canonical form of an error.
public struct Fingerprint: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The digest's 32 bytes, big-endian.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// How many hex digits people are shown.
  public static let shownDigits = 12

  /// - Parameter words: The digest's bytes, eight to a word, the first on top.
  package init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// - Parameter digest: 32 bytes; nil for any other number.
  package init?(digest: [UInt8]) {
    guard digest.count == 32 else { return nil }
    func word(_ index: Int) -> UInt64 {
      digest[index * 8..<index * 8 + 8].reduce(0) { $0 << 8 | UInt64($1) }
    }
    words = (word(0), word(1), word(2), word(3))
  }

  /// - Parameter hex: 64 hex digits; nil for anything else.
  package init?(hex: String) {
    let digits = hex.utf8.compactMap {
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        ? $0 - 0x30
        : (0x61...0x66).contains($0 | 0x20) ? ($0 | 0x20) - 0x57 : nil
    }
    guard hex.utf8.count == 64, digits.count == 64 else { return nil }
    self.init(digest: stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
  }

  /// The digest's 32 bytes.
  package var digest: [UInt8] { withDigest { Array($0) } }

  /// Hands the digest's 32 bytes to `body`.
  func withDigest<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let bytes = (
      words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
    )
    return withUnsafeBytes(of: bytes, body)
  }

  /// 64 lower-case hex digits.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The first ``shownDigits`` hex digits.
  public var description: String { String(hex.prefix(Self.shownDigits)) }

  /// Orders by the digest's bytes.
  public static func < (left: Fingerprint, right: Fingerprint) -> Bool { left.words < right.words }

  /// Equal when all 32 bytes are.
  public static func == (left: Fingerprint, right: Fingerprint) -> Bool {
    left.words == right.words
  }

  /// The first 8 bytes, which are as good as random.
  var firstWord: UInt64 { words.0 }

  /// Feeds the first 8 bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(firstWord) }
}
