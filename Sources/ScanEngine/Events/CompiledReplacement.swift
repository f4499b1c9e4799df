/// A replacement of the manifest, ready to be applied to bytes.
package struct CompiledReplacement: Sendable {
  private enum Part: Sendable {
    case literal([UInt8])
    /// Numbers of the groups to take from, the first that took part; several where names repeat.
    case groups([Int])
  }

  private let pattern: CompiledPattern
  private let parts: [Part]
  /// What `replace` names as a group and the pattern doesn't have; it is kept as it was written.
  package let unknownGroups: [String]

  /// - Parameters:
  ///   - pattern: What is replaced, wherever it matches.
  ///   - replace: The text in its place; `${name}`, `${1}` and `$1` stand for groups, `$$` for `$`.
  package init(_ pattern: CompiledPattern, replace: String) {
    self.pattern = pattern
    var template = Template(bytes: Array(replace.utf8), pattern: pattern)
    template.parse()
    parts = template.parts
    unknownGroups = template.unknown
  }

  /// Compiles a replacement of the manifest; throws where its pattern is no regex.
  package init(_ replacement: Replacement) throws(CompiledPattern.SyntaxError) {
    self.init(try CompiledPattern(replacement.pattern.value), replace: replacement.replace.value)
  }

  /// Replaces every match.
  ///
  /// - Returns: The new bytes, nil where nothing matched; and whether matching was given up at a
  ///   limit, with what follows that place unchanged.
  package func apply(
    to text: UnsafeRawBufferPointer, scratch: inout MatchScratch
  ) -> (bytes: [UInt8]?, exceeded: Bool) {
    var output: [UInt8] = []
    var copied = 0
    var start = 0
    var exceeded = false
    var changed = false
    while start <= text.count {
      let outcome = scratch.search(pattern, in: text, from: start)
      exceeded = outcome == .exceeded
      guard outcome == .matched, let range = scratch.range(ofGroup: 0), range.lowerBound >= copied
      else { break }
      // A match of nothing replaces nothing: it would fill the text with placeholders.
      if range.isEmpty {
        start = range.upperBound + 1
        continue
      }
      output.append(contentsOf: text[copied..<range.lowerBound])
      append(to: &output, from: text, scratch: scratch)
      changed = true
      copied = range.upperBound
      start = copied
    }
    guard changed else { return (nil, exceeded) }
    output.append(contentsOf: text[copied...])
    return (output, exceeded)
  }

  private func append(
    to output: inout [UInt8], from text: UnsafeRawBufferPointer, scratch: borrowing MatchScratch
  ) {
    for part in parts {
      switch part {
      case .literal(let bytes): output.append(contentsOf: bytes)
      case .groups(let numbers):
        for number in numbers {
          guard let range = scratch.range(ofGroup: number) else { continue }
          output.append(contentsOf: text[range])
          break
        }
      }
    }
  }

  /// Reads the text of `replace`.
  private struct Template {
    let bytes: [UInt8]
    let pattern: CompiledPattern
    var parts: [Part] = []
    var unknown: [String] = []
    private var literal: [UInt8] = []

    init(bytes: [UInt8], pattern: CompiledPattern) {
      self.bytes = bytes
      self.pattern = pattern
    }

    mutating func parse() {
      var index = 0
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "$"), let end = reference(at: index + 1) {
          index = end
        } else {
          literal.append(bytes[index])
          index += 1
        }
      }
      flush()
    }

    /// Takes the group that is named after a `$`; returns where it ends.
    private mutating func reference(at start: Int) -> Int? {
      guard start < bytes.count else { return nil }
      if bytes[start] == UInt8(ascii: "$") {
        literal.append(bytes[start])
        return start + 1
      }
      if bytes[start] == UInt8(ascii: "{") {
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
        return take(bytes[(start + 1)..<end]) ? end + 1 : nil
      }
      let end = bytes[start...].firstIndex { $0 < 0x30 || $0 > 0x39 } ?? bytes.count
      return end > start && take(bytes[start..<end]) ? end : nil
    }

    private mutating func take(_ name: ArraySlice<UInt8>) -> Bool {
      let text = String(decoding: name, as: UTF8.self)
      let numbers = Int(text).map { $0 <= pattern.groupCount ? [$0] : [] }
      let found = numbers ?? pattern.numbers(of: text)
      guard !found.isEmpty else {
        unknown.append(text)
        return false
      }
      flush()
      parts.append(.groups(found))
      return true
    }

    private mutating func flush() {
      if !literal.isEmpty { parts.append(.literal(literal)) }
      literal = []
    }
  }
}
