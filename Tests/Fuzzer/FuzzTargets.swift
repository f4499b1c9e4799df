import ScanEngine

/// Everything that reads what strangers wrote.
enum FuzzTargets {
  static let all: [FuzzTarget] = [
    manifest, transcript, markdown, jsonLines, workflow, issues, memory, scrubber, normalizer,
    hook, state, environment, glob, regex, text, store, gitHub, archive, snapshot,
  ]

  // MARK: The manifest

  private static let manifest = FuzzTarget(
    "manifest",
    words: [
      "version: 1", "sources:", "rules:", "pattern: ", "examples:", "glob: ", "parser: transcript",
      "window: 30d", "block:", "begin: ", "frame: ", "end: ", "max_lines: ", "min_length: ",
      "except: ", "scrub:", "normalize:", "mute:", "(?<type>", "(a+)+$", "(?=", "\\K", "(*MARK:",
      "{1,65535}",
      "<<: *a", "!!str ", "%YAML 1.2", "---", "...", "|2", ">-", "? ", "*x ", "&x ",
      "${claude_code}/",
    ]
  ) {
    let builtIn = BuiltInManifest()
    let names = builtIn.ruleSetNames
    let compiler = FuzzedDocuments.compiler(builtIn)
    return { input in
      let (manifest, mistakes) = ManifestLoader.load(
        input, file: "scanners.yaml", builtInRuleSets: names)
      try expect(manifest != nil || !mistakes.isEmpty, "refused without a mistake")
      var all = mistakes
      if let manifest {
        do throws(ManifestError) {
          _ = try compiler.compile(manifest, shapeMistakes: mistakes, effort: .everything)
        } catch {
          all = error.mistakes
        }
      }
      for mistake in all {
        let text = mistake.description
        try expectInert(text)
        try expect(text.hasPrefix("scanners.yaml"), "names no place: \(text)")
        try expect(text.utf8.count < 8_000, "says too much: \(text.utf8.count) bytes")
      }
    }
  }

  // MARK: Documents

  private static let transcript = FuzzTarget(
    "transcript", words: FuzzedDocuments.words, material: FuzzedDocuments.examples
  ) {
    try FuzzedDocuments.extraction(path: "a.log", parser: nil)
  }

  private static let markdown = FuzzTarget("markdown", words: FuzzedDocuments.words) {
    try FuzzedDocuments.extraction(path: "a.md", parser: .transcript)
  }

  private static let jsonLines = FuzzTarget("json-lines", words: FuzzedDocuments.keys) {
    try FuzzedDocuments.extraction(path: "a.jsonl", parser: .transcript)
  }

  private static let workflow = FuzzTarget("workflow", words: FuzzedDocuments.keys) {
    try FuzzedDocuments.extraction(path: ".workflow_log.jsonl", parser: .workflowLog)
  }

  private static let issues = FuzzTarget("issues", words: FuzzedDocuments.keys) {
    try FuzzedDocuments.extraction(path: "-", parser: .github)
  }

  /// What the store gives back, where somebody has changed it.
  private static let memory = FuzzTarget("memory", words: FuzzedDocuments.keys) {
    let line =
      #"{"type":"user","message":{"content":[{"type":"tool_result","content":"x"}]}}"# + "\n"
    return { input in
      for parser: any DocumentParser in [
        TranscriptJSONParser(memory: input), WorkflowLogParser(memory: input),
      ] {
        var parser = parser
        Array(line.utf8).withUnsafeBytes { bytes in
          parser.parse(Chunk(bytes: bytes, offset: 0, line: 1)) { _ in }
        }
        parser.finish { _ in }
        try expect(parser.memory.count <= 64 << 10, "remembers too much")
      }
    }
  }

  // MARK: Texts

  private static let scrubber = FuzzTarget("scrubber", words: FuzzedSecrets.words) {
    let scrubber = Scrubber(homes: ["/srv/people/alice"])
    return { try FuzzedSecrets.check($0, scrubber) }
  }

  private static let normalizer = FuzzTarget("normalizer", words: FuzzedDocuments.words) {
    { input in
      guard var scratch = MatchScratch() else { return }
      let type = String(decoding: input.prefix { $0 != 0x3A }, as: UTF8.self)
      let once = Fingerprinter.builtIn.fingerprint(
        type: type, message: input, frame: type, scratch: &scratch)
      let twice = Fingerprinter.builtIn.fingerprint(
        type: type, message: input, frame: type, scratch: &scratch)
      try expect(once == twice, "is not the same twice")
      let growth = once.normalForm.count - input.count * 8
      try expect(growth < 256, "grows a message of \(input.count) bytes by \(growth)")
    }
  }

  private static let text = FuzzTarget("text") {
    { input in
      let text = String(decoding: input, as: UTF8.self)
      try expectInert(Printable.line(text))
      try expectInert(Printable.lines(text), lines: true)
      let json = JSONText.string(text)
      try expectInert(json)
      let back = Array(json.utf8).withUnsafeBytes { JSONParser()?.parse($0) { $0.string } } ?? nil
      try expect(back == text, "is another text as JSON: \(json)")
      _ = Timestamp(text)
      var length = 0
      _ = input.withUnsafeBytes { Timestamp(atStartOf: $0, length: &length) }
      try expect(length >= 0 && length <= input.count, "a time is longer than its text")
    }
  }

  // MARK: Small files

  private static let hook = FuzzTarget(
    "hook", words: ["\"session_id\":", "\"cwd\":\"/", "\"transcript_path\":", "\"reason\":"]
  ) {
    { input in
      let told = HookInput(json: input)
      for path in [told.folder, told.transcript] {
        try expect(path?.hasPrefix("/") ?? true, "takes a relative path")
      }
      var whole = JSONValueEnd()
      let end = whole.find(in: input[...])
      var parts = JSONValueEnd()
      let middle = input.count / 2
      let first = parts.find(in: input[..<middle])
      let second = first == nil ? parts.find(in: input[middle...]).map { $0 + middle } : first
      try expect(end == second, "ends elsewhere in pieces")
    }
  }

  private static let state = FuzzTarget(
    "state",
    words: [
      "\"last_scan\":", "\"file_hashes\":", "\"github_watermark\":", "\"ingested_sessions\":",
      "\"resume\":", "\"consumed\":", "\"changes\":", "\"watermarks\":", "/srv/app/",
      "2026-01-17T12:00:00.123456",
    ]
  ) {
    let reader = ScanStateReader(root: "/srv/app")
    let file = try FuzzedState()
    return { input in
      try file.check(input)
      guard let (state, notes) = try? reader.read(input) else { return }
      for note in notes { try expectInert(Printable.line(note)) }
      let written = ScanStateWriter.json(state)
      let again = try? reader.read(written).state
      try expect(again == state, "is another state when it was written and read")
      try expect(again.map(ScanStateWriter.json) == written, "is written in another way")
      try file.check(written)
    }
  }

  private static let store = FuzzTarget("store") {
    let project = try await FuzzedStore()
    return { try await project.check($0) }
  }

  private static let environment = FuzzTarget(
    "environment", words: ["export ", "PASSWORD=", "SECRET_KEY=\"", "TOKEN='", "\\n", "# "]
  ) {
    { input in
      let secrets = EnvironmentSecrets([input, Array("API_TOKEN=0123abcd4567\n".utf8)])
      let text = String(decoding: input, as: UTF8.self)
      _ = secrets.redact(text)
      let redacted = secrets.redact("before 0123abcd4567 after")
      try expect(!redacted.contains("0123abcd4567"), "keeps a secret: \(redacted)")
    }
  }

  private static let glob = FuzzTarget(
    "glob", words: ["**/", "*", "?", "[a-z]", "[!a]", "{a,b}", "{1..9}", "${codex}/", "a/b/c.log"]
  ) {
    { input in
      let lines = input.split(separator: 0x0A, maxSplits: 1)
      guard let first = lines.first,
        let pattern = try? GlobPattern(String(decoding: first, as: UTF8.self))
      else { return }
      _ = Array(lines.last ?? []).withUnsafeBytes { pattern.matches($0) }
    }
  }

  private static let regex = FuzzTarget(
    "regex",
    words: [
      "(a+)+$", "(?<x>", "(?:", "(?=", "(?<!", "\\1", "\\k<x>", "{0,65535}", "[^\\n]", "\\X",
      "(?R)", "(*LF)",
      "(?i)", "\\Q", "[[:alpha:]]", "\\p{L}", "(?#", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ]
  ) {
    guard var scratch = MatchScratch() else { throw FuzzFinding("memory is out") }
    return { input in
      let lines = input.split(separator: 0x0A, maxSplits: 1)
      guard let first = lines.first,
        let pattern = try? CompiledPattern(String(decoding: first, as: UTF8.self))
      else { return }
      let rest = Array(lines.last ?? [])
      try rest.withUnsafeBytes { bytes in
        guard scratch.search(pattern, in: bytes) == .matched else { return }
        for group in 0...pattern.groupCount {
          guard let range = scratch.range(ofGroup: group) else { continue }
          try expect(
            range.lowerBound >= 0 && range.upperBound <= bytes.count, "matches beyond the line")
        }
      }
    }
  }
}
