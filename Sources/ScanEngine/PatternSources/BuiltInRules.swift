internal import Synchronization

/// The rule sets of the built-in manifest, read when they are needed and once.
final class BuiltInRules: Sendable {
  private let known = Mutex<[RuleSet]?>(nil)
  private let read: @Sendable () -> [RuleSet]

  /// Those of a manifest that was read already.
  init(_ manifest: Manifest) {
    read = { manifest.ruleSets }
  }

  /// Those of the real one, as they were kept in the cache when it was read last.
  ///
  /// - `digest`: Of the manifest.
  init(_ builtIn: BuiltInManifest, digest: String, cache: CacheFolder?) {
    read = {
      let name = "rules-\(RuleArchive.version)-\(digest.prefix(32)).json"
      if let archive = cache?.entry(name, limit: RuleArchive.limit),
        let sets = RuleArchive.sets(archive, file: BuiltInManifest.file), !sets.isEmpty
      {
        return sets
      }
      let sets = builtIn.manifest.ruleSets
      cache?.keep(RuleArchive.archive(sets), as: name)
      return sets
    }
  }

  var sets: [RuleSet] {
    known.withLock { known in
      if let known { return known }
      let sets = read()
      known = sets
      return sets
    }
  }
}
