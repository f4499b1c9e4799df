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

  /// Tables of pieces have so many bits, as a binary logarithm, and at least 2⁷ for each piece.
  private static let tableBits = 12...18

  /// - Parameters:
  ///   - pieces: Of each keyword.
  ///   - folds: Whether they are of bytes with bit 0x20 set.
  init(_ pieces: [KeywordPieces], folds: Bool) {
    let wanted = pieces.reduce(0) { $0 + $1.count } * 128
    let bits = Self.tableBits.first { 1 << $0 >= wanted } ?? Self.tableBits.upperBound
    let words = 1 << (bits - 6)
    tables = .allocate(capacity: 3 * words)
    tables.initialize(repeating: 0, count: 3 * words)
    let shift = UInt32(32 - bits)
    filter = .allocate(capacity: 1)
    filter.initialize(
      to: scan_filter(
        pieces: tables, longs: tables + words, shorts: tables + 2 * words, piece_shift: shift,
        long_shift: shift, short_shift: shift, folds: folds))
    for each in pieces { insert(each, words: words) }
  }

  deinit {
    filter.deallocate()
    tables.deallocate()
  }

  private func insert(_ pieces: KeywordPieces, words: Int) {
    func set(_ table: Int, _ hash: UInt32) {
      tables[table * words + Int(hash >> 6)] |= 1 << UInt64(hash & 63)
    }
    if pieces.areAll {
      tables.update(repeating: ~0, count: 3 * words)
      return
    }
    for piece in pieces.short {
      set(0, scan_piece_hash(piece, filter.pointee.piece_shift))
      set(2, scan_short_hash(piece, filter.pointee.short_shift))
    }
    for piece in pieces.long {
      set(0, scan_piece_hash(UInt32(truncatingIfNeeded: piece), filter.pointee.piece_shift))
      set(1, scan_long_hash(piece, filter.pointee.long_shift))
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
    var start = start
    while start < end {
      let count = min(Self.partLength, end - start)
      append(start, bytes, to: &places, atMost: count / 2 + 1) { text, available, target in
        scan_places(filter, text, count, available, UInt32(start), target)
      }
      start += count
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
}
