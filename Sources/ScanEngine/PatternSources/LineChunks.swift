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
  /// The offset in the document of the buffer's first byte.
  private var start: Int64
  private var line: Int
  /// Lines of which something was left out, so far.
  package private(set) var longLines = 0

  /// - Parameters:
  ///   - offset: The first byte of line `line`.
  ///   - end: The byte at which reading stops.
  ///   - keepsEnds: Whether the ends of a line that is too long are kept, or none of it.
  package init(from offset: Int64, line: Int, to end: Int64, keepsEnds: Bool) {
    start = offset
    self.line = line
    self.end = end
    self.keepsEnds = keepsEnds
    lineLimit = keepsEnds ? Self.textLineLimit : Self.recordLimit
  }

  /// Reads the next chunk and hands it to `body`; false at the end.
  ///
  /// - Parameters:
  ///   - seen: Is called with all bytes that were read and the offset of the first, once each.
  ///   - body: Takes whole lines; only the document's very last may be unterminated, and then
  ///     comes alone.
  package mutating func next(
    of reader: borrowing DocumentReader, seen: (UnsafeRawBufferPointer, Int64) -> Void,
    body: (Chunk) throws -> Void
  ) throws -> Bool {
    while true {
      let readFrom = start + Int64(buffer.count)
      let wanted = Int(min(Int64(Self.readSize), end - readFrom))
      let isAtEnd = try fill(reader, wanted, seen: seen) < Self.readSize || wanted < Self.readSize
      if let last = buffer.lastIndex(of: 0x0A) {
        try yield(last + 1, isUnterminated: false, body)
        return true
      }
      if isAtEnd {
        guard !buffer.isEmpty else { return false }
        try yield(buffer.count, isUnterminated: true, body)
        return true
      }
      if buffer.count > lineLimit { return try passLongLine(reader, seen: seen, body) }
    }
  }

  /// Appends up to `wanted` bytes of the document to the buffer.
  private mutating func fill(
    _ reader: borrowing DocumentReader, _ wanted: Int, seen: (UnsafeRawBufferPointer, Int64) -> Void
  ) throws -> Int {
    guard wanted > 0 else { return 0 }
    let count = buffer.count
    let offset = start + Int64(count)
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
    _ length: Int, isUnterminated: Bool, _ body: (Chunk) throws -> Void
  ) throws {
    try buffer.withUnsafeBytes { bytes in
      let text = UnsafeRawBufferPointer(rebasing: bytes[..<length])
      try body(Chunk(bytes: text, offset: start, line: line, isUnterminated: isUnterminated))
      line += text.newlines(in: 0..<length)
    }
    start += Int64(length)
    buffer.removeFirst(length)
  }

  /// Yields the two ends of a line that is too long as one line, or nothing of it.
  private mutating func passLongLine(
    _ reader: borrowing DocumentReader, seen: (UnsafeRawBufferPointer, Int64) -> Void,
    _ body: (Chunk) throws -> Void
  ) throws -> Bool {
    longLines += 1
    let lineStart = start
    let head = Array(buffer.prefix(Self.keptLength))
    var isUnterminated = true
    while isUnterminated {
      let dropped = max(0, buffer.count - Self.keptLength)
      start += Int64(dropped)
      buffer.removeFirst(dropped)
      let count = buffer.count
      let wanted = Int(min(Int64(Self.readSize), end - start - Int64(count)))
      guard try fill(reader, wanted, seen: seen) > 0 else { break }
      isUnterminated = !buffer[count...].contains(0x0A)
    }
    let length = buffer.firstIndex(of: 0x0A).map { $0 + 1 } ?? buffer.count
    let kept = keepsEnds ? head + [0x20] + buffer[..<length].suffix(Self.keptLength) : []
    if !kept.isEmpty {
      try kept.withUnsafeBytes {
        try body(Chunk(bytes: $0, offset: lineStart, line: line, isUnterminated: isUnterminated))
      }
    }
    start += Int64(length)
    buffer.removeFirst(length)
    line += isUnterminated ? 0 : 1
    return true
  }
}
