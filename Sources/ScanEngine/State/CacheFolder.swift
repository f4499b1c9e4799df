#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The user's folder for what can be made again: nothing in it is needed, or believed unchecked.
///
/// Each entry begins with the SHA-256 of its content. One that is damaged, or that others could
/// have written, counts as missing. Safe to use from many processes at once.
package struct CacheFolder: Hashable, Sendable {
  /// Absolute.
  package let path: String

  package init(path: String) { self.path = path }

  /// Where the user's programs keep such things: `$XDG_CACHE_HOME/scanctl`, else
  /// `~/.cache/scanctl`, on macOS `~/Library/Caches/scanctl`; nil without a home.
  package init?(environment: [String: String]) {
    if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
      path = base + "/scanctl"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      #if os(macOS)
        path = home + "/Library/Caches/scanctl"
      #else
        path = home + "/.cache/scanctl"
      #endif
    } else {
      return nil
    }
  }

  private static let digestLength = 32

  /// What was kept under a name; nil where there is nothing to be believed.
  ///
  /// - `limit`: Larger entries are none, in bytes.
  package func entry(_ name: String, limit: Int) -> [UInt8]? {
    let file = open("\(path)/\(name)", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_uid == geteuid(), status.st_mode & (S_IWGRP | S_IWOTH) == 0,
      status.st_size >= Self.digestLength, status.st_size <= limit + Self.digestLength
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let got = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    guard got == bytes.count else { return nil }
    let content = Array(bytes[Self.digestLength...])
    guard SHA256.digest(of: content).elementsEqual(bytes[..<Self.digestLength]) else { return nil }
    return content
  }

  /// Keeps bytes under a name; where that fails they are made again the next time.
  package func keep(_ content: [UInt8], as name: String) {
    guard makeFolder() else { return }
    let temporary = "\(path)/\(name).\(getpid()).tmp"
    unlink(temporary)
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    let bytes = SHA256.digest(of: content) + content
    let done = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    close(file)
    guard done == bytes.count, rename(temporary, "\(path)/\(name)") == 0 else {
      unlink(temporary)
      return
    }
  }

  /// Those above may be missing too, in a new home.
  private func makeFolder() -> Bool {
    var folder = ""
    for name in path.split(separator: "/") {
      folder += "/\(name)"
      mkdir(folder, 0o700)
    }
    return (try? FileKind(at: path)) == .folder
  }
}
