import Foundation
import Testing

@testable import ScanEngine

@Suite(.enabled(if: Vectorscan.library != nil, "Vectorscan's library is not installed"))
struct KeywordDatabaseTests {
  private static let ruleSets = Manifest.builtIn().manifest?.ruleSets ?? []

  /// All examples and counterexamples of the built-in rules, line by line.
  private static let lines: [[UInt8]] = ruleSets.flatMap(\.rules).flatMap { rule in
    (rule.examples.map(\.text.value) + rule.counterexamples.map(\.value))
      .flatMap { $0.split(separator: "\n").map { Array($0.utf8) } }
  }

  private func candidates(
    in text: [UInt8], _ prefilter: KeywordPrefilter, _ database: KeywordDatabase?, rules: Int
  ) -> [String] {
    var found: [String] = []
    var selection = RuleSelection(count: rules)
    var candidates = CandidateLines(prefilter, database)
    text.withUnsafeBytes { buffer in
      candidates.begin(buffer)
      var position = 0
      while let line = candidates.line(from: position, rules: &selection) {
        let chosen = (0..<rules).filter { selection.first(from: $0) == $0 }
        found.append("\(line) \(chosen)")
        position = line.upperBound + 1
      }
    }
    return found
  }

  @Test(arguments: 0..<60)
  func findsTheLinesThatTheTableFinds(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed) + 7)
    func text(_ length: Int, _ letters: String) -> [UInt8] {
      let letters = Array(letters.utf8)
      return (0..<length).map { _ in letters.randomElement(using: &generator) ?? 0x61 }
    }
    let keywords: [[Keyword]?] = (0..<6).map { rule in
      (1...3).map { _ in
        Keyword(bytes: text(.random(in: 2...5, using: &generator), "abAB"), ignoresCase: rule < 2)
      }
    }
    let prefilter = KeywordPrefilter(keywords: keywords)
    let database = try #require(
      KeywordDatabase(prefilter.keywords, cache: nil, mayCompile: true))
    let bytes = text(.random(in: 256...4_000, using: &generator), "abABcd      \n\n")
    #expect(
      candidates(in: bytes, prefilter, database, rules: 6)
        == candidates(in: bytes, prefilter, nil, rules: 6))
  }

  /// The proof that looking for keywords first loses nothing: every rule, on every line.
  @Test(arguments: ruleSets.map(\.name.value))
  func leavesOutNoLineThatARuleMatches(_ name: String) throws {
    let set = try #require(Self.ruleSets.first { $0.name.value == name })
    let book = RuleBook(set.rules.map(CompiledRule.init))
    let database = KeywordDatabase(book.prefilter.keywords, cache: nil, mayCompile: true)
    let text = Array(Self.lines.joined(separator: [0x0A]))
    let found = Set(candidates(in: text, book.prefilter, database, rules: book.rules.count))
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
      let candidate = found.first { $0.hasPrefix("\(start..<start + line.count) ") }
      let chosen = try #require(candidate, "\(String(decoding: line, as: UTF8.self)) was left out")
      for index in matching {
        #expect(
          chosen.contains("[\(index),") || chosen.contains(" \(index),")
            || chosen.contains(" \(index)]") || chosen.contains("[\(index)]"),
          "\(book.rules[index].id) was left out on \(String(decoding: line, as: UTF8.self))")
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

  @Test func givesTheSameEvents() throws {
    var book = RuleBook(Self.ruleSets.flatMap(\.rules).map(CompiledRule.init))
    // Twice, for what follows an error depends on what it follows.
    let text = Array((Self.lines + Self.lines.reversed()).joined(separator: [0x0A]))
    let expected = try events(in: text, book)
    book.database = try #require(
      KeywordDatabase(book.prefilter.keywords, cache: nil, mayCompile: true))
    #expect(expected.count > 200)
    #expect(try events(in: text, book) == expected)
  }

  private func events(in text: [UInt8], _ book: RuleBook) throws -> [ErrorEvent] {
    let rules = EventRules(scrubber: Scrubber(homes: []), fingerprinter: Fingerprinter.builtIn)
    let builder = EventBuilder(source: "logs", path: "a.log", session: nil, rules: rules)
    var extractor = EventExtractor(rules: book, builder: builder)
    var parser: any DocumentParser = PlainTextParser()
    var events: [ErrorEvent] = []
    text.withUnsafeBytes { bytes in
      parser.parse(Chunk(bytes: bytes, offset: 0, line: 1)) { record in
        extractor.consume(record) { events.append($0.event) }
      }
    }
    parser.finish { record in extractor.consume(record) { events.append($0.event) } }
    extractor.finish { events.append($0.event) }
    return events
  }

  // MARK: The cache

  private let keywords = ["panicked at", "Traceback", "error: "].map { Keyword($0) }

  private func keep(in cache: CacheFolder) throws -> URL {
    #expect(KeywordDatabase(keywords, cache: cache, mayCompile: false) == nil)
    #expect(KeywordDatabase(keywords, cache: cache, mayCompile: true) != nil)
    let names = try FileManager.default.contentsOfDirectory(atPath: cache.path)
    #expect(names.count == 1)
    return URL(filePath: cache.path).appending(path: try #require(names.first))
  }

  @Test func isKeptInTheCache() throws {
    let folder = try TemporaryFolder()
    let cache = CacheFolder(path: folder.path + "/a/scanctl")
    _ = try keep(in: cache)
    #expect(KeywordDatabase(keywords, cache: cache, mayCompile: false) != nil)
    #expect(KeywordDatabase(keywords + [Keyword("x y")], cache: cache, mayCompile: false) == nil)
  }

  @Test func isMadeAnewWhereTheCacheIsDamaged() throws {
    let folder = try TemporaryFolder()
    let cache = CacheFolder(path: folder.path + "/a/scanctl")
    let file = try keep(in: cache)
    let whole = try Data(contentsOf: file)
    var turned = whole
    turned[whole.count / 2] ^= 1
    for damaged in [Data(), whole.prefix(20), whole.dropLast(), turned] {
      try damaged.write(to: file)
      #expect(KeywordDatabase(keywords, cache: cache, mayCompile: false) == nil)
    }
    #expect(KeywordDatabase(keywords, cache: cache, mayCompile: true) != nil)
    #expect(try Data(contentsOf: file) == whole)
  }

  @Test func isNotBelievedWhereOthersMayHaveWrittenIt() throws {
    let folder = try TemporaryFolder()
    let cache = CacheFolder(path: folder.path + "/a/scanctl")
    let file = try keep(in: cache)
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file.path)
    #expect(KeywordDatabase(keywords, cache: cache, mayCompile: false) == nil)
  }
}
