import ArgumentParser
import ScanEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Remembers that a manifest's regexes and examples have been tried, so that only a manifest that
/// has changed costs the time again: `.orchestrator/manifest_checked`.
///
/// The file holds a digest of the manifest, the built-in rules and the version of scanctl. One that
/// is missing or damaged costs another try.
struct CheckedManifest {
  /// Whether a command may write into the project.
  enum Use { case reading, keeping }

  private let path: String
  private let folder: String
  private let digest: [UInt8]

  init(_ manifest: [UInt8], root: String) {
    folder = "\(root)/.orchestrator"
    path = "\(folder)/manifest_checked"
    var hash = SHA256()
    hash.update(Array("\(Scanctl.configuration.version) \(BuiltInManifest.digest) ".utf8))
    hash.update(manifest)
    digest = Array((hash.hexDigest() + "\n").utf8)
  }

  /// Whether just this manifest was found right before.
  var isKnown: Bool {
    guard hasFolder else { return false }
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: digest.count + 1)
    let count = read(file, &bytes, bytes.count)
    return count == digest.count && bytes.starts(with: digest)
  }

  /// Whether the project's own folder is there, and is no link to elsewhere.
  private var hasFolder: Bool {
    var status = stat()
    return lstat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Notes that it is right; where that can't be written it is tried again next time.
  func note() {
    guard hasFolder else { return }
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    _ = write(file, digest, digest.count)
  }
}
