import Testing

@testable import ScanEngine

struct ManifestErrorTests {
  private static func mistake(
    _ kind: ManifestMistake.Kind, line: Int, column: Int = 1
  ) -> ManifestMistake {
    ManifestMistake(kind, at: SourcePosition(file: "scanners.yaml", line: line, column: column))
  }

  @Test func ordersTheMistakesOfAllStages() throws {
    let mistakes = [
      Self.mistake(.emptyBlock, line: 12), Self.mistake(.mergeKey, line: 3, column: 9),
      Self.mistake(.badRegex(message: "missing closing parenthesis"), line: 3, column: 4),
      Self.mistake(.muteWithoutSubject, line: 3, column: 9),
    ]
    let error = try #require(ManifestError(mistakes))
    #expect(error.mistakes.map(\.kind) == [2, 1, 3, 0].map { mistakes[$0].kind })
  }

  @Test func showsWhatAnAliasRepeatsOnce() throws {
    let mistake = Self.mistake(.emptyBlock, line: 12)
    #expect(try #require(ManifestError([mistake, mistake])).mistakes == [mistake])
  }

  @Test func isNoneWithoutMistakes() {
    #expect(ManifestError([]) == nil)
  }

  /// What only the compiler finds out has no fixture of its own.
  @Test func wordsWhatTheCompilerFindsOut() throws {
    let kinds: [ManifestMistake.Kind] = [
      .badRegex(message: "missing closing parenthesis"),
      .matchesNothing("pattern"),
      .tooExpensive(rule: "a.b"),
      .unknownGroup("typ", key: "type", nearest: "type"),
      .unknownGroup("kind", key: "type", nearest: nil),
      .missingGroup("file", key: "frame"),
      .keywordNotInExample(rule: "a.b", keywords: ["Error", "Exception"]),
      .exampleDoesNotMatch(rule: "a.b"),
      .exampleVetoed(rule: "a.b", except: "^DEBUG"),
      .exampleTooShort(rule: "a.b", bytes: 4, least: 10),
      .exampleGivesType(rule: "a.b", expected: "KeyError", found: "Error"),
      .exampleGivesMessage(rule: "a.b", expected: "1", found: "'1'"),
      .exampleGivesSeveral(rule: "a.b", events: 2),
      .counterexampleMatches(rule: "a.b", type: "error", message: "0 errors"),
    ]
    let mistakes = kinds.enumerated().map { Self.mistake($0.element, line: $0.offset + 1) }
    try expectGolden(
      try #require(ManifestError(mistakes)).description, "manifests/compiler-mistakes.txt")
  }
}
