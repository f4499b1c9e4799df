extension Manifest {
  /// The repository's own scanners.yaml, compiled into the binary.
  ///
  /// - `file`: How messages name it.
  package static func builtIn(file: String = BuiltInManifest.file) -> (
    manifest: Manifest?, mistakes: [ManifestMistake]
  ) {
    ManifestLoader.load(builtInText, file: file, builtInRuleSets: [])
  }

  /// The bytes of the built-in manifest.
  package static var builtInText: [UInt8] {
    Array(BuiltInManifest.text)
  }
}
