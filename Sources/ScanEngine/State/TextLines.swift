#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The lines of a file that may be too large to be held.
///
/// The file stays its owner's.
struct TextLines: ~Copyable {
  /// The place of the first byte of the next line.
  private(set) var offset: Int64
  private let file: Int32
  private let buffer: UnsafeMutableRawBufferPointer
  private var position = 0
  private var filled = 0

  /// A longer line is none, in bytes.
  static let lineLimit = 256 * 1_024

  /// - `offset`: The first byte of a line.
  init(of file: Int32, from offset: Int64) {
    self.file = file
    self.offset = offset
    buffer = .allocate(byteCount: Self.lineLimit, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// The next line without its newline, valid until the next call; nil at the end, where the rest
  /// has no newline, where a line is too long and where the file can't be read.
  mutating func next() -> UnsafeRawBufferPointer? {
    var searched = 0
    while true {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[position..<filled])
      if let start = rest.baseAddress,
        let newline = memchr(start + searched, 0x0A, rest.count - searched)
      {
        let length = start.distance(to: UnsafeRawPointer(newline))
        position += length + 1
        offset += Int64(length) + 1
        return UnsafeRawBufferPointer(rebasing: rest[..<length])
      }
      searched = rest.count
      guard fill() else { return nil }
    }
  }

  /// Whether nothing follows; to be asked when there is no next line.
  var isAtEnd: Bool { position == filled && filled < buffer.count }

  /// Reads on behind what is left; false where nothing more fits or comes.
  private mutating func fill() -> Bool {
    let left = filled - position
    if position > 0, let start = buffer.baseAddress {
      memmove(start, start + position, left)
      (position, filled) = (0, left)
    }
    guard filled < buffer.count, let start = buffer.baseAddress else { return false }
    while true {
      let count = pread(file, start + filled, buffer.count - filled, off_t(offset) + off_t(left))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      filled += count
      return true
    }
  }
}
