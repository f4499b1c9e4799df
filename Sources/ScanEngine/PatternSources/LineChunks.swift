/// A place in a document between two lines.
package struct DocumentPlace: Hashable {
  /// The byte that the line starts at.
  package fileprivate(set) var offset: Int64
  /// Counted from 1.
  package fileprivate(set) var line: Int
}

/// Reads a document in chunks of whole lines, in one buffer.
package struct LineChunks: ~Copyable {
  /// Bytes that are read at once.
  private static let readSize = 256 * 1_024
  /// A slice is appended at once, also in a debug build; a sequence, byte by byte.
  private static let zeros = [UInt8](repeating: 0, count: readSize)
  /// Longer lines of text are cut: of these only the first and last ``keptLength`` bytes are kept.
  package static let textLineLimit = 1_024 * 1_024
  /// Longer lines of JSON are passed over, for a part of one is no JSON.
  package static let recordLimit = 4 * 1_024 * 1_024
  package static let keptLength = 256 * 1_024

  private let lineLimit: Int
  private let keepsEnds: Bool
  /// The byte at which reading stops, however the file grows.
  private let end: Int64
  private var buffer: [UInt8] = []
  /// The place of the buffer's first byte.
  private var place: DocumentPlace
  /// Lines of which something was left out, so far.
  package private(set) var longLines = 0
  /// The line that is too long and of which no end was seen yet.
  private var longLine: LongLine?
  /// Where reading was left in the midst of such a line.
  private let known: PassedLine?

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
  package init(
    from offset: Int64, line: Int, to end: Int64, keepsEnds: Bool, known: PassedLine? = nil
  ) {
    self.known = known
    place = DocumentPlace(offset: offset, line: line)
    self.end = end
    self.keepsEnds = keepsEnds
    lineLimit = keepsEnds ? Self.textLineLimit : Self.recordLimit
  }

  /// Reads the next chunk and hands it to `body`; false at the end.
  ///
  /// - `seen`: Is called with all bytes that were read and the offset of the first, once each.
  /// - `body`: Takes whole lines, and the place after them; only the document's very last may be
  ///   unterminated, and then comes alone. Of a line that was left out there are no bytes.
  package mutating func next(
    of reader: borrowing DocumentReader, seen: (UnsafeRawBufferPointer, Int64) -> Void,
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
        let head = keepsEnds ? Array(buffer.prefix(Self.keptLength)) : []
        return try pass(LongLine(start: place, head: head), reader, seen: seen, body)
      }
      if first != nil, let last = buffer.lastIndex(of: 0x0A) {
        try yield(last + 1, isUnterminated: false, body)
        return true
      }
      if filled < Self.readSize {
        guard !buffer.isEmpty else { return false }
        try yield(buffer.count, isUnterminated: true, body)
        return true
      }
    }
  }

  /// Appends up to ``readSize`` bytes of the document to the buffer; fewer are its last.
  private mutating func fill(
    _ reader: borrowing DocumentReader, seen: (UnsafeRawBufferPointer, Int64) -> Void
  ) throws -> Int {
    let count = buffer.count
    let offset = place.offset + Int64(count)
    let wanted = Int(min(Int64(Self.readSize), end - offset))
    guard wanted > 0 else { return 0 }
    buffer.append(contentsOf: Self.zeros[..<wanted])
    let filled = try buffer.withUnsafeMutableBytes { bytes in
      let target = UnsafeMutableRawBufferPointer(rebasing: bytes[count...])
      let filled = try reader.read(into: target, at: offset)
      seen(UnsafeRawBufferPointer(rebasing: target[..<filled]), offset)
      return filled
    }
    buffer.removeLast(wanted - filled)
    return filled
  }

  private mutating func yield(
    _ length: Int, isUnterminated: Bool, _ body: (Chunk, DocumentPlace) throws -> Void
  ) throws {
    try buffer.withUnsafeBytes { bytes in
      // A byte order mark is no part of the first line.
      let isMarked = place.offset == 0 && bytes[..<length].starts(with: [0xEF, 0xBB, 0xBF])
      let mark = isMarked ? 3 : 0
      let text = UnsafeRawBufferPointer(rebasing: bytes[mark..<length])
      let chunk = Chunk(
        bytes: text, offset: place.offset + Int64(mark), line: place.line,
        isUnterminated: isUnterminated)
      place.line += text.newlines(in: 0..<text.count)
      place.offset += Int64(length)
      try body(chunk, place)
    }
    buffer.removeFirst(length)
  }

  /// Passes over a part of a line that is too long, so that the caller may stop within it; at its
  /// end, yields its two ends as one line, or nothing of it.
  private mutating func pass(
    _ line: LongLine, _ reader: borrowing DocumentReader,
    seen: (UnsafeRawBufferPointer, Int64) -> Void, _ body: (Chunk, DocumentPlace) throws -> Void
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
    let kept = keepsEnds ? line.head + [0x20] + buffer[..<length].suffix(Self.keptLength) : []
    buffer.removeFirst(length)
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
    buffer.removeFirst(dropped)
    guard let known, known.start == line.start.offset else { return }
    let target = min(known.end, end) - Int64(Self.keptLength)
    guard target > place.offset + Int64(buffer.count) else { return }
    place.offset = target
    buffer.removeAll(keepingCapacity: true)
  }

  /// The first newline of the buffer at or after `start`.
  private func endOfLine(from start: Int) -> Int? {
    buffer.withUnsafeBytes { bytes in
      let found = bytes.endOfLine(from: start)
      return found < bytes.count ? found : nil
    }
  }
}
