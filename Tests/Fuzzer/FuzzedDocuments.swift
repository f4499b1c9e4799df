import ScanEngine

/// Documents, read with every built-in rule.
enum FuzzedDocuments {
  static func compiler(_ builtIn: BuiltInManifest) -> ManifestCompiler {
    // No project: nothing of this machine is looked at.
    let root = "/nonexistent/scanctl-fuzzer"
    return ManifestCompiler(
      builtIn: builtIn,
      discovery: Discovery(root: root, agentFolders: AgentFolders(environment: [:], project: root)),
      homes: ["/srv/people/alice"],
      gitHub: GitHubAccess(environment: [:], folder: root, now: { Timestamp(milliseconds: 0) }),
      cache: nil)
  }

  /// All targets share one, for it takes longest to make.
  private static let compiled = Result {
    let builtIn = BuiltInManifest()
    return try compiler(builtIn).compile(builtIn.manifest, effort: .nothing)
  }

  /// Reads an input as a document, and shows what was found in every form.
  static func extraction(
    path: String, parser: ParserKind?
  ) throws -> FuzzBody {
    let extraction = DocumentExtraction(try compiled.get(), sourceName: "fuzz", parser: parser)
    return { input in
      let lines = input.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
      var events: [ErrorEvent] = []
      do {
        let report = try extraction.run(DocumentReader(text: input, path: path), path: path) {
          events.append($0)
        }
        for warning in report.warnings { try expectInert(Printable.line("\(warning)")) }
      } catch is Warning {
        return
      }
      for event in events {
        try expectJSON(EventReport.json(event).description)
        try expectInert(EventReport.text(event), lines: true)
        // An issue's lines are those of its body.
        let isPlaced = event.issue != nil || (1...lines).contains(event.line)
        try expect(isPlaced, "line \(event.line) of \(lines)")
      }
      guard let line = events.last?.line else { return }
      let explanation = try extraction.explain(
        line: line, of: DocumentReader(text: input, path: path), path: path)
      try expectJSON(LineExplanationReport.json(explanation).description)
      try expectInert(LineExplanationReport.text(explanation), lines: true)
    }
  }

  /// What the built-in rules give as examples.
  @Sendable static func examples() -> [[UInt8]] {
    BuiltInManifest().manifest.ruleSets.flatMap(\.rules).flatMap { rule in
      (rule.examples.map(\.text.value) + rule.counterexamples.map(\.value)).map { Array($0.utf8) }
    }
  }

  static let words = [
    "Traceback (most recent call last):\n", "  File \"a.py\", line 3, in f\n", "ValueError: x\n",
    "panic: ", "goroutine 1 [running]:\n", "\tat a.b.C.d(C.java:12)\n", "Caused by: ", "error: ",
    "error[E0382]: x\n --> src/a.rs:1:2\n", "    at f (a.js:1:2)\n", "2026-01-17T12:00:00Z ERROR ",
    "FAILED", "Fix: ", "\u{1B}[31m", "\u{1B}[0m", " | ", "> ", "- ", "    ", "```\n", "~~~", "# ",
    "<!--", "-->", "exit code 1", "E   assert ", "= FAILURES =", "thread 'main' panicked at ",
  ]

  static let keys = [
    "{\"", "\":", "\"type\":", "\"message\":", "\"content\":", "\"tool_result\"",
    "\"tool_use_id\":",
    "\"is_error\":true", "\"uuid\":", "\"payload\":", "\"event_type\":\"error\"", "\"details\":{",
    "\"stack_trace\":", "\"exit_code\":", "\"command\":", "\"timestamp\":", "\"body\":",
    "\"title\":",
    "\"labels\":[{\"name\":\"bug\"}]", "\"number\":", "ValueError: x", "Exit code 1\\n", "[[[[",
    "}}}}",
  ]
}
