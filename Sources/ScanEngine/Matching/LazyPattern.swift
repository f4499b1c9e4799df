internal import Synchronization

/// A regex that is compiled when it is first needed, once for all threads.
///
/// Most rules are never tried in a run: their keywords don't occur.
package final class LazyPattern: Sendable {
  package let source: String
  /// Whether the regex begins with `^`: then it is tried wherever a message may begin in a line.
  package let isAnchored: Bool
  /// The address of the compiled regex, which this owns; 0 before it is compiled.
  private let address = Atomic<UInt>(0)

  package init(_ source: String) {
    self.source = source
    isAnchored = source.hasPrefix("^") || source.hasPrefix("(?i)^")
  }

  deinit { Self.pattern(at: address.load(ordering: .acquiring))?.release() }

  private static func pattern(at address: UInt) -> Unmanaged<CompiledPattern>? {
    UnsafeRawPointer(bitPattern: address).map { Unmanaged.fromOpaque($0) }
  }

  /// The compiled regex; nil where it isn't valid, which the manifest's compiler has reported.
  package var pattern: CompiledPattern? {
    let known = address.load(ordering: .acquiring)
    return (known == 0 ? compiled : Self.pattern(at: known))?.takeUnretainedValue()
  }

  /// What matching needs of it, valid as long as this; nil where it isn't valid.
  @inline(__always)
  var code: UnsafePointer<PatternCode>? {
    let known = address.load(ordering: .acquiring)
    return (known == 0 ? compiled : Self.pattern(at: known))?
      ._withUnsafeGuaranteedRef { UnsafePointer($0.code) }
  }

  private var compiled: Unmanaged<CompiledPattern>? {
    guard let made = try? CompiledPattern(source) else { return nil }
    let new = Unmanaged.passRetained(made)
    let (exchanged, original) = address.compareExchange(
      expected: 0, desired: UInt(bitPattern: new.toOpaque()), ordering: .acquiringAndReleasing)
    if exchanged { return new }
    new.release()
    return Self.pattern(at: original)
  }
}
