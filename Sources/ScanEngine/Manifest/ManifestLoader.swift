/// Reads manifests: YAML in, a plain value and all mistakes of shape out.
package enum ManifestLoader {
  /// Reads as much of a manifest as can be read.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - file: How messages name the file.
  ///   - builtInRuleSets: The names that `rules` may use beside the manifest's own.
  /// - Returns: The manifest, nil where the file is not YAML or no mapping, and what is wrong with
  ///   it. Where there are mistakes, the manifest lacks the rules, sources and entries that could
  ///   not be read; it is for finding further mistakes in the rest, not for scanning.
  package static func load(
    _ bytes: [UInt8], file: String, builtInRuleSets: Set<String>
  ) -> (manifest: Manifest?, mistakes: [ManifestMistake]) {
    do {
      let root = try YAMLComposer.compose(bytes, file: file)
      var reader = ManifestReader(file: file, builtInRuleSets: builtInRuleSets)
      let manifest = reader.manifest(root, digest: SHA256.hex(SHA256.digest(of: bytes)))
      return (manifest, reader.mistakes)
    } catch {
      return (nil, [error])
    }
  }
}

extension Manifest {
  /// Reads a manifest's text.
  ///
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: How messages name the file.
  ///   - builtInRuleSets: The names that `rules` may use beside the manifest's own.
  /// - Returns: A manifest without a mistake of shape.
  /// - Throws: All mistakes of shape at once. That regexes compile and examples match is found out
  ///   when the manifest is compiled.
  public static func load(
    _ text: String, file: String, builtInRuleSets: Set<String> = []
  ) throws(ManifestError) -> Manifest {
    try load(Array(text.utf8), file: file, builtInRuleSets: builtInRuleSets)
  }

  /// Reads a manifest's bytes, which need not be UTF-8.
  public static func load(
    _ bytes: [UInt8], file: String, builtInRuleSets: Set<String> = []
  ) throws(ManifestError) -> Manifest {
    let (manifest, mistakes) = ManifestLoader.load(
      bytes, file: file, builtInRuleSets: builtInRuleSets)
    if let error = ManifestError(mistakes) { throw error }
    guard let manifest else { preconditionFailure("no manifest and no mistake") }
    return manifest
  }
}
