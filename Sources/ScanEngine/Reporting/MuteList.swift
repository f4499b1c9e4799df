/// The patterns that a manifest doesn't want to hear of.
package struct MuteList {
  private let mutes: [Mute]
  private let patterns: [Int: CompiledPattern]
  /// Indexes of mutes that have matched something.
  private var used: Set<Int> = []

  /// - `now`: Mutes that ended before it don't count.
  package init(_ manifest: Manifest, now: Timestamp) {
    let today = Timestamp.dateText(day: now.day)
    mutes = manifest.mute.filter { $0.until.map { $0 >= today } ?? true }
    var patterns: [Int: CompiledPattern] = [:]
    for (index, mute) in mutes.enumerated() {
      if case .message(let pattern) = mute.subject {
        patterns[index] = try? CompiledPattern(pattern.value)
      }
    }
    self.patterns = patterns
  }

  package var isEmpty: Bool { mutes.isEmpty }

  /// Whether a mute covers the pattern.
  package mutating func covers(_ pattern: StoredPattern) -> Bool {
    var isCovered = false
    for (index, mute) in mutes.enumerated() where matches(mute, index, pattern) {
      used.insert(index)
      isCovered = true
    }
    return isCovered
  }

  private func matches(_ mute: Mute, _ index: Int, _ pattern: StoredPattern) -> Bool {
    switch mute.subject {
    case .fingerprint(let prefix): return pattern.fingerprint.hex.hasPrefix(prefix.value)
    case .type(let type): return pattern.type == type.value
    case .message:
      guard let compiled = patterns[index], var scratch = MatchScratch() else { return false }
      var message = pattern.message
      return message.withUTF8 {
        scratch.search(compiled, in: UnsafeRawBufferPointer($0)) == .matched
      }
    }
  }

  /// Mutes that have covered none of the patterns that were asked for.
  package var unused: [Warning] {
    mutes.enumerated().filter { !used.contains($0.offset) }.map { _, mute in
      Warning(
        "this mute covers no pattern (remove it, or check its spelling)",
        path: mute.position.file, line: mute.position.line)
    }
  }
}
