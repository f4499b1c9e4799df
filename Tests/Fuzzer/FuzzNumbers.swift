/// Random numbers that are the same for the same seed, everywhere (SplitMix64).
struct FuzzNumbers: RandomNumberGenerator {
  private var state: UInt64

  /// - `number`: Of the case, so that each can be made without those before it.
  init(seed: Int, target: String, number: Int) {
    state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15
    for byte in target.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    state ^= UInt64(truncatingIfNeeded: number) &* 0xD6E8_FEB8_6659_FD93
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
