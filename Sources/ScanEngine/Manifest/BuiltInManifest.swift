internal import CDefaultManifest
internal import Synchronization

/// The repository's own scanners.yaml, compiled into the binary, of which no more is read than is
/// asked for: most runs find nothing new, and need no rules.
package final class BuiltInManifest: Sendable {
  private let whole = Mutex<Manifest?>(nil)

  package init() {}

  /// How messages name it.
  package static let file = "built-in scanners.yaml"

  /// The bytes of the file.
  package static var text: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: scan_default_manifest(), count: scan_default_manifest_length())
  }

  /// SHA-256 of the file's bytes, 64 hex digits.
  package static let digest: String = {
    var hash = SHA256()
    hash.update(UnsafeRawBufferPointer(text))
    return hash.hexDigest()
  }()

  /// All of it.
  ///
  /// That it has no mistakes is what `scanctl check` and the tests are for.
  package var manifest: Manifest {
    whole.withLock { whole in
      if let whole { return whole }
      let (loaded, mistakes) = Manifest.builtIn(file: Self.file)
      guard let loaded, mistakes.isEmpty else {
        preconditionFailure("the built-in manifest has mistakes")
      }
      whole = loaded
      return loaded
    }
  }

  /// All but the rules, which stand last in the file.
  package var withoutRules: Manifest? {
    let bytes = UnsafeRawBufferPointer(Self.text)
    guard let rules = Self.start(ofRulesIn: bytes) else { return nil }
    let (manifest, mistakes) = ManifestLoader.load(
      Array(bytes[..<rules]), file: Self.file, builtInRuleSets: [])
    return mistakes.isEmpty ? manifest : nil
  }

  /// The names of the rule sets: the keys on the first level below `rules`.
  package var ruleSetNames: Set<String> {
    let bytes = UnsafeRawBufferPointer(Self.text)
    guard let rules = Self.start(ofRulesIn: bytes) else { return [] }
    let lines = bytes[rules...].split(separator: 0x0A)
    return Set(
      lines.compactMap { line in
        guard line.count > 3, line.starts(with: [0x20, 0x20]), line.last == 0x3A else { return nil }
        let name = line.dropFirst(2).dropLast()
        guard name.first != 0x20, name.first != 0x23 else { return nil }
        return String(decoding: name, as: UTF8.self)
      })
  }

  private static func start(ofRulesIn text: UnsafeRawBufferPointer) -> Int? {
    let key = Array("rules:".utf8)
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      if text[start..<end].elementsEqual(key) { return start }
      start = end + 1
    }
    return nil
  }
}
