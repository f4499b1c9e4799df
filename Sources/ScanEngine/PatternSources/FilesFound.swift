/// The files of all sources, as a look at them found them; by the sources' names.
///
/// They may have changed since, so a scan looks again at those that are not as the store knows them.
package struct FilesFound: Sendable {
  private var sources: [String: Discovery.Result] = [:]

  /// Looks at the files of all sources, within the sources' own windows.
  package init(of sources: [any PatternSource], _ context: ScanContext) {
    for case let source as FileSource in sources {
      var result = source.look(context)
      result.keepDigest(processors: context.processors)
      self.sources[source.name] = result
    }
  }

  /// In the order of the bytes of the paths once they are sorted.
  subscript(source: String) -> Discovery.Result? { sources[source] }

  /// Brings the files of each source into order.
  mutating func sort() {
    // A view of the keys would keep the old files as well.
    for name in Array(sources.keys) { sources[name]?.sort() }
  }

  /// Stands for all of them.
  package var digest: FilesDigest {
    var digest = FilesDigest()
    for result in sources.values { digest.add(result.digest) }
    return digest
  }
}
