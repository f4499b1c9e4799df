#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A small file of the project's own that can be made again: it is never waited for, and where it
/// can't be read or written nothing is lost.
struct PrivateFile {
  /// Absolute.
  let path: String

  /// The file's text; nil where there is none, it is no plain file, or too large (`limit` in bytes).
  func text(limit: Int) -> String? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit
    else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      count = max(0, read(file, buffer.baseAddress, limit))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes the text, whole or not at all.
  func replace(with text: String) {
    let temporary = "\(path).\(getpid()).tmp"
    unlink(temporary)
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    let bytes = Array(text.utf8)
    let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    close(file)
    if written != bytes.count || rename(temporary, path) != 0 { unlink(temporary) }
  }
}
