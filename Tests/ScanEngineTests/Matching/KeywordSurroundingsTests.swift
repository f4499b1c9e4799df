import Testing

@testable import ScanEngine

struct KeywordSurroundingsTests {
  /// Whether a line's keywords say that a regex may match it; nil where nothing can be told.
  private func allows(_ line: String, _ pattern: String, _ words: [String]) -> Bool? {
    let keywords = words.map { Keyword($0) }
    guard let surroundings = KeywordSurroundings(pattern, keywords: keywords) else { return nil }
    return Array(line.utf8).withUnsafeBytes { allows($0, surroundings, keywords) }
  }

  private func allows(
    _ line: UnsafeRawBufferPointer, _ surroundings: KeywordSurroundings, _ keywords: [Keyword]
  ) -> Bool {
    keywords.indices.contains { index in
      let word = keywords[index].bytes
      guard word.count <= line.count else { return false }
      return (word.count...line.count).contains { end in
        line[(end - word.count)..<end].elementsEqual(word)
          && surroundings.allow(index, length: word.count, before: end, in: line)
      }
    }
  }

  private static let diagnostic =
    #"^(?<file>\S[^()]*\.\w+)\((?<line>\d+)\) ?: (?:fatal )?[Ee]rror: (?<m>.+)$"#
  private static let python =
    #"^(?<file>[^\s:]+\.pyi?):(?<line>\d+):\d+: (?<type>[EF]\d{4}): (?<m>.+)$"#
  private static let level =
    #"^\d\d:\d\d:\d\d *(?:\[\w+\] )?[\[<]?(?<type>ERROR|error|ERR)(?=[\] :]) ?(?<m>\S.*)$"#
  private static let word = #"^[\w./-]+\.(?:[cm]?[jt]sx?|vue)$"#
  private static let exception = #"^(?<type>(?:[a-z]\w*\.)+\w*(?:Exception|Error))(?:: (?<m>.*))?$"#

  @Test(arguments: [
    (diagnostic, ["error", "Error"], "a.c(1): error: no", true),
    (diagnostic, ["error", "Error"], "a.c(1) : fatal Error: no", true),
    (diagnostic, ["error", "Error"], "0 errors, 0 warnings", false),
    (diagnostic, ["error", "Error"], "the error of it", false),
    (python, [".py:", ".pyi:"], "a.py:1:2: E0001: bad", true),
    (python, [".py:", ".pyi:"], "a.pyi:1:2: E0001: bad", true),
    (python, [".py:", ".pyi:"], "a.py:12 in take", false),
    (python, [".py:", ".pyi:"], "tests/a.py::test_take PASSED", false),
    (level, ["ERROR", "error", "ERR"], "10:00:00 [main] ERROR it", true),
    (level, ["ERROR", "error", "ERR"], "10:00:00 ERR: it", true),
    (level, ["ERROR", "error", "ERR"], "10:00:00 INFO errors=0", false),
    (level, ["ERROR", "error", "ERR"], "10:00:00 INFO on-error x", false),
    (word, [".ts", ".js", ".mjs", ".mts", ".cjs", ".cts", ".vue"], "  src/a.ts  ", true),
    (word, [".ts", ".js", ".mjs", ".mts", ".cjs", ".cts", ".vue"], "src/a.ts | 3", false),
    (word, [".ts", ".js", ".mjs", ".mts", ".cjs", ".cts", ".vue"], "src/a.tsb", false),
    (exception, ["Exception", "Error"], "a.b.SomeError: no", true),
    (exception, ["Exception", "Error"], "a.b.SomeError\t \r", true),
    (exception, ["Exception", "Error"], "ErrorController is registered", false),
  ])
  func theBytesAroundAKeywordShowWhetherItCanBePartOfAMatch(
    _ pattern: String, _ keywords: [String], _ line: String, _ isAllowed: Bool
  ) {
    #expect(allows(line, pattern, keywords) == isAllowed)
  }

  @Test func onlyWhatFollowsInTheSameLineCounts() {
    #expect(allows("error\n: no", #"^error: no"#, ["error"]) == false)
    #expect(allows("error\nabc", #"^error$"#, ["error"]) == true)
    #expect(allows("error  \nabc", #"^error$"#, ["error"]) == true)
  }

  /// Of these everything may be a match, as far as is known.
  @Test(arguments: [
    #"(?i)error: x"#, #"error[[:space:]]"#, #"(a)\1error: x"#, #"error\x20: x"#, #"error: {,3}x"#,
    #"(?R)error"#, #"(*UTF)error: x"#, #"error\Q: \E"#, #"error|failed: x"#, #"(error: )?x"#,
    #"error\p{L}"#, #"x\Kerror: y"#, #"[e]rr[o"#, #"(error"#,
  ])
  func whatIsNotUnderstoodHoldsNothingBack(_ pattern: String) {
    #expect(allows("error and more", pattern, ["error"]) == nil)
  }

  @Test func aRegexWithMorePositionsThanAreCountedHoldsBackWhatItsBeginningDoes() {
    let many = (0..<300).map { "w\($0)" }.joined(separator: "|")
    let pattern = "^error: (?:\(many))$"
    #expect(allows("error: w299", pattern, ["error"]) == true)
    #expect(allows("error: v299", pattern, ["error"]) == true)
    #expect(allows("error - w299", pattern, ["error"]) == false)
  }

  /// The proof: a line that a regex matches is never held back, whatever the regex.
  @Test(arguments: 0..<60)
  func noMatchOfAnyRegexIsHeldBack(_ seed: Int) throws {
    var numbers = SeededGenerator(seed: UInt64(seed) + 5_000)
    guard var scratch = MatchScratch() else {
      Issue.record("out of memory")
      return
    }
    var (told, matched, held) = (0, 0, 0)
    for _ in 0..<300 {
      let source = RandomRegex.source(using: &numbers)
      guard let pattern = try? CompiledPattern(source, effort: .check) else { continue }
      let keywords = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
        Keyword(RandomRegex.literal(using: &numbers))
      }
      guard let surroundings = KeywordSurroundings(source, keywords: keywords) else { continue }
      told += 1
      for _ in 0..<60 {
        let line = Array(RandomRegex.line(using: &numbers).utf8)
        try line.withUnsafeBytes { bytes in
          let hasKeyword = keywords.contains { word in
            String(decoding: bytes, as: UTF8.self).contains(
              String(decoding: word.bytes, as: UTF8.self))
          }
          guard hasKeyword else { return }
          let isAllowed = allows(bytes, surroundings, keywords)
          let isMatch = scratch.search(pattern, in: LineText.visible(bytes)) == .matched
          if isMatch { matched += 1 }
          if !isAllowed { held += 1 }
          try #require(
            isAllowed || !isMatch,
            "\(source) with \(keywords.map { String(decoding: $0.bytes, as: UTF8.self) }) on \(line)"
          )
        }
      }
    }
    #expect(told > 20)
    #expect(matched > 5)
    #expect(held > 50)
  }
}

/// Regexes, and lines that they may match, of few letters.
private enum RandomRegex {
  static func literal(using numbers: inout SeededGenerator) -> String {
    let length = Int.random(in: 1...3, using: &numbers)
    return String((0..<length).map { _ in "ab: 1".randomElement(using: &numbers) ?? "a" })
  }

  static func line(using numbers: inout SeededGenerator) -> String {
    let length = Int.random(in: 1...14, using: &numbers)
    return String((0..<length).map { _ in "aabb:: 11\t".randomElement(using: &numbers) ?? "a" })
  }

  static func source(using numbers: inout SeededGenerator) -> String {
    (Bool.random(using: &numbers) ? "^" : "") + choice(2, using: &numbers)
      + (Bool.random(using: &numbers) ? "$" : "")
  }

  private static func choice(_ depth: Int, using numbers: inout SeededGenerator) -> String {
    let count =
      Int.random(in: 0..<4, using: &numbers) == 0 ? Int.random(in: 2...3, using: &numbers) : 1
    return (0..<count).map { _ in sequence(depth, using: &numbers) }.joined(separator: "|")
  }

  private static func sequence(_ depth: Int, using numbers: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...5, using: &numbers)).map { _ in
      part(depth, using: &numbers) + repetition(using: &numbers)
    }.joined()
  }

  private static func part(_ depth: Int, using numbers: inout SeededGenerator) -> String {
    let kind = Int.random(in: 0..<(depth > 0 ? 16 : 11), using: &numbers)
    switch kind {
    case 0...6: return literal(using: &numbers)
    case 7...9:
      let classes = [
        ".", "[ab]", "[^a]", #"\d"#, #"\s"#, #"\S"#, #"\w"#, "[a-b:]", #"[^\s:]"#, "[]a]",
      ]
      return classes.randomElement(using: &numbers) ?? "."
    case 10: return [#"\b"#, "", "(?!b)", "(?<=a)", "(?<!1)"].randomElement(using: &numbers) ?? ""
    case 11: return "(?=" + choice(depth - 1, using: &numbers) + ")"
    case 12: return "(?<n>" + choice(depth - 1, using: &numbers) + ")"
    case 13: return "(?>" + choice(depth - 1, using: &numbers) + ")"
    default: return "(?:" + choice(depth - 1, using: &numbers) + ")"
    }
  }

  private static func repetition(using numbers: inout SeededGenerator) -> String {
    guard Int.random(in: 0..<3, using: &numbers) == 0 else { return "" }
    return ["?", "*", "+", "{2}", "{1,3}", "{2,}", "{0,2}", "??", "*?", "++"]
      .randomElement(using: &numbers) ?? ""
  }
}
