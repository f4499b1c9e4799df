import Foundation
import Testing

@testable import ScanEngine

struct CandidateLinesTests {
  private static let ruleSets = Manifest.builtIn().manifest?.ruleSets ?? []

  /// All examples and counterexamples of the built-in rules, line by line.
  private static let lines: [[UInt8]] = ruleSets.flatMap(\.rules).flatMap { rule in
    (rule.examples.map(\.text.value) + rule.counterexamples.map(\.value))
      .flatMap { $0.split(separator: "\n").map { Array($0.utf8) } }
  }

  private func candidates(in text: [UInt8], _ book: RuleBook) -> [Range<Int>: [Int]] {
    var found: [Range<Int>: [Int]] = [:]
    let selection = RuleSelection(count: book.rules.count)
    var candidates = CandidateLines(book.prefilter)
    text.withUnsafeBytes { buffer in
      candidates.begin(buffer, 0..<buffer.count, known: nil)
      var position = 0
      while let line = candidates.line(from: position, rules: selection) {
        found[line] = book.rules.indices.filter { selection.first(from: $0) == $0 }
        position = line.upperBound + 1
      }
    }
    return found
  }

  /// The proof that looking for keywords first loses nothing: every rule, on every line.
  @Test(arguments: ruleSets.map(\.name.value))
  func leavesOutNoLineThatARuleMatches(_ name: String) throws {
    let set = try #require(Self.ruleSets.first { $0.name.value == name })
    let book = RuleBook(set.rules.map(CompiledRule.init))
    let text = Array(Self.lines.joined(separator: [0x0A]))
    // What may stand around keywords is found out once they have been met often.
    for _ in 0..<300 { _ = candidates(in: text, book) }
    let found = candidates(in: text, book)
    guard var scratch = MatchScratch() else {
      Issue.record("out of memory")
      return
    }
    var start = 0
    for line in Self.lines {
      defer { start += line.count + 1 }
      let matching = line.withUnsafeBytes { bytes in
        book.rules.indices.filter { Self.matches(book.rules[$0], bytes, &scratch) }
      }
      guard !matching.isEmpty else { continue }
      let text = String(decoding: line, as: UTF8.self)
      let chosen = try #require(found[start..<start + line.count], "\(text) was left out")
      for index in matching {
        #expect(chosen.contains(index), "\(book.rules[index].id) was left out on \(text)")
      }
    }
  }

  private static func matches(
    _ rule: CompiledRule, _ line: UnsafeRawBufferPointer, _ scratch: inout MatchScratch
  ) -> Bool {
    guard let pattern = rule.opening.pattern else { return false }
    return LineDecoration(line).starts.contains { start in
      let rest = UnsafeRawBufferPointer(rebasing: line[min(start, line.count)...])
      return scratch.search(pattern, in: rest) == .matched
    }
  }
}
