extension Expander {
  mutating func writeProse(_ field: Field, _ bits: UInt64, into text: inout Text) {
    switch field {
    case .phrase: writeWords(2 + bits.below(5), bits, into: &text)
    case .sentence: writeWords(6 + bits.below(12), bits, into: &text)
    case .foreign: vocabulary.foreign.append(of: bits, to: &text)
    case .flags: writeFlags(bits, into: &text)
    case .escape: text.append(byte: 0x1B)
    case .tab: text.append(byte: 0x09)
    default: writeDistinct(into: &text)
    }
  }

  private func writeWords(_ count: Int, _ bits: UInt64, into text: inout Text) {
    var random = SplitMix(seed: bits)
    vocabulary.append(of: random.next(), to: &text)
    for _ in 1..<count {
      text.append(" ")
      vocabulary.append(of: random.next(), to: &text)
    }
  }

  /// What makes lines of builds long.
  private func writeFlags(_ bits: UInt64, into text: inout Text) {
    var random = SplitMix(seed: bits)
    for index in 0..<(4 + bits.below(14)) {
      text.append(index == 0 ? "" : " ")
      let bits = random.next()
      switch bits >> 62 {
      case 0: text.append("-I/usr/include/")
      case 1: text.append("-DENABLE_")
      case 2: text.append("--")
      default: text.append("-L/opt/")
      }
      writeName(bits >> 62 == 1 ? .constant : .kebab, bits, into: &text)
    }
  }

  /// Counts, with words as the digits: names that differ in real digits are one pattern.
  private mutating func writeDistinct(into text: inout Text) {
    var rest = distinctCount
    distinctCount += 1
    for index in 0..<3 {
      text.append(index == 0 ? "" : "_")
      vocabulary.words.append(rest % vocabulary.words.count, to: &text)
      rest /= vocabulary.words.count
    }
  }
}
