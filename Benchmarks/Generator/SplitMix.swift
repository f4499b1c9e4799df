/// SplitMix64: the same numbers on every machine and in every version of Swift, which the generators
/// of the standard library don't promise.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { next().below(bound) }

  /// Whether something happens that happens once in `count` times.
  mutating func once(in count: Int) -> Bool { below(count) == 0 }
}

extension UInt64 {
  /// These random bits as a number in `0..<bound`, each as likely.
  func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// These random bits as a number from 0 that is the rarer the larger it is, as words are.
  ///
  /// Of `high - low` groups, each twice as large as the one before and the first `1 << low` large,
  /// each is as likely: Zipf's law with its first ranks made equal, in whole numbers only.
  /// Uses the lowest `16 + high` bits. The numbers end below `(1 << high) - (1 << low)`.
  func skewed(_ low: Int, _ high: Int) -> Int {
    let group = low + Int(((self & 0xFFFF) &* UInt64(high - low)) >> 16)
    let size = 1 << group
    return size + (Int(truncatingIfNeeded: self >> 16) & (size - 1)) - (1 << low)
  }
}
