/// A place in a document between two lines.
package struct DocumentPlace: Hashable {
  /// The byte that the line starts at.
  package fileprivate(set) var offset: Int64
  /// Counted from 1.
  package fileprivate(set) var line: Int
}

/// Bytes that were just read, in the buffer that holds what was read before and not used yet.
package struct SeenBytes {
  /// What is in the buffer; two bytes behind it can be read.
  package let buffer: UnsafeRawBufferPointer
  /// Those that were just read.
  package let range: Range<Int>
  /// The place in the document of the first that was just read.
  package let offset: Int64
  /// What is known of where keywords stand in the buffer; nil where nobody asks.
  var search: KeywordSearch?

  package var new: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[range]) }
}

/// Reads a document in chunks of whole lines, in one buffer.
package struct LineChunks: ~Copyable {
  /// Bytes that are read at once.
  private static let readSize = 256 * 1_024
  /// Longer lines of text are cut: of these only the first and last ``keptLength`` bytes are kept.
  package static let textLineLimit = 1_024 * 1_024
  /// Longer lines of JSON are passed over, for a part of one is no JSON.
  package static let recordLimit = 4 * 1_024 * 1_024
  package static let keptLength = 256 * 1_024

  private let lineLimit: Int
  private let keepsEnds: Bool
  /// The byte at which reading stops, however the file grows.
  private let end: Int64
  private var buffer: ReadBuffer
  /// The place of the buffer's first byte.
  private var place: DocumentPlace
  /// Lines of which something was left out, so far.
  package private(set) var longLines = 0
  /// The line that is too long and of which no end was seen yet.
  private var longLine: LongLine?
  /// Where reading was left in the midst of such a line.
  private let known: PassedLine?
  /// Where keywords may stand in the buffer; nil where nobody asks.
  private var search: KeywordSearch?

  /// A line that is too long, while it is passed over.
  private struct LongLine {
    let start: DocumentPlace
    /// What is kept of its beginning.
    let head: [UInt8]
  }

  /// A line that is known to have no end in the document's first `end` bytes.
  package struct PassedLine: Hashable {
    package let start: Int64
    package let end: Int64

    package init(start: Int64, end: Int64) {
      self.start = start
      self.end = end
    }
  }

  /// The first byte of a line that is too long and of which no end was seen yet.
  package var startOfLongLine: Int64? { longLine?.start.offset }

  /// - `offset`: The first byte of line `line`.
  /// - `end`: The byte at which reading stops.
  /// - `keepsEnds`: Whether the ends of a line that is too long are kept, or none of it.
  /// - `known`: What was seen of a line that is too long, and needn't be read again.
  /// - `filter`: Names the places of the chunks; nil where nobody asks for them.
  package init(
    from offset: Int64, line: Int, to end: Int64, keepsEnds: Bool, known: PassedLine? = nil,
    filter: KeywordFilter? = nil
  ) {
    self.known = known
    search = filter.map(KeywordSearch.init)
    buffer = ReadBuffer(capacity: 2 * Self.readSize)
    place = DocumentPlace(offset: offset, line: line)
    self.end = end
    self.keepsEnds = keepsEnds
    lineLimit = keepsEnds ? Self.textLineLimit : Self.recordLimit
  }

  /// Says that nobody asks any more where keywords may stand.
  package mutating func stopSearching() { search = nil }

  /// Reads the next chunk and hands it to `body`; false at the end.
  ///
  /// - `seen`: Is called with all bytes that were read, once each.
  /// - `body`: Takes whole lines, and the place after them; only the document's very last may be
  ///   unterminated, and then comes alone. Of a line that was left out there are no bytes.
  package mutating func next(
    of reader: borrowing DocumentReader, seen: (inout SeenBytes) -> Void,
    body: (Chunk, DocumentPlace) throws -> Void
  ) throws -> Bool {
    if let longLine { return try pass(longLine, reader, seen: seen, body) }
    // Up to here the buffer holds no newline.
    var searched = 0
    while true {
      let filled = try fill(reader, seen: seen)
      let first = endOfLine(from: searched)
      searched = buffer.count
      // How much of a line was read at once must not decide whether it is cut.
      if (first ?? buffer.count) > lineLimit {
        longLines += 1
        let head = keepsEnds ? Array(buffer.bytes.prefix(Self.keptLength)) : []
        return try pass(LongLine(start: place, head: head), reader, seen: seen, body)
      }
      if first != nil {
        let end = buffer.bytes.startOfLine(before: buffer.count, from: 0)
        try yield(end, isUnterminated: false, body)
        return true
      }
      if filled < Self.readSize {
        guard buffer.count > 0 else { return false }
        try yield(buffer.count, isUnterminated: true, body)
        return true
      }
    }
  }

  /// Appends up to ``readSize`` bytes of the document to the buffer; fewer are its last.
  private mutating func fill(
    _ reader: borrowing DocumentReader, seen: (inout SeenBytes) -> Void
  ) throws -> Int {
    let count = buffer.count
    let offset = place.offset + Int64(count)
    let wanted = Int(min(Int64(Self.readSize), end - offset))
    guard wanted > 0 else { return 0 }
    let filled = try buffer.append(upTo: wanted) { try reader.read(into: $0, at: offset) }
    var bytes = SeenBytes(
      buffer: buffer.bytes, range: count..<count + filled, offset: offset, search: search)
    search = nil
    seen(&bytes)
    search = bytes.search
    return filled
  }

  private mutating func yield(
    _ length: Int, isUnterminated: Bool, _ body: (Chunk, DocumentPlace) throws -> Void
  ) throws {
    let bytes = buffer.bytes
    // A byte order mark is no part of the first line.
    let isMarked = place.offset == 0 && bytes[..<length].starts(with: [0xEF, 0xBB, 0xBF])
    let mark = isMarked ? 3 : 0
    let text = UnsafeRawBufferPointer(rebasing: bytes[mark..<length])
    var chunk = Chunk(
      bytes: text, offset: place.offset + Int64(mark), line: place.line,
      isUnterminated: isUnterminated)
    place.line += text.newlines(in: 0..<text.count)
    place.offset += Int64(length)
    if !isMarked, search != nil {
      search?.search(bytes, to: length)
      try search?.withPlaces(before: length) { places in
        chunk.places = places
        try body(chunk, place)
      }
    } else {
      try body(chunk, place)
    }
    drop(length)
  }

  private mutating func drop(_ length: Int) {
    buffer.drop(length)
    search?.drop(length, leaving: buffer.count)
  }

  /// Passes over a part of a line that is too long, so that the caller may stop within it; at its
  /// end, yields its two ends as one line, or nothing of it.
  private mutating func pass(
    _ line: LongLine, _ reader: borrowing DocumentReader,
    seen: (inout SeenBytes) -> Void, _ body: (Chunk, DocumentPlace) throws -> Void
  ) throws -> Bool {
    var newline = longLine == nil ? endOfLine(from: 0) : nil
    longLine = line
    if newline == nil {
      skip(line)
      let count = buffer.count
      let isMore = try fill(reader, seen: seen) > 0
      newline = endOfLine(from: count)
      if isMore, newline == nil { return true }
    }
    // Of a line that may go on the start is still to be told.
    if newline != nil { longLine = nil }
    let length = newline.map { $0 + 1 } ?? buffer.count
    let kept = keepsEnds ? line.head + [0x20] + buffer.bytes[..<length].suffix(Self.keptLength) : []
    drop(length)
    place.offset += Int64(length)
    place.line += newline == nil ? 0 : 1
    try kept.withUnsafeBytes {
      let chunk = Chunk(
        bytes: $0, offset: line.start.offset, line: line.start.line,
        isUnterminated: newline == nil)
      try body(chunk, place)
    }
    return newline != nil
  }

  /// Drops all but the end of what was read, and goes on where an earlier scan was left.
  private mutating func skip(_ line: LongLine) {
    let dropped = max(0, buffer.count - Self.keptLength)
    place.offset += Int64(dropped)
    drop(dropped)
    guard let known, known.start == line.start.offset else { return }
    let target = min(known.end, end) - Int64(Self.keptLength)
    guard target > place.offset + Int64(buffer.count) else { return }
    place.offset = target
    buffer.drop(buffer.count)
    search?.restart()
  }

  /// The first newline of the buffer at or after `start`.
  private func endOfLine(from start: Int) -> Int? {
    let found = buffer.bytes.endOfLine(from: start)
    return found < buffer.count ? found : nil
  }
}
