/// A manifest's replacements, compiled: each is made everywhere in a text, in their order.
package struct ReplacementList: Sendable {
  private let replacements: [CompiledReplacement]

  /// Whether there is nothing to replace.
  package var isEmpty: Bool { replacements.isEmpty }

  /// No replacements.
  package static let none = ReplacementList(replacements: [])

  private init(replacements: [CompiledReplacement]) { self.replacements = replacements }

  /// What came of a text.
  package enum Outcome: Hashable, Sendable {
    case done
    /// These replacements, counted from 0, were too expensive and stopped somewhere in the text.
    case exceeded([Int])
  }

  /// Throws the first pattern's mistake; a manifest that was compiled has none.
  package init(_ list: [Replacement]) throws(CompiledPattern.SyntaxError) {
    var replacements: [CompiledReplacement] = []
    for item in list { replacements.append(try CompiledReplacement(item)) }
    self.replacements = replacements
  }

  /// Makes the replacements in `text`.
  ///
  /// Where a pattern is too expensive the rest of the text stays as it is.
  package func apply(to text: inout [UInt8], scratch: inout MatchScratch) -> Outcome {
    var exceeded: [Int] = []
    for (index, replacement) in replacements.enumerated() {
      let result = text.withUnsafeBytes { replacement.apply(to: $0, scratch: &scratch) }
      if result.exceeded { exceeded.append(index) }
      if let bytes = result.bytes { text = bytes }
    }
    return exceeded.isEmpty ? .done : .exceeded(exceeded)
  }
}
