internal import CKeywordScan

/// Finds the places of a text at which keywords may stand, at gigabytes a second.
///
/// Of each keyword the four bytes are chosen that other text is least likely to hold, and their
/// neighbours, so that at even places one of both is met; what stands there is looked up in a table of
/// bits that fits into the nearest cache. It is Wu and Manber's idea (TR-94-17, University of Arizona,
/// 1994) without their shifts, which short keywords make worthless. No step waits for the one before,
/// and so it costs nothing beside SHA-256, whose every step does: see ``hash(_:_:into:)``.
///
/// `@unchecked Sendable`: the tables are written by `init` and only read after that.
package final class KeywordFilter: @unchecked Sendable {
  private let filter: UnsafeMutablePointer<scan_filter>
  /// What ``filter`` points to.
  private let tables: UnsafeMutablePointer<UInt64>
  /// What keywords of one or two bytes begin with, which have no pieces; nil where there is none.
  private let firstBytes: ByteSet?
  private let folds: Bool

  /// Tables of pieces have so many bits, as a binary logarithm, and at least 2⁷ for each piece.
  private static let tableBits = 12...18

  /// - Parameters:
  ///   - pieces: Of each keyword.
  ///   - folds: Whether they are of bytes with bit 0x20 set.
  init(_ pieces: [KeywordPieces], folds: Bool) {
    let first = pieces.compactMap(\.first)
    firstBytes = first.isEmpty ? nil : first.reduce(into: ByteSet()) { $0.insert($1) }
    self.folds = folds
    let wanted = pieces.reduce(0) { $0 + $1.count } * 128
    let bits = Self.tableBits.first { 1 << $0 >= wanted } ?? Self.tableBits.upperBound
    let words = 1 << (bits - 6)
    tables = .allocate(capacity: 4 * words)
    tables.initialize(repeating: 0, count: 4 * words)
    filter = .allocate(capacity: 1)
    filter.initialize(
      to: scan_filter(
        pieces: tables, doubles: tables + words, longs: tables + 2 * words,
        shorts: tables + 3 * words, shift: UInt32(32 - bits), folds: folds))
    for each in pieces { insert(each, words: words) }
  }

  deinit {
    filter.deallocate()
    tables.deallocate()
  }

  private func insert(_ pieces: KeywordPieces, words: Int) {
    let shift = filter.pointee.shift
    func set(_ table: Int, _ hash: UInt32) {
      tables[table * words + Int(hash >> 6)] |= 1 << UInt64(hash & 63)
    }
    for piece in pieces.double {
      set(0, scan_piece_hash(UInt32(truncatingIfNeeded: piece), shift))
      set(1, scan_double_hash(piece, shift))
    }
    for piece in pieces.long {
      set(0, scan_piece_hash(UInt32(truncatingIfNeeded: piece), shift))
      set(2, scan_long_hash(piece, shift))
    }
    for piece in pieces.short {
      set(0, scan_piece_hash(piece, shift))
      set(3, scan_short_hash(piece, shift))
    }
  }

  /// Text is looked at in parts of this length, in bytes: what is noted of one stays in the cache.
  private static let partLength = 32 * 1_024

  /// Appends the places in `bytes[start..<end]` at which a keyword may stand, ascending.
  ///
  /// Wherever a keyword stands, a place is named that is in it or the byte before it.
  ///
  /// - `start`: At an even distance from, or right after, where the last call of the same text has ended.
  func find(
    in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int, into places: inout [UInt32]
  ) {
    let (first, known) = (start, places.count)
    var start = start
    while start < end {
      let count = min(Self.partLength, end - start)
      append(start, bytes, to: &places, atMost: count / 2 + 1) { text, available, target in
        scan_places(filter, text, count, available, UInt32(start), target)
      }
      start += count
    }
    addOthers(in: bytes, first..<max(first, end), to: &places, from: known)
  }

  /// Hands `body` the places in a range of `bytes` at which a keyword may stand, ascending.
  @inline(__always)
  func withPlaces<Result>(
    in bytes: UnsafeRawBufferPointer, _ range: Range<Int>,
    _ body: (UnsafeBufferPointer<UInt32>) -> Result
  ) -> Result {
    guard firstBytes == nil else {
      var places: [UInt32] = []
      find(in: bytes, from: range.lowerBound, to: range.upperBound, into: &places)
      return places.withUnsafeBufferPointer(body)
    }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: range.count / 2 + 1) { buffer in
      guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
        let target = buffer.baseAddress
      else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
      let (text, first) = (base + range.lowerBound, UInt32(range.lowerBound))
      let available = bytes.count - range.lowerBound
      let found = scan_places(filter, text, range.count, available, first, target)
      let kept = scan_narrow(filter, text, available, first, target, found)
      return body(UnsafeBufferPointer(start: target, count: kept))
    }
  }

  /// Whether ``hash(_:_:into:)`` can be called on this machine.
  static let canHash = scan_can_hash()

  /// Adds whole blocks of 64 bytes to a hash, and does what ``find(in:from:to:into:)`` does meanwhile.
  ///
  /// - `range`: Of whole blocks, with a byte of `bytes` behind it.
  func hash(
    _ sha: inout SHA256, _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>,
    into places: inout [UInt32]
  ) {
    let known = places.count
    var start = range.lowerBound
    while start < range.upperBound {
      let count = min(Self.partLength, range.upperBound - start)
      append(start, bytes, to: &places, atMost: count / 2 + 1) { text, _, target in
        sha.addBlocks(count / 64) { state in
          scan_places_hashing(filter, state, text, count / 64, UInt32(start), target)
        }
      }
      start += count
    }
    addOthers(in: bytes, range, to: &places, from: known)
  }

  /// Appends what `body` writes, as far as it is left after a longer look.
  private func append(
    _ start: Int, _ bytes: UnsafeRawBufferPointer, to places: inout [UInt32], atMost room: Int,
    _ body: (UnsafePointer<UInt8>, Int, UnsafeMutablePointer<UInt32>) -> Int
  ) {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    let (text, available) = (base + start, bytes.count - start)
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: room) { buffer in
      guard let target = buffer.baseAddress else { return }
      let found = body(text, available, target)
      let kept = scan_narrow(filter, text, available, UInt32(start), target, found)
      places.append(contentsOf: UnsafeBufferPointer(start: target, count: kept))
    }
  }

  /// Adds the places of keywords that have no pieces to those that were found since `count`.
  private func addOthers(
    in bytes: UnsafeRawBufferPointer, _ range: Range<Int>, to places: inout [UInt32],
    from count: Int
  ) {
    guard let firstBytes else { return }
    let fold: UInt8 = folds ? 0x20 : 0
    var all = Set(places[count...])
    for index in range where firstBytes.contains(bytes[index] | fold) { all.insert(UInt32(index)) }
    places.replaceSubrange(count..., with: all.sorted())
  }
}
