internal import Synchronization

/// A regex that is compiled when it is first needed, once for all threads.
///
/// Most rules are never tried in a run: their keywords don't occur.
package final class LazyPattern: Sendable {
  package let source: String
  /// Whether the regex begins with `^`: then it is tried wherever a message may begin in a line.
  package let isAnchored: Bool
  private let compiled = AtomicLazyReference<CompiledPattern>()

  package init(_ source: String) {
    self.source = source
    isAnchored = source.hasPrefix("^") || source.hasPrefix("(?i)^")
  }

  /// The compiled regex; nil where it isn't valid, which the manifest's compiler has reported.
  package var pattern: CompiledPattern? {
    if let known = compiled.load() { return known }
    guard let made = try? CompiledPattern(source) else { return nil }
    return compiled.storeIfNil(made)
  }
}
