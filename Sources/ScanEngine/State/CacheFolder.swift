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
    guard
      let bytes = PrivateFile(path: "\(path)/\(name)").bytes(
        limit: limit + Self.digestLength, from: .ownerAlone),
      bytes.count >= Self.digestLength
    else { return nil }
    let content = Array(bytes[Self.digestLength...])
    guard SHA256.digest(of: content).elementsEqual(bytes[..<Self.digestLength]) else { return nil }
    return content
  }

  /// Keeps bytes under a name; where that fails they are made again the next time.
  package func keep(_ content: [UInt8], as name: String) {
    guard makeFolder() else { return }
    PrivateFile(path: "\(path)/\(name)").replace(with: SHA256.digest(of: content) + content)
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
