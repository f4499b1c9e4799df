import Testing

@testable import ScanEngine

/// The many ways to write a good manifest.
struct ManifestShapesTests {
  private static func load(_ text: String) throws -> Manifest {
    try Manifest.load(text, file: "scanners.yaml", builtInRuleSets: ["generic"])
  }

  private static func source(_ keys: String) throws -> SourceDeclaration {
    let manifest = try load(
      "version: 1\nsources:\n  - {name: logs, recommendation: Build logs, \(keys)}\n")
    return try #require(manifest.sources.first)
  }

  private static func rule(_ keys: String) throws -> Rule {
    let manifest = try load("version: 1\nrules: {a: [{id: a.b, \(keys)}]}\n")
    return try #require(manifest.ruleSets.first?.rules.first)
  }

  @Test(arguments: [
    (#"pattern: plain text"#, "plain text"), (#"pattern: 'it''s'"#, "it's"),
    (#"pattern: "tab\t\u00e9""#, "tab\té"), ("pattern: no", "no"), ("pattern: 404", "404"),
    ("pattern: 1.0", "1.0"), ("pattern: true", "true"), ("pattern: 'null'", "null"),
    ("pattern: 2027-03-01", "2027-03-01"), ("pattern: 'two\n    lines'", "two lines"),
    ("pattern: 0x1F", "0x1F"), ("pattern: 012", "012"), ("pattern: .inf", ".inf"),
  ])
  func keepTextsAsWritten(_ key: String, text: String) throws {
    #expect(try Self.rule(key).pattern.value == text)
  }

  @Test func keepTheLinesOfBlockScalars() throws {
    let manifest = try Self.load(
      """
      version: 1
      rules:
        a:
          - id: a.b
            pattern: |-
              one
                two
            fix: >-
              three
              four
            examples:
              - text: |
                  Traceback
                    File "a.py"
                  KeyError: 1

      """)
    let rule = try #require(manifest.ruleSets.first?.rules.first)
    #expect(rule.pattern.value == "one\n  two")
    #expect(rule.fix?.value == "three four")
    #expect(rule.examples.first?.text.value == "Traceback\n  File \"a.py\"\nKeyError: 1\n")
  }

  @Test func readEveryKeyOfARule() throws {
    let rule = try Self.rule(
      """
      pattern: p, keywords: [k, l], type: 'a ${t}', message: '${m_1}$', min_length: 7,
        except: [e], fix: f, language: go, category: test, counterexamples: [c],
        block: {begin: b, frame: r, end: n, max_lines: 9, repeats: true},
        verdict: {scope: s, confirmed: c, denied: d, over: o}
      """)
    #expect(rule.keywords?.map(\.value) == ["k", "l"])
    #expect(rule.type?.value == "a ${t}")
    #expect(rule.message?.value == "${m_1}$")
    #expect(rule.minimumLength == 7)
    #expect(rule.except.map(\.value) == ["e"])
    #expect(rule.fix?.value == "f")
    #expect(rule.language == "go")
    #expect(rule.category == "test")
    #expect(rule.counterexamples.map(\.value) == ["c"])
    #expect(rule.block?.begin?.value == "b")
    #expect(rule.block?.frame?.value == "r")
    #expect(rule.block?.end?.value == "n")
    #expect(rule.block?.maximumLines == 9)
    #expect(rule.block?.repeats == true)
    #expect(rule.verdict?.scope.value == "s")
    #expect(rule.verdict?.confirmed.value == "c")
    #expect(rule.verdict?.denied.value == "d")
    #expect(rule.verdict?.over?.value == "o")
  }

  @Test func readEveryKeyOfASourceOfFiles() throws {
    let source = try Self.source(
      """
      parser: transcript, glob: ['a/*', 'b/[x]{y,z}'], exclude: ['c'], window: 12h, enabled: false,
        sessions: false, updates: edited, rules: [generic, {id: x, pattern: y}]
      """)
    #expect(source.globs.map(\.value) == ["a/*", "b/[x]{y,z}"])
    #expect(source.exclude.map(\.value) == ["c"])
    #expect(source.window.seconds == 43_200)
    #expect(!source.isEnabled)
    #expect(!source.hasSessions)
    #expect(source.updates == .edited)
    let rules = try #require(source.rules)
    #expect(rules.count == 2)
    if case .set(let name) = rules[0] { #expect(name.value == "generic") }
    if case .rule(let rule) = rules[1] { #expect(rule.id.value == "x") }
  }

  @Test func readEveryKeyOfASourceOfIssues() throws {
    let source = try Self.source(
      "parser: github, labels: [bug, 'help wanted'], repo: git.acme.com/acme/web, comments: true")
    #expect(source.parser == .github)
    #expect(source.labels == ["bug", "help wanted"])
    #expect(source.repository?.value == "git.acme.com/acme/web")
    #expect(source.readsComments)
    #expect(source.globs.isEmpty)
  }

  @Test(arguments: ["${claude_code}", "${codex}/**/*.jsonl", "${gemini}/*/[a-z]*"])
  func mayNameTheAgentsFolders(_ glob: String) throws {
    #expect(try Self.source("parser: transcript, glob: '\(glob)'").globs.map(\.value) == [glob])
  }

  @Test(arguments: [
    "a..b/*.log", "...", "logs/[]x]*", "logs/[!]]", #"logs/\[x"#, "./logs/*", "~x/y",
  ])
  func mayHaveOddGlobs(_ glob: String) throws {
    #expect(try Self.source("parser: transcript, glob: '\(glob)'").globs.map(\.value) == [glob])
  }

  @Test func mayUseAnchors() throws {
    let manifest = try Self.load(
      """
      version: 1
      rules:
        python: &python
          - {id: python.a, pattern: &any 'a+', except: [*any]}
        all: *python
      sources:
        - {name: a, glob: &logs [x, y], parser: transcript, recommendation: r}
        - {name: b, glob: *logs, parser: transcript, recommendation: r}
      """)
    #expect(manifest.ruleSets.map(\.rules.count) == [1, 1])
    #expect(manifest.ruleSets[1].rules[0].except.map(\.value) == ["a+"])
    #expect(manifest.sources[1].globs == manifest.sources[0].globs)
  }

  @Test func mayMuteByTypeAndMessage() throws {
    let mute = try Self.load(
      "version: 1\nmute: [{type: A}, {message: '^b'}, {fingerprint: 3FA2C1D09B77, until: 2028-02-29}]"
    ).mute
    #expect(mute.count == 3)
    if case .type(let type) = mute[0].subject { #expect(type.value == "A") }
    if case .message(let message) = mute[1].subject { #expect(message.value == "^b") }
    if case .fingerprint(let text) = mute[2].subject { #expect(text.value == "3fa2c1d09b77") }
    #expect(mute.map(\.until) == [nil, nil, "2028-02-29"])
    #expect(mute.map(\.position.column) == [8, 19, 36])
  }

  @Test(arguments: [
    "version: 1", "---\nversion: 1\n...\n", "%YAML 1.2\n---\nversion: 1\n", "{version: 1}",
    "\u{FEFF}version: 1\n", "# comment\n\nversion: 1 # comment\r\n", "{\"version\": 1}",
    "version: 1\nsources: []\nmute: []\nscrub: []\nnormalize: []\n",
  ])
  func mayBeSmall(_ text: String) throws {
    let manifest = try Self.load(text)
    #expect(manifest.enabled)
    #expect(manifest.sources.isEmpty)
  }

  @Test func mayReplaceByNothing() throws {
    let manifest = try Self.load("version: 1\nscrub: [{pattern: a, replace: ''}]\n")
    #expect(manifest.scrub.first?.replace.value.isEmpty == true)
  }

  @Test func areDigestedAsTheyAre() throws {
    // sha256sum agrees.
    #expect(
      try Self.load("version: 1\n").digest
        == "09bfcc6a14b83e2192b8673677725c84883ee9cd0c70e45c9ec09daa8f2b2847")
  }

  /// What can be read of a bad manifest goes on to the compiler, so that one run shows the
  /// mistakes of both.
  @Test func areReadAsFarAsPossible() throws {
    let text = """
      version: 9
      rules:
        a:
          - {id: a.a, pattern: '('}
          - {id: a.b}
          - {id: a.c, patern: 'x', min_length: many}
      sources:
        - {name: logs, glob: /x, parser: transcript, rules: [b, {id: a.d, pattern: ')'}]}
      """
    let (manifest, mistakes) = ManifestLoader.load(
      Array(text.utf8), file: "f", builtInRuleSets: [])
    #expect(mistakes.count == 7)
    #expect(manifest?.ruleSets.first?.rules.map(\.id.value) == ["a.a", "a.c"])
    let references = manifest?.sources.first?.rules
    guard case .rule(let rule) = references?.last else {
      Issue.record("the rule written in place is lost")
      return
    }
    #expect(rule.pattern.value == ")")
  }
}
