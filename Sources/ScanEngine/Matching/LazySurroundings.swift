internal import Synchronization

/// What may stand around a rule's keywords, found out once they have been met a few times, for all
/// threads: of most rules no keyword occurs in a run, or once or twice.
final class LazySurroundings: Sendable {
  private let pattern: String
  private let keywords: [Keyword]
  /// How often a keyword was met; then the address of what this owns, or ``nothing``.
  private let state = Atomic<UInt>(0)

  /// To find it out costs as much as trying the rule on so many lines.
  private static let patience: UInt = 256
  /// Where nothing can be told.
  private static let nothing = UInt.max

  /// - `pattern`: The regex of the line that an error begins with.
  /// - `keywords`: Of its rule, each once.
  init(_ pattern: String, keywords: [Keyword]) {
    self.pattern = pattern
    self.keywords = keywords
  }

  deinit { Self.surroundings(at: state.load(ordering: .acquiring))?.release() }

  private static func surroundings(at state: UInt) -> Unmanaged<KeywordSurroundings>? {
    guard state > patience, state != nothing else { return nil }
    return UnsafeRawPointer(bitPattern: state).map { Unmanaged.fromOpaque($0) }
  }

  /// Whether a keyword that ends before byte `end` may be part of a match; see ``KeywordSurroundings``.
  @inline(__always)
  func allow(_ keyword: Int, length: Int, before end: Int, in text: UnsafeRawBufferPointer) -> Bool
  {
    var known = state.load(ordering: .acquiring)
    if known <= Self.patience { known = meet(known) }
    guard let surroundings = Self.surroundings(at: known) else { return true }
    return surroundings._withUnsafeGuaranteedRef {
      $0.allow(keyword, length: length, before: end, in: text)
    }
  }

  /// Counts a keyword that was met, or finds out; returns what is known then.
  private func meet(_ known: UInt) -> UInt {
    guard known == Self.patience else {
      // It doesn't matter where another thread's count is lost.
      _ = state.compareExchange(expected: known, desired: known + 1, ordering: .relaxed)
      return known
    }
    let made = KeywordSurroundings(pattern, keywords: keywords).map(Unmanaged.passRetained)
    let new = made.map { UInt(bitPattern: $0.toOpaque()) } ?? Self.nothing
    let (exchanged, original) = state.compareExchange(
      expected: known, desired: new, ordering: .acquiringAndReleasing)
    if exchanged { return new }
    made?.release()
    return original
  }
}
