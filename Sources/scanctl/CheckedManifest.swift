import ScanEngine

/// Remembers that a manifest's regexes and examples have been tried, so that only a manifest that
/// has changed costs the time again.
///
/// The note lies in the user's cache, one for each project: whatever a repository ships, its own
/// examples are tried here once. It holds a digest of the manifest, the built-in rules and the
/// version of scanctl. One that is missing or damaged costs another try.
struct CheckedManifest {
  /// Whether a command may write.
  enum Use { case reading, keeping }

  private let cache: CacheFolder?
  private let name: String
  private let digest: [UInt8]

  /// - `cache`: nil where nothing can be remembered.
  init(_ manifest: [UInt8], root: String, cache: CacheFolder?) {
    self.cache = cache
    name = "manifest-" + SHA256.hex(SHA256.digest(of: Array(root.utf8)))
    var hash = SHA256()
    hash.update(Array("\(Scanctl.version) \(BuiltInManifest.digest) ".utf8))
    hash.update(manifest)
    digest = Array(hash.hexDigest().utf8)
  }

  /// Whether just this manifest was found right before.
  var isKnown: Bool { cache?.entry(name, limit: digest.count) == digest }

  /// Notes that it is right; where that can't be written it is tried again next time.
  func note() { cache?.keep(digest, as: name) }
}
