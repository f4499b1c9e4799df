/// Gives an error its fingerprint: a pure function of the error and the manifest's lists.
///
/// The canonical form that is hashed, with SHA-256, is five fields, each as its length in bytes
/// (eight bytes, big-endian) and its bytes:
///
/// 1. `scanctl fingerprint` and ``normalFormVersion`` in decimal, with a space between;
/// 2. the digest of the manifest's `scrub` and `normalize` lists, empty where both are;
/// 3. the error's type, without white space around it;
/// 4. the normal form of its message;
/// 5. its frame without folders, empty where there is none.
///
/// Lengths in front keep `("a", "bc")` and `("ab", "c")` apart, whatever bytes the fields hold.
package struct Fingerprinter: Sendable {
  /// Rises whenever normal forms or the canonical form change: then all fingerprints do.
  package static let normalFormVersion = 3

  /// Made when the first message is normalised: most runs find none.
  private static let normalizer = MessageNormalizer()
  private let replacements: ReplacementList
  /// SHA-256 of the manifest's lists; empty where both are.
  let listsDigest: [UInt8]
  /// Fields 1 and 2, hashed once.
  private let prefix: SHA256

  /// A fingerprint and the normal form that it was made of.
  package struct Outcome: Hashable, Sendable {
    package let fingerprint: Fingerprint
    /// As the messages that share the fingerprint have it.
    package let normalForm: [UInt8]
    /// The `normalize` entries, counted from 0, that were too expensive for the message.
    package let exceeded: [Int]
  }

  /// - Throws: The mistake of a `normalize` pattern; a manifest that was compiled has none.
  package init(
    scrub: [Replacement] = [], normalize: [Replacement] = []
  ) throws(CompiledPattern.SyntaxError) {
    self.init(
      replacements: try ReplacementList(normalize),
      listsDigest: Self.digest(scrub: scrub, normalize: normalize))
  }

  /// The fingerprinter of a manifest without lists.
  package static let builtIn = Fingerprinter(replacements: .none, listsDigest: [])

  private init(replacements: ReplacementList, listsDigest: [UInt8]) {
    self.replacements = replacements
    self.listsDigest = listsDigest
    var hash = SHA256()
    Self.add(Array("scanctl fingerprint \(Self.normalFormVersion)".utf8), to: &hash)
    Self.add(listsDigest, to: &hash)
    prefix = hash
  }

  /// The fingerprint of one error.
  ///
  /// - Parameters:
  ///   - type: The error's type; its module belongs to it.
  ///   - message: The message, scrubbed; invalid UTF-8 is taken as it is.
  ///   - frame: `file:function` of the innermost frame of the user's own code, or the file alone.
  ///   - scratch: What the `normalize` patterns match with.
  /// - Returns: The fingerprint and what it was made of.
  package func fingerprint(
    type: String, message: [UInt8], frame: String? = nil, scratch: inout MatchScratch
  ) -> Outcome {
    let (text, exceeded) = replaced(message, scratch: &scratch)
    let normalForm = Self.normalizer.normalize(text)
    let fingerprint = normalForm.withUnsafeBytes { self.fingerprint(type, $0, frame: frame) }
    return Outcome(fingerprint: fingerprint, normalForm: normalForm, exceeded: exceeded)
  }

  /// Both fingerprints of an error whose texts are scrubbed; its message is normalised once.
  ///
  /// - `type`: The error's type; its module belongs to it.
  /// - `frame`: `file:function` of the innermost frame of the user's own code, or the file alone.
  ///
  /// Returns the fingerprint of the error, and that of what is wrong, wherever it happened; see
  /// ``ErrorEvent/problem``.
  package func fingerprints(
    type: String, message: String, frame: String?
  ) -> (error: Fingerprint, problem: Fingerprint) {
    let name = type.split { $0 == "." || $0 == ":" || $0 == "\\" }.last.map(String.init) ?? type
    var copy = message
    return copy.withUTF8 { bytes in
      withNormalForm(of: bytes) { normalForm in
        (
          fingerprint(type, normalForm, frame: frame), fingerprint(name, normalForm, frame: nil)
        )
      }
    }
  }

  /// The fingerprint of an error whose texts are scrubbed, as UTF-8.
  func fingerprint(
    type: UnsafeRawBufferPointer, message: UnsafeRawBufferPointer, frame: UnsafeRawBufferPointer?
  ) -> Fingerprint {
    withNormalForm(of: message.bindMemory(to: UInt8.self)) { fingerprint(type, $0, frame) }
  }

  /// The fingerprint of an error without a frame.
  package func fingerprint(type: String, scrubbed message: UnsafeRawBufferPointer) -> Fingerprint {
    withNormalForm(of: message.bindMemory(to: UInt8.self)) { fingerprint(type, $0, frame: nil) }
  }

  /// Without entries of `normalize` there is nothing to match with.
  private func withNormalForm<Result>(
    of message: UnsafeBufferPointer<UInt8>, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    guard !replacements.isEmpty else {
      return Self.normalizer.withNormalForm(of: UnsafeRawBufferPointer(message), body)
    }
    guard var scratch = MatchScratch() else { preconditionFailure("out of memory") }
    let (text, _) = replaced(Array(message), scratch: &scratch)
    return text.withUnsafeBytes { Self.normalizer.withNormalForm(of: $0, body) }
  }

  private func replaced(
    _ message: [UInt8], scratch: inout MatchScratch
  ) -> (text: [UInt8], exceeded: [Int]) {
    guard !replacements.isEmpty else { return (message, []) }
    var text = message
    guard case .exceeded(let found) = replacements.apply(to: &text, scratch: &scratch) else {
      return (text, [])
    }
    return (text, found)
  }

  private func fingerprint(
    _ type: String, _ normalForm: UnsafeRawBufferPointer, frame: String?
  ) -> Fingerprint {
    var type = type
    return type.withUTF8 { type in
      guard var frame else { return fingerprint(UnsafeRawBufferPointer(type), normalForm, nil) }
      return frame.withUTF8 {
        fingerprint(UnsafeRawBufferPointer(type), normalForm, UnsafeRawBufferPointer($0))
      }
    }
  }

  private func fingerprint(
    _ type: UnsafeRawBufferPointer, _ normalForm: UnsafeRawBufferPointer,
    _ frame: UnsafeRawBufferPointer?
  ) -> Fingerprint {
    var hash = prefix
    Self.add(Self.trimmed(type), to: &hash)
    Self.add(normalForm, to: &hash)
    Self.add(
      frame.map(Self.withoutFolders) ?? UnsafeRawBufferPointer(start: nil, count: 0), to: &hash)
    return Fingerprint(words: hash.digestWords())
  }

  private static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
    let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
    return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }

  /// Cuts the folders off the path in `file:function`.
  ///
  /// The function may have slashes too (`main.go:acme/web.run`), so only what stands before the
  /// first colon is cut. A drive's colon (`C:\a.py:f`) is none.
  private static func withoutFolders(
    _ frame: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    func isSeparator(_ byte: UInt8) -> Bool { byte == 0x2F || byte == 0x5C }
    let isDrive = frame.count > 2 && frame[1] == 0x3A && isSeparator(frame[2])
    let colon = frame.dropFirst(isDrive ? 2 : 0).firstIndex(of: 0x3A) ?? frame.endIndex
    let name = frame[..<colon].lastIndex(where: isSeparator).map { $0 + 1 } ?? 0
    return UnsafeRawBufferPointer(rebasing: frame[name...])
  }

  private static func digest(scrub: [Replacement], normalize: [Replacement]) -> [UInt8] {
    guard !scrub.isEmpty || !normalize.isEmpty else { return [] }
    var hash = SHA256()
    for (name, list) in [("scrub", scrub), ("normalize", normalize)] {
      add(Array("\(name) \(list.count)".utf8), to: &hash)
      for item in list {
        add(Array(item.pattern.value.utf8), to: &hash)
        add(Array(item.replace.value.utf8), to: &hash)
      }
    }
    return hash.digest()
  }

  private static func add(_ field: [UInt8], to hash: inout SHA256) {
    field.withUnsafeBytes { add($0, to: &hash) }
  }

  private static func add(_ field: UnsafeRawBufferPointer, to hash: inout SHA256) {
    let length = UInt64(field.count).bigEndian
    withUnsafeBytes(of: length) { hash.update($0) }
    hash.update(field)
  }
}
