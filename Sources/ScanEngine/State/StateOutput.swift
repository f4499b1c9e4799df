#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bytes on their way into a file, or kept in memory, in pieces.
///
/// A failure is kept and told at the end, so that those who write needn't look.
struct StateOutput {
  /// What was added last.
  private var piece: [UInt8] = []
  /// What came before, where it is kept.
  private var pieces: [[UInt8]] = []
  private(set) var failure: SystemError?
  private let file: Int32?
  private var lengthBefore: Int64 = 0

  /// So many bytes are written at once.
  private static let pieceLength = 256 * 1_024

  /// - `file`: An open file; nil keeps all in memory.
  init(to file: Int32? = nil) {
    self.file = file
    if file != nil { piece.reserveCapacity(Self.pieceLength + 4_096) }
  }

  /// Bytes that were added so far.
  var length: Int64 { lengthBefore + Int64(piece.count) }

  /// What is kept in memory.
  var bytes: [UInt8] { pieces.joined() + piece }

  mutating func add(_ byte: UInt8) { piece.append(byte) }

  mutating func add(_ text: StaticString) {
    add(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    piece.append(contentsOf: bytes)
    if piece.count >= Self.pieceLength { flush() }
  }

  /// Adds bytes of a file.
  mutating func add(_ range: Range<Int64>, of source: Int32) {
    flush()
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Self.pieceLength, alignment: 16)
    defer { buffer.deallocate() }
    var position = range.lowerBound
    while failure == nil, position < range.upperBound {
      let left = Int(min(Int64(buffer.count), range.upperBound - position))
      let count = pread(source, buffer.baseAddress, left, off_t(position))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        failure = SystemError(count < 0 ? errno : EIO)
        return
      }
      write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      position += Int64(count)
    }
  }

  /// Adds bytes, those before having been flushed, without a copy where there is a file.
  private mutating func write(_ bytes: UnsafeRawBufferPointer) {
    guard let file else { return add(bytes) }
    lengthBefore += Int64(bytes.count)
    failure = Self.write(bytes, to: file)
  }

  /// Adds a string with its quotes.
  mutating func add(string: UnsafeRawBufferPointer) {
    StateString.add(string, to: &piece)
    if piece.count >= Self.pieceLength { flush() }
  }

  /// Adds what another one keeps in memory.
  mutating func add(_ other: StateOutput) {
    for piece in other.pieces + [other.piece] { piece.withUnsafeBytes { add($0) } }
  }

  /// Writes what was not written yet.
  mutating func flush() {
    lengthBefore += Int64(piece.count)
    guard let file else {
      pieces.append(piece)
      piece = []
      return
    }
    if failure == nil { failure = piece.withUnsafeBytes { Self.write($0, to: file) } }
    piece.removeAll(keepingCapacity: true)
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> SystemError? {
    var done = 0
    while done < bytes.count, let start = bytes.baseAddress {
      let count = systemWrite(file, start + done, bytes.count - done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return SystemError(count < 0 ? errno : ENOSPC) }
      done += count
    }
    return nil
  }
}

private func systemWrite(_ file: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  write(file, start, count)
}
