/// Finds all of many literals in one pass over the bytes.
///
/// A ``KeywordFilter`` names the few places where one may stand; only there the literals are compared.
package final class KeywordTable: Sendable {
  let filter: KeywordFilter
  private let fold: UInt32
  /// All keywords, one behind the other.
  private let text: [UInt8]
  /// Of five bytes and more, under a hash of either of their pieces.
  private let long: KeywordBuckets
  /// Of three and four bytes, under a hash of the first three.
  private let short: KeywordBuckets
  /// Of fewer bytes.
  private let tiny: [KeywordEntry]

  /// - Parameter keywords: None empty, none with a newline; their indexes are what is reported.
  package init(_ keywords: [Keyword]) {
    precondition(keywords.count <= Int(UInt16.max), "more keywords than a table holds")
    let folds = keywords.contains(where: \.ignoresCase)
    let pieces = keywords.map { KeywordPieces(of: $0, folds: folds) }
    filter = KeywordFilter(pieces, folds: folds)
    fold = folds ? 0x2020_2020 : 0
    var text: [UInt8] = []
    var long: [(piece: UInt32, entry: KeywordEntry)] = []
    var short: [(piece: UInt32, entry: KeywordEntry)] = []
    var tiny: [KeywordEntry] = []
    for (index, keyword) in keywords.enumerated() {
      var entry = KeywordEntry(
        keyword: UInt16(index), ignoresCase: keyword.ignoresCase, start: UInt32(text.count),
        count: UInt16(clamping: keyword.bytes.count))
      text += keyword.bytes
      let bytes = folds ? keyword.bytes.map { $0 | 0x20 } : keyword.bytes
      if let start = pieces[index].start {
        for place in start...start + 1 {
          entry.offset = UInt16(place)
          let piece = KeywordPieces.word(bytes[place..<place + KeywordPieces.length])
          long.append((UInt32(piece), entry))
        }
      } else if bytes.count >= 3 {
        short.append((UInt32(KeywordPieces.word(bytes[..<3])), entry))
      } else {
        tiny.append(entry)
      }
    }
    self.text = text
    self.long = KeywordBuckets(long)
    self.short = KeywordBuckets(short)
    self.tiny = tiny
  }

  /// - Parameters:
  ///   - phrases: In lower case where case is ignored.
  ///   - ignoresCase: Of ASCII letters.
  convenience init(_ phrases: [String], ignoresCase: Bool) {
    self.init(phrases.map { Keyword(bytes: Array($0.utf8), ignoresCase: ignoresCase) })
  }

  /// Whether a scan wants more.
  package enum Answer { case goOn, stop }

  /// Calls `report` for each keyword in `bytes[start..<end]`, in the order of the lines they are in.
  ///
  /// - `report`: Takes the keyword's index and the offset after its last byte.
  package func scan(
    _ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int,
    report: (Int, Int) -> Answer
  ) {
    guard start < end else { return }
    let part = UnsafeRawBufferPointer(rebasing: bytes[..<end])
    var places: [UInt32] = []
    filter.find(in: part, from: start, to: end, into: &places)
    for place in places where look(at: Int(place), in: part, from: start, report) == .stop {
      return
    }
  }

  /// Calls `report` for each keyword that is in `bytes[start...]` and for which the filter has named
  /// the place.
  @inline(__always)
  func look(
    at place: Int, in bytes: UnsafeRawBufferPointer, from start: Int,
    _ report: (Int, Int) -> Answer
  ) -> Answer {
    let piece = piece(bytes, place)
    for index in long.range(of: piece) where long.pieces[index] == piece {
      if tell(long.entries[index], place, bytes, from: start, report) == .stop { return .stop }
    }
    // A short keyword begins at the place or behind it.
    for index in short.range(of: piece & 0xFF_FFFF) where short.pieces[index] == piece & 0xFF_FFFF {
      if tell(short.entries[index], place, bytes, from: start, report) == .stop { return .stop }
    }
    for index in short.range(of: piece >> 8) where short.pieces[index] == piece >> 8 {
      if tell(short.entries[index], place + 1, bytes, from: start, report) == .stop { return .stop }
    }
    for entry in tiny {
      if tell(entry, place, bytes, from: start, report) == .stop { return .stop }
      if tell(entry, place + 1, bytes, from: start, report) == .stop { return .stop }
    }
    return .goOn
  }

  /// Calls `report` where the keyword stands whose piece is at `place`.
  @inline(__always)
  private func tell(
    _ entry: KeywordEntry, _ place: Int, _ bytes: UnsafeRawBufferPointer, from start: Int,
    _ report: (Int, Int) -> Answer
  ) -> Answer {
    let first = place - Int(entry.offset)
    guard first >= start, stands(entry, bytes, at: first) else { return .goOn }
    return report(Int(entry.keyword), first + Int(entry.count))
  }

  /// Four bytes in the order of the text; what would lie behind its end is 0.
  @inline(__always)
  private func piece(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> UInt32 {
    if place + 4 <= bytes.count {
      return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
        | fold
    }
    var piece: UInt32 = 0
    var index = bytes.count
    while index > place {
      index -= 1
      piece = piece << 8 | UInt32(bytes[index])
    }
    return piece | fold
  }

  private func stands(
    _ entry: KeywordEntry, _ bytes: UnsafeRawBufferPointer, at first: Int
  ) -> Bool {
    let count = Int(entry.count)
    guard first + count <= bytes.count else { return false }
    let start = Int(entry.start)
    if entry.ignoresCase {
      for index in 0..<count where Keyword.lowercased(bytes[first + index]) != text[start + index] {
        return false
      }
    } else {
      for index in 0..<count where bytes[first + index] != text[start + index] { return false }
    }
    return true
  }

  /// Whether any of the keywords is in the text.
  func isFound(in text: UnsafeRawBufferPointer) -> Bool {
    var isFound = false
    scan(text, from: 0, to: text.count) { _, _ in
      isFound = true
      return .stop
    }
    return isFound
  }

  /// Whether any of the keywords is in the text.
  func isFound(in text: [UInt8]) -> Bool { text.withUnsafeBytes(isFound) }
}

/// Where a keyword's bytes are in its table.
struct KeywordEntry: Sendable {
  let keyword: UInt16
  let ignoresCase: Bool
  let start: UInt32
  let count: UInt16
  /// Where in the keyword the piece stands that it is found by.
  var offset: UInt16 = 0
}

/// Keywords under a hash of a piece of them.
struct KeywordBuckets: Sendable {
  /// In the order of their hashes.
  let entries: [KeywordEntry]
  /// Of each entry.
  let pieces: [UInt32]
  /// For each hash, where its entries begin.
  private let starts: [UInt16]

  private static let hashBits: UInt32 = 10

  init(_ all: [(piece: UInt32, entry: KeywordEntry)]) {
    let sorted = all.sorted { Self.hash($0.piece) < Self.hash($1.piece) }
    entries = sorted.map(\.entry)
    pieces = sorted.map(\.piece)
    var starts = [UInt16](repeating: 0, count: 1 << Self.hashBits + 1)
    for each in sorted { starts[Self.hash(each.piece) + 1] += 1 }
    for hash in 0..<1 << Self.hashBits { starts[hash + 1] += starts[hash] }
    self.starts = starts
  }

  /// Multiplicative (Knuth, The Art of Computer Programming 3, 6.4).
  @inline(__always)
  private static func hash(_ piece: UInt32) -> Int {
    Int((piece &* 0xC2B2_AE35) >> (32 - hashBits))
  }

  @inline(__always)
  func range(of piece: UInt32) -> Range<Int> {
    let hash = Self.hash(piece)
    return Int(starts[hash])..<Int(starts[hash + 1])
  }
}
