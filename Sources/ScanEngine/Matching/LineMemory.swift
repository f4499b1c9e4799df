#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Remembers what the lines that were looked at last begin: logs repeat themselves word for word.
///
/// A line begins the same error wherever it stands, as long as no test runs that judges it; so this
/// changes nothing but the time. Each line has one place, where it takes that of another.
struct LineMemory {
  /// 0 where there is no line.
  private var hashes: [UInt64] = []
  private var lengths: [UInt8] = []
  private var bytes: [UInt8] = []
  private var errors: [OpenError?] = []
  /// How many lines were remembered since there was more room.
  private var count = 0

  /// What is known of a line.
  enum Recollection {
    case unknown
    case known(OpenError?)
  }

  /// As binary logarithms: small documents need few places.
  private static let placeBits = 6...12
  private var placeBits = 0
  /// Longer lines are not remembered, in bytes: they repeat themselves less.
  static let longestLine = 192

  /// What the line begins.
  func recall(_ line: UnsafeRawBufferPointer, hash: UInt64) -> Recollection {
    guard count > 0 else { return .unknown }
    let place = place(of: hash)
    guard hashes[place] == hash, Int(lengths[place]) == line.count, holds(line, at: place) else {
      return .unknown
    }
    return .known(errors[place])
  }

  private func holds(_ line: UnsafeRawBufferPointer, at place: Int) -> Bool {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, let start = line.baseAddress else { return line.isEmpty }
      return memcmp(base + place * Self.longestLine, start, line.count) == 0
    }
  }

  /// Notes what a line begins, of at most ``longestLine`` bytes.
  mutating func remember(_ line: UnsafeRawBufferPointer, hash: UInt64, _ error: OpenError?) {
    if count == hashes.count, placeBits < Self.placeBits.upperBound { grow() }
    count += 1
    put(hash, error)
    let start = place(of: hash) * Self.longestLine
    lengths[place(of: hash)] = UInt8(line.count)
    bytes.withUnsafeMutableBytes { bytes in
      UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + line.count])
        .copyMemory(from: line)
    }
  }

  private mutating func put(_ hash: UInt64, _ error: OpenError?) {
    let place = place(of: hash)
    hashes[place] = hash
    errors[place] = error
  }

  private mutating func grow() {
    let old = self
    placeBits = old.hashes.isEmpty ? Self.placeBits.lowerBound : placeBits + 2
    let places = 1 << placeBits
    hashes = Array(repeating: 0, count: places)
    lengths = Array(repeating: 0, count: places)
    bytes = Array(repeating: 0, count: places * Self.longestLine)
    errors = Array(repeating: nil, count: places)
    for (index, hash) in old.hashes.enumerated() where hash != 0 {
      put(hash, old.errors[index])
      lengths[place(of: hash)] = old.lengths[index]
      let (from, to) = (index * Self.longestLine, place(of: hash) * Self.longestLine)
      bytes.replaceSubrange(
        to..<to + Self.longestLine, with: old.bytes[from..<from + Self.longestLine])
    }
  }

  @inline(__always)
  private func place(of hash: UInt64) -> Int { Int(hash >> UInt64(64 - placeBits)) }

  /// Eight bytes at a time, by multiplying and folding (as wyhash does, Wang Yi 2019); never 0.
  static func hash(of line: UnsafeRawBufferPointer) -> UInt64 {
    var hash = 0x9E37_79B9_7F4A_7C15 ^ UInt64(line.count)
    var index = 0
    while index + 8 <= line.count {
      hash = folded(hash ^ line.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    var rest: UInt64 = 0
    while index < line.count {
      rest = rest << 8 | UInt64(line[index])
      index += 1
    }
    return folded(hash ^ rest) | 1
  }

  @inline(__always)
  private static func folded(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
