#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is written from its beginning.
struct OutputFile: ~Copyable {
  private let descriptor: Int32
  private(set) var written = 0

  init(_ path: String) throws(WriteFailure) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw WriteFailure(path: path, code: errno) }
  }

  deinit { close(descriptor) }

  /// Writes all of `text`, and empties it.
  mutating func take(_ text: inout Text) throws(WriteFailure) {
    var rest = text.bytes
    while rest.count > 0 {
      let count = write(descriptor, rest.baseAddress, rest.count)
      guard count >= 0 else { throw WriteFailure(path: "the output", code: errno) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    written += text.count
    text.cut(to: 0)
  }
}

struct WriteFailure: Error, CustomStringConvertible {
  let path: String
  let code: Int32
  var description: String { "\(path): \(String(cString: strerror(code)))" }
}
