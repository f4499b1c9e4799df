extension Expander {
  func writeName(_ field: Field, _ bits: UInt64, into text: inout Text) {
    let start = text.count
    switch field {
    case .word: vocabulary.append(of: bits, to: &text)
    case .capitalWord:
      vocabulary.append(of: bits, to: &text)
      text.capitalize(at: start)
    case .upperWord:
      vocabulary.append(of: bits, to: &text)
      text.capitalize(from: start)
    case .snake: writePair(bits, between: "_", into: &text)
    case .camel: writePair(bits, between: "", into: &text)
    case .pascal:
      writePair(bits, between: "", into: &text)
      text.capitalize(at: start)
    case .constant:
      writePair(bits, between: "_", into: &text)
      text.capitalize(from: start)
    case .kebab: writePair(bits, between: "-", into: &text)
    case .dotted: writePair(bits, between: ".", into: &text)
    case .folder: writePair(bits, between: "/", into: &text)
    case .package: vocabulary.packages.append(bits.skewed(2, 5), to: &text)
    case .host: writeHost(bits, into: &text)
    case .person: vocabulary.people.append(of: bits, to: &text)
    default: vocabulary.agents.append(of: bits, to: &text)
    }
  }

  /// Two words of one name; nothing between them stands for a capital.
  ///
  /// The first word of the same bits is the same with anything between, and in ``Field/word``.
  private func writePair(_ bits: UInt64, between mark: StaticString, into text: inout Text) {
    vocabulary.append(of: bits, to: &text)
    text.append(mark)
    let second = text.count
    vocabulary.append(of: bits >> 32, to: &text)
    if mark.utf8CodeUnitCount == 0 { text.capitalize(at: second) }
  }

  private func writeHost(_ bits: UInt64, into text: inout Text) {
    vocabulary.append(of: bits, to: &text)
    text.append("-")
    text.append((bits >> 40).skewed(0, 5) + 1)
    text.append(".acme.internal")
  }
}
