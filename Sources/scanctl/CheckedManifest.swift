import ArgumentParser
import ScanEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Remembers that a manifest's regexes and examples have been tried, so that only a manifest that
/// has changed costs the time again.
///
/// The note lies in the user's cache folder, a file for each project: whatever a repository ships,
/// its own examples are tried here once. It holds a digest of the manifest, the built-in rules and
/// the version of scanctl. One that is missing or damaged costs another try.
struct CheckedManifest {
  /// Whether a command may write.
  enum Use { case reading, keeping }

  /// Absolute; nil where the user has no cache folder, or it is the project's.
  private let folder: String?
  private let name: String
  private let digest: [UInt8]

  init(_ manifest: [UInt8], root: String, environment: [String: String]) {
    folder = Self.folder(environment).flatMap { Self.isBelow(root, $0) ? nil : $0 }
    name = SHA256.hex(SHA256.digest(of: Array(root.utf8)))
    var hash = SHA256()
    hash.update(Array("\(Scanctl.version) \(BuiltInManifest.digest) ".utf8))
    hash.update(manifest)
    digest = Array((hash.hexDigest() + "\n").utf8)
  }

  /// `~/.cache/scanctl/manifests`, or where the system has such.
  private static func folder(_ environment: [String: String]) -> String? {
    func absolute(_ key: String) -> String? {
      environment[key].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    #if canImport(Darwin)
      let standard = absolute("HOME").map { "\($0)/Library/Caches" }
    #else
      let standard = absolute("HOME").map { "\($0)/.cache" }
    #endif
    return (absolute("XDG_CACHE_HOME") ?? standard).map { "\($0)/scanctl/manifests" }
  }

  /// Whether a folder, or the nearest one above it that is there, lies in the project.
  private static func isBelow(_ root: String, _ folder: String) -> Bool {
    var path = folder
    while true {
      if let resolved = Project.resolved(path) {
        return root == "/" || resolved == root || resolved.hasPrefix(root + "/")
      }
      guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return true }
      path = String(path[..<slash])
    }
  }

  /// Whether just this manifest was found right before.
  var isKnown: Bool {
    guard let folder else { return false }
    let file = open("\(folder)/\(name)", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var status = stat()
    // What somebody else has put there says nothing.
    guard fstat(file, &status) == 0, status.st_uid == geteuid() else { return false }
    var bytes = [UInt8](repeating: 0, count: digest.count + 1)
    let count = read(file, &bytes, bytes.count)
    return count == digest.count && bytes.starts(with: digest)
  }

  /// Notes that it is right; where that can't be written it is tried again next time.
  func note() {
    guard let folder else { return }
    Self.make(folder)
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let file = open("\(folder)/\(name)", flags, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    _ = write(file, digest, digest.count)
  }

  /// Makes the folder and those above it, for their owner only.
  private static func make(_ folder: String) {
    var path = ""
    for name in folder.split(separator: "/") {
      path += "/\(name)"
      mkdir(path, 0o700)
    }
  }
}
