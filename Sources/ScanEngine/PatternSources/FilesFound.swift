/// The files of all sources, as a look at them found them; by the sources' names.
///
/// They may have changed since, so a scan looks again at those that are not as the store knows them.
package struct FilesFound: Sendable {
  private var sources: [String: Discovery.Result] = [:]
  /// What is left of each source without what is known; empty where nothing is.
  private var changed: [String: ChangedFiles] = [:]
  /// The store's changes when the other files were known (``PatternStore/changes(project:)``); nil where
  /// nothing is.
  private(set) var changesWhenKnown: Int64?

  /// Looks at the files of all sources, within the sources' own windows.
  package init(of sources: [any PatternSource], _ context: ScanContext) {
    for case let source as FileSource in sources {
      var result = source.look(context)
      result.keepDigests(processors: context.processors)
      self.sources[source.name] = result
    }
  }

  /// All files of a source, in the order of the bytes of the paths.
  subscript(source: String) -> Discovery.Result? {
    var found = sources[source]
    found?.sort()
    return found
  }

  /// What is left of a source's files without those that are known and unchanged; nil where none are
  /// known.
  func changed(_ source: String) -> ChangedFiles? { changed[source] }

  /// Brings the files of each source into order.
  mutating func sort() {
    // A view of the keys would keep the old files as well.
    for name in Array(sources.keys) { sources[name]?.sort() }
  }

  /// Leaves files out that are known and unchanged, of all sources or of none.
  ///
  /// - `changes`: The store's, when the files were known.
  mutating func leaveOut(_ known: [String: KnownFiles], changes: Int64) {
    var changed: [String: ChangedFiles] = [:]
    for (name, found) in sources {
      guard let known = known[name], let left = ChangedFiles(found, besides: known) else { return }
      changed[name] = left
    }
    self.changed = changed
    changesWhenKnown = changes
  }

  /// All files again.
  mutating func leaveNothingOut() {
    changed = [:]
    changesWhenKnown = nil
  }

  /// Stands for all of them.
  package var digest: FilesDigest {
    var digest = FilesDigest()
    for result in sources.values { digest.add(result.digest) }
    return digest
  }
}
