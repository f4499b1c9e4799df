import Testing

@testable import ScanEngine

/// Counting must not depend on how the work is spared.
struct EventInterpreterTests {
  private static let ruleSets = Manifest.builtIn().manifest?.ruleSets ?? []
  private static let book = RuleBook(ruleSets.flatMap(\.rules).map(CompiledRule.init))

  /// All examples and counterexamples of the built-in rules.
  private static let texts: [String] = ruleSets.flatMap(\.rules).flatMap { rule in
    rule.examples.map(\.text.value) + rule.counterexamples.map(\.value)
  }

  private struct Seen: Hashable {
    let fingerprint: Fingerprint
    let problem: Fingerprint
    let line: Int
    let offset: Int64
    let timestamp: Timestamp?
    let fix: String?
  }

  private func events(in text: [UInt8], counts: Bool, cut: Int? = nil) -> [Seen] {
    let rules = EventRules(
      scrubber: Scrubber(homes: ["/home/dev"]), fingerprinter: Fingerprinter.builtIn)
    let builder = EventBuilder(source: "logs", path: "a.log", session: nil, rules: rules)
    var extractor = EventExtractor(rules: Self.book, builder: builder, counts: counts)
    var parser: any DocumentParser = PlainTextParser()
    var seen: [Seen] = []
    func note(_ located: EventExtractor.Located) {
      let event = located.event
      seen.append(
        Seen(
          fingerprint: event.fingerprint, problem: event.problem, line: event.line,
          offset: located.offset, timestamp: event.timestamp, fix: event.fix?.text))
    }
    let pieces = cut.map { [0..<$0, $0..<text.count] } ?? [0..<text.count]
    for piece in pieces {
      // What is read lies in a buffer that is used again.
      var buffer = Array(text[piece])
      buffer.withUnsafeMutableBytes { bytes in
        let line = text[..<piece.lowerBound].count { $0 == 0x0A } + 1
        let chunk = Chunk(
          bytes: UnsafeRawBufferPointer(bytes), offset: Int64(piece.lowerBound), line: line)
        parser.parse(chunk) { record in extractor.consume(record, emit: note) }
        for index in bytes.indices { bytes[index] = 0x78 }
      }
    }
    parser.finish { record in extractor.consume(record, emit: note) }
    extractor.finish(emit: note)
    return seen
  }

  /// A log of the examples in random order, some of them behind what logs put before a message, some again
  /// and again.
  private func log(_ generator: inout SeededGenerator) -> [UInt8] {
    let prefixes = [
      "", "", "", "  ", "2026-02-11T10:00:00Z ERROR ", "web-1  | ", "[worker-3] ",
      "=== RUN   TestTake\n", "\u{1B}[31m", "--- PASS: TestTake (0.00s)\n",
      "2026-02-11 10:00:00,123 INFO ", "Fix: pin it\n", "plain line\n",
    ]
    let favourites = (0..<5).compactMap { _ in Self.texts.randomElement(using: &generator) }
    return (0..<120).flatMap { index -> [UInt8] in
      let text = (index % 3 == 0 ? favourites : Self.texts).randomElement(using: &generator) ?? ""
      let prefix = prefixes.randomElement(using: &generator) ?? ""
      return Array((prefix + text + "\n").utf8)
    }
  }

  @Test(arguments: 0..<60)
  func countsWhatWouldBeShownOneByOne(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed) + 31)
    let text = log(&generator)
    let shown = events(in: text, counts: false)
    #expect(shown.count > 20)
    #expect(events(in: text, counts: true) == shown)
  }

  @Test(arguments: 0..<60)
  func dependsNotOnWhereTheTextIsCut(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed) + 131)
    let text = log(&generator)
    let ends = text.indices.filter { text[$0] == 0x0A }.map { $0 + 1 }
    let cut = try #require(ends.randomElement(using: &generator))
    #expect(events(in: text, counts: true, cut: cut) == events(in: text, counts: true))
  }

  @Test func keepsOneTextOfAPattern() {
    let text = Array("KeyError: 'a_17'\nKeyError: 'b'\nKeyError: 'a_18'\nKeyError: 'a_19'\n".utf8)
    let rules = EventRules(scrubber: Scrubber(homes: []), fingerprinter: Fingerprinter.builtIn)
    let builder = EventBuilder(source: "logs", path: "a.log", session: nil, rules: rules)
    var extractor = EventExtractor(rules: Self.book, builder: builder, counts: true)
    var identities: [Fingerprint: Set<ObjectIdentifier>] = [:]
    text.withUnsafeBytes { bytes in
      extractor.consume(Record(text: bytes, line: 1, offset: 0)) { located in
        identities[located.event.fingerprint, default: []].insert(
          ObjectIdentifier(located.event.identity))
      }
    }
    extractor.finish { located in
      identities[located.event.fingerprint, default: []].insert(
        ObjectIdentifier(located.event.identity))
    }
    #expect(!identities.isEmpty)
    #expect(identities.values.allSatisfy { $0.count == 1 })
  }
}
