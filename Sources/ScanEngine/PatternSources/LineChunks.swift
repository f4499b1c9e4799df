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

  /// - `offset`: The first byte of line `line`.
  /// - `end`: The byte at which reading stops.
  /// - `keepsEnds`: Whether the ends of a line that is too long are kept, or none of it.
  package init(from offset: Int64, line: Int, to end: Int64, keepsEnds: Bool) {
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
    // Up to here the buffer holds no newline.
    var searched = 0
    while true {
      let filled = try fill(reader, seen: seen)
      let first = buffer[searched...].firstIndex(of: 0x0A)
      searched = buffer.count
      // How much of a line was read at once must not decide whether it is cut.
      if (first ?? buffer.count) > lineLimit { return try passLongLine(reader, seen: seen, body) }
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
    buffer.append(contentsOf: repeatElement(0, count: wanted))
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

  /// Yields the two ends of a line that is too long as one line, or nothing of it.
  private mutating func passLongLine(
    _ reader: borrowing DocumentReader, seen: (UnsafeRawBufferPointer, Int64) -> Void,
    _ body: (Chunk, DocumentPlace) throws -> Void
  ) throws -> Bool {
    longLines += 1
    let lineStart = place
    let head = keepsEnds ? Array(buffer.prefix(Self.keptLength)) : []
    var newline = buffer.firstIndex(of: 0x0A)
    while newline == nil {
      let dropped = max(0, buffer.count - Self.keptLength)
      place.offset += Int64(dropped)
      buffer.removeFirst(dropped)
      let count = buffer.count
      guard try fill(reader, seen: seen) > 0 else { break }
      newline = buffer[count...].firstIndex(of: 0x0A)
    }
    let length = newline.map { $0 + 1 } ?? buffer.count
    let kept = keepsEnds ? head + [0x20] + buffer[..<length].suffix(Self.keptLength) : []
    buffer.removeFirst(length)
    place.offset += Int64(length)
    place.line += newline == nil ? 0 : 1
    try kept.withUnsafeBytes {
      let chunk = Chunk(
        bytes: $0, offset: lineStart.offset, line: lineStart.line, isUnterminated: newline == nil)
      try body(chunk, place)
    }
    return true
  }
}
