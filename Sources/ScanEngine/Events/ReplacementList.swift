/// A manifest's replacements, compiled: each is made everywhere in a text, in their order.
package struct ReplacementList: Sendable {
  private enum Part: Sendable {
    case text([UInt8])
    case groups([Int])
  }

  private struct Compiled: Sendable {
    let pattern: CompiledPattern
    let parts: [Part]
  }

  private let replacements: [Compiled]

  /// Whether there is nothing to replace.
  package var isEmpty: Bool { replacements.isEmpty }

  /// No replacements.
  package static let none = ReplacementList(replacements: [])

  private init(replacements: [Compiled]) { self.replacements = replacements }

  /// The outcome of ``apply(to:scratch:)``.
  package enum Outcome: Hashable, Sendable {
    case done
    /// These replacements, counted from 0, were too expensive for the text and not finished.
    case exceeded([Int])
  }

  /// Throws the first pattern's mistake; a manifest that was compiled has none.
  package init(_ list: [Replacement]) throws(CompiledPattern.SyntaxError) {
    var replacements: [Compiled] = []
    for item in list {
      let pattern = try CompiledPattern(item.pattern.value)
      replacements.append(
        Compiled(pattern: pattern, parts: Self.parts(of: item.replace.value, pattern)))
    }
    self.replacements = replacements
  }

  /// Makes the replacements in `text`.
  ///
  /// Where a pattern is too expensive the rest of the text stays as it is.
  package func apply(to text: inout [UInt8], scratch: inout MatchScratch) -> Outcome {
    var exceeded: [Int] = []
    for (index, replacement) in replacements.enumerated()
    where !Self.apply(replacement, to: &text, &scratch) {
      exceeded.append(index)
    }
    return exceeded.isEmpty ? .done : .exceeded(exceeded)
  }

  /// Returns whether the pattern stayed within its limits.
  private static func apply(
    _ replacement: Compiled, to text: inout [UInt8], _ scratch: inout MatchScratch
  ) -> Bool {
    var result: [UInt8] = []
    var done = 0
    var start = 0
    var isWithinLimits = true
    text.withUnsafeBytes { bytes in
      search: while start <= bytes.count {
        switch scratch.search(replacement.pattern, in: bytes, from: start) {
        case .unmatched: break search
        case .exceeded:
          isWithinLimits = false
          break search
        case .matched: break
        }
        guard let match = scratch.range(ofGroup: 0), match.lowerBound >= done else { break }
        result.append(contentsOf: bytes[done..<match.lowerBound])
        write(replacement.parts, bytes, scratch, into: &result)
        done = match.upperBound
        // An empty match would be found again for ever.
        start = max(match.upperBound, match.isEmpty ? match.upperBound + 1 : start)
      }
      if done > 0 || !result.isEmpty { result.append(contentsOf: bytes[done...]) }
    }
    if !result.isEmpty || done > 0 { text = result }
    return isWithinLimits
  }

  private static func write(
    _ parts: [Part], _ bytes: UnsafeRawBufferPointer, _ scratch: borrowing MatchScratch,
    into result: inout [UInt8]
  ) {
    for part in parts {
      switch part {
      case .text(let text): result.append(contentsOf: text)
      case .groups(let numbers):
        // Of groups of one name the one that took part counts.
        for number in numbers {
          guard let range = scratch.range(ofGroup: number) else { continue }
          result.append(contentsOf: bytes[range])
          break
        }
      }
    }
  }

  /// Splits `${name}` and `$1` from the text between; a `$` that names no group is text.
  private static func parts(of template: String, _ pattern: CompiledPattern) -> [Part] {
    var parts: [Part] = []
    var text: [UInt8] = []
    var rest = Array(template.utf8)[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "$"), let (numbers, length) = reference(rest.dropFirst(), pattern) {
        if !text.isEmpty { parts.append(.text(text)) }
        text = []
        parts.append(.groups(numbers))
        rest = rest.dropFirst(1 + length)
      } else {
        text.append(byte)
        rest = rest.dropFirst()
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    return parts
  }

  /// The groups that are named after a `$`, and how many bytes name them.
  private static func reference(
    _ text: ArraySlice<UInt8>, _ pattern: CompiledPattern
  ) -> (numbers: [Int], length: Int)? {
    if text.first == UInt8(ascii: "{"), let close = text.firstIndex(of: UInt8(ascii: "}")) {
      let name = String(decoding: text[(text.startIndex + 1)..<close], as: UTF8.self)
      let numbers = Int(name).map { [$0] } ?? pattern.numbers(of: name)
      guard !numbers.isEmpty, numbers.allSatisfy({ 0...pattern.groupCount ~= $0 }) else {
        return nil
      }
      return (numbers, close - text.startIndex + 1)
    }
    let digits = text.prefix(2).prefix { 0x30...0x39 ~= $0 }
    guard let number = Int(String(decoding: digits, as: UTF8.self)), number <= pattern.groupCount
    else { return nil }
    return ([number], digits.count)
  }
}
