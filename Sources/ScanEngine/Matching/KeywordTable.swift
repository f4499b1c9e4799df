/// Finds all of many literals in one pass over the bytes.
///
/// A ``KeywordFilter`` names the few places where one may stand; only there the literals are compared.
package final class KeywordTable: Sendable {
  let filter: KeywordFilter
  private let fold: UInt32
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
    var long: [KeywordEntry] = []
    var short: [KeywordEntry] = []
    var tiny: [KeywordEntry] = []
    for (index, keyword) in keywords.enumerated() {
      let bytes = folds ? keyword.bytes.map { $0 | 0x20 } : keyword.bytes
      if let start = pieces[index].start {
        for place in start...start + 1 {
          let piece = KeywordPieces.word(bytes[place..<place + KeywordPieces.length])
          long.append(
            KeywordEntry(index, keyword, piece: UInt32(piece), offset: place))
        }
      } else if bytes.count >= 3 {
        let piece = UInt32(KeywordPieces.word(bytes[..<3]))
        short.append(KeywordEntry(index, keyword, piece: piece, offset: 0))
      } else {
        tiny.append(KeywordEntry(index, keyword, piece: 0, offset: 0))
      }
    }
    self.long = KeywordBuckets(long)
    self.short = KeywordBuckets(short)
    self.tiny = tiny
  }

  deinit {
    long.deallocate()
    short.deallocate()
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
    let part = UnsafeRawBufferPointer(rebasing: bytes[..<end])
    var start = start
    let first = start
    while start < end {
      let count = min(Self.partLength, end - start)
      let answer = filter.withPlaces(in: part, start..<start + count) { places in
        for place in places where look(at: Int(place), in: part, from: first, report) == .stop {
          return Answer.stop
        }
        return .goOn
      }
      if answer == .stop { return }
      start += count
    }
  }

  /// Texts are looked at in parts of this length, in bytes: an even one.
  private static let partLength = 4_096

  /// Calls `report` for each keyword that is in `bytes[start...]` and for which the filter has named
  /// the place.
  @inline(__always)
  func look(
    at place: Int, in bytes: UnsafeRawBufferPointer, from start: Int,
    _ report: (Int, Int) -> Answer
  ) -> Answer {
    let piece = piece(bytes, place)
    func tell(_ entry: UnsafePointer<KeywordEntry>, _ place: Int) -> Answer {
      let first = place - Int(entry.pointee.offset)
      guard first >= start, entry.pointee.stands(in: bytes, at: first) else { return .goOn }
      return report(Int(entry.pointee.keyword), first + entry.pointee.length)
    }
    if long.forEach(piece, { tell($0, place) }) == .stop { return .stop }
    // A short keyword begins at the place or behind it.
    if short.forEach(piece & 0xFF_FFFF, { tell($0, place) }) == .stop { return .stop }
    if short.forEach(piece >> 8, { tell($0, place + 1) }) == .stop { return .stop }
    if tiny.isEmpty { return .goOn }
    return tiny.withUnsafeBufferPointer { tiny in
      guard let first = tiny.baseAddress else { return .goOn }
      for index in tiny.indices where tell(first + index, place) == .stop { return .stop }
      return .goOn
    }
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
