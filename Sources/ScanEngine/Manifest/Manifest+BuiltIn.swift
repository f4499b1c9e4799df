internal import CDefaultManifest

extension Manifest {
  /// The repository's own scanners.yaml, compiled into the binary.
  ///
  /// - Parameter file: How messages name it.
  package static func builtIn(file: String = "built-in scanners.yaml") -> (
    manifest: Manifest?, mistakes: [ManifestMistake]
  ) {
    ManifestLoader.load(builtInText, file: file, builtInRuleSets: [])
  }

  /// The bytes of the built-in manifest.
  package static var builtInText: [UInt8] {
    Array(
      UnsafeBufferPointer(start: scan_default_manifest(), count: scan_default_manifest_length()))
  }
}
