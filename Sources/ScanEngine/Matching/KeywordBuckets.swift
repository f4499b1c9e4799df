/// A keyword in a table, with where it is found by its piece.
struct KeywordEntry: Sendable {
  let keyword: UInt16
  /// Where in the keyword the piece stands that it is found by.
  let offset: UInt16
  let piece: UInt32
  /// Of the keyword, in bytes.
  let length: Int
  private let ignoresCase: Bool
  /// Up to eight of the first bytes, in the order of the text, and which bits of eight count.
  private let beginning: UInt64
  private let mask: UInt64
  /// The last eight bytes; those of shorter keywords are in ``beginning``.
  private let ending: UInt64
  private let bytes: [UInt8]

  init(_ index: Int, _ keyword: Keyword, piece: UInt32, offset: Int) {
    self.keyword = UInt16(index)
    self.offset = UInt16(offset)
    self.piece = piece
    ignoresCase = keyword.ignoresCase
    bytes = keyword.bytes
    length = bytes.count
    let count = min(8, bytes.count)
    // Where case is ignored letters are told from other bytes below.
    let fold: UInt64 = keyword.ignoresCase ? 0x2020_2020_2020_2020 : 0
    let counted: UInt64 = count == 8 ? ~0 : (1 << UInt64(count * 8)) - 1
    mask = counted & ~fold
    beginning = KeywordPieces.word(bytes[..<count]) & mask
    ending = KeywordPieces.word(bytes[max(0, bytes.count - 8)...])
  }

  /// Whether the keyword stands at byte `first`.
  @inline(__always)
  func stands(in text: UnsafeRawBufferPointer, at first: Int) -> Bool {
    guard first + length <= text.count else { return false }
    if first + 8 <= text.count {
      if Self.word(text, first) & mask != beginning { return false }
      if !ignoresCase, length <= 16 {
        return length <= 8 || Self.word(text, first + length - 8) == ending
      }
    }
    return isEqual(text, first)
  }

  @inline(__always)
  private static func word(_ text: UnsafeRawBufferPointer, _ first: Int) -> UInt64 {
    UInt64(littleEndian: text.loadUnaligned(fromByteOffset: first, as: UInt64.self))
  }

  private func isEqual(_ text: UnsafeRawBufferPointer, _ first: Int) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        let byte = text[first + index]
        if (ignoresCase ? Keyword.lowercased(byte) : byte) != bytes[index] { return false }
      }
      return true
    }
  }
}

/// Keywords under a hash of a piece of them.
///
/// Their table frees them: so looking into them counts no references.
///
/// `@unchecked Sendable`: the memory is written by `init` and only read after that.
struct KeywordBuckets: @unchecked Sendable {
  /// In the order of their hashes.
  private let entries: UnsafeMutableBufferPointer<KeywordEntry>
  /// For each hash, where its entries begin.
  private let starts: UnsafeMutablePointer<UInt16>
  /// A bit for each piece that an entry has, under a longer hash: most have none.
  private let known: UnsafeMutablePointer<UInt64>

  private static let hashBits: UInt32 = 11
  private static let knownBits: UInt32 = 14

  init(_ all: [KeywordEntry]) {
    let sorted = all.sorted { Self.hash($0.piece) < Self.hash($1.piece) }
    entries = .allocate(capacity: sorted.count)
    _ = entries.initialize(from: sorted)
    let count = 1 << Self.hashBits
    starts = .allocate(capacity: count + 1)
    starts.initialize(repeating: 0, count: count + 1)
    for entry in sorted { starts[Self.hash(entry.piece) + 1] += 1 }
    for hash in 0..<count { starts[hash + 1] += starts[hash] }
    let words = 1 << (Self.knownBits - 6)
    known = .allocate(capacity: words)
    known.initialize(repeating: 0, count: words)
    for entry in sorted {
      let hash = Self.product(entry.piece) >> (32 - Self.knownBits)
      known[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
    }
  }

  func deallocate() {
    entries.deinitialize()
    entries.deallocate()
    starts.deallocate()
    known.deallocate()
  }

  /// Multiplicative (Knuth, The Art of Computer Programming 3, 6.4).
  @inline(__always)
  private static func product(_ piece: UInt32) -> UInt32 { piece &* 0xC2B2_AE35 }

  @inline(__always)
  private static func hash(_ piece: UInt32) -> Int { Int(product(piece) >> (32 - hashBits)) }

  /// Calls `body` for each keyword with that piece, until it wants no more.
  ///
  /// It gets the place of the entry, which is valid as long as the buckets are: to hand over the entry
  /// itself costs more than to look at it.
  @inline(__always)
  func forEach(
    _ piece: UInt32, _ body: (UnsafePointer<KeywordEntry>) -> KeywordTable.Answer
  ) -> KeywordTable.Answer {
    let product = Self.product(piece)
    let place = product >> (32 - Self.knownBits)
    guard known[Int(place >> 6)] >> UInt64(place & 63) & 1 != 0 else { return .goOn }
    let hash = Int(product >> (32 - Self.hashBits))
    guard let entries = UnsafePointer(entries.baseAddress) else { return .goOn }
    var index = Int(starts[hash])
    let end = Int(starts[hash + 1])
    while index < end {
      if entries[index].piece == piece, body(entries + index) == .stop { return .stop }
      index += 1
    }
    return .goOn
  }
}
