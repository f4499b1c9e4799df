#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that can be made again: it is never waited for, and where it can't be read or written
/// nothing is lost.
struct PrivateFile {
  /// Absolute.
  let path: String

  /// Whom a file is read from.
  enum Trust { case anybody, ownerAlone }

  /// The file's bytes; nil where there is none, it is no plain file or too large (`limit` in bytes),
  /// or others could have written it than those who are trusted.
  func bytes(limit: Int, from trust: Trust = .anybody) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit
    else { return nil }
    let isOwn = status.st_uid == geteuid() && status.st_mode & (S_IWGRP | S_IWOTH) == 0
    guard isOwn || trust == .anybody else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let got = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    return got == bytes.count ? bytes : nil
  }

  /// Writes the bytes, whole or not at all.
  func replace(with bytes: [UInt8]) {
    let temporary = "\(path).\(getpid()).tmp"
    // Left over by a process of the same number that was killed.
    unlink(temporary)
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    let written = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    close(file)
    if written != bytes.count || rename(temporary, path) != 0 { unlink(temporary) }
  }
}
