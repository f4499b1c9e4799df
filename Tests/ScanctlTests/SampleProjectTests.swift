import Foundation
import Testing

/// The main job on Examples/sample-project.
struct SampleProjectTests {
  /// With times, dates and ports of the run taken out.
  private static func normalized(_ text: String) -> String {
    text.replacing(#/\d{4}-\d\d-\d\d(T[\d:.]+Z)?/#, with: "<date>")
  }

  @Test func lookingChangesNothing() throws {
    let workspace = try Workspace.sample()
    let before = try workspace.snapshot()
    let text = try workspace.scanctl("backfill", "--scan-only", "--no-github")
    #expect(text.status == 0)
    #expect(text.output.contains("learnings_md: High value - documented errors and fixes"))
    #expect(text.output.contains("LEARNINGS.md: 1 document, 2.5 KiB, 1 new"))
    let json = try workspace.scanctl("backfill", "--scan-only", "--no-github", "--json")
    let object = try JSONShape.object(json.output)
    #expect(JSONShape.keys(object) == ["schema_version", "sources"])
    let sources = try #require(object["sources"] as? [[String: Any]])
    #expect(
      JSONShape.keys(sources[0]).isSuperset(
        of: ["source", "recommendation", "place", "documents", "bytes", "new", "changed"]))
    for arguments in [["patterns"], ["lookup", "KeyError: 'a'"], ["patterns", "--json"]] {
      #expect(try Scanctl.run(arguments, in: workspace.folder).status == 0)
    }
    #expect(try workspace.snapshot() == before)
  }

  /// RECORD_GOLDEN=1 writes what is expected; read it before it is committed.
  @Test func learnsWhatThereIs() throws {
    let workspace = try Workspace.sample()
    var shown = ""
    for arguments in [
      ["recover"], ["backfill", "--no-github"], ["patterns", "--top", "100"],
      ["lookup", "ModuleNotFoundError: No module named 'yaml'"], ["finish", "--no-github"],
    ] {
      let result = try Scanctl.run(arguments, in: workspace.folder)
      #expect(result.status == 0)
      #expect(result.errors.isEmpty)
      shown += "$ scanctl \(arguments.joined(separator: " "))\n" + result.output
    }
    try Golden.expect(Self.normalized(shown), "sample/run.txt")
  }

  @Test func countsNothingTwice() throws {
    let workspace = try Workspace.sample()
    let first = try workspace.flow("backfill", "--no-github")
    #expect(first.errorsExtracted > 20 && first.patternsUpdated == 0)
    #expect(first.errorsExtracted == first.sourcesScanned.map(\.errorsFound).reduce(0, +))
    let counts = try workspace.counts()
    #expect(counts.values.reduce(0, +) == first.errorsExtracted)
    #expect(try workspace.patterns().count == first.patternsCreated)
    for arguments in [["backfill", "--no-github"], ["finish", "--no-github"], ["recover"]] {
      let again = try Scanctl.run(arguments + ["--json"], in: workspace.folder)
      let summary = try Summary(again.output)
      #expect(summary.errorsExtracted == 0 && summary.patternsCreated == 0)
      #expect(summary.patternsUpdated == 0)
    }
    #expect(try workspace.counts() == counts)
    #expect(try workspace.scanctl("finish", "--no-github").output.isEmpty)
  }

  @Test func readingLeavesNothingBehind() throws {
    let workspace = try Workspace.sample()
    try workspace.flow("backfill", "--no-github")
    let before = try workspace.snapshot()
    for arguments in [
      ["patterns"], ["lookup", "KeyError: 'a'"], ["backfill", "--scan-only", "--no-github"],
    ] {
      #expect(try Scanctl.run(arguments, in: workspace.folder).status == 0)
    }
    #expect(try workspace.snapshot() == before)
  }

  @Test func answersWithTheDocumentedFix() throws {
    let workspace = try Workspace.sample()
    try workspace.flow("backfill", "--no-github")
    let text = try workspace.scanctl("lookup", "ModuleNotFoundError: No module named 'yaml'")
    #expect(text.output.contains("fix: add `pyyaml>=6` to the dependencies"))
    #expect(text.output.contains("documented in LEARNINGS.md:"))
    let piped = try workspace.scanctl(
      "lookup", "-", "--json",
      stdin: "building…\nTypeError: Cannot read properties of undefined (reading 'status')\n")
    let object = try JSONShape.object(piped.output)
    #expect(JSONShape.keys(object) == ["schema_version", "errors"])
    let errors = try #require(object["errors"] as? [[String: Any]])
    #expect(errors.count == 1)
    #expect(
      JSONShape.keys(errors[0])
        == ["type", "message", "fingerprint", "known", "patterns", "fixes"])
    let fixes = try #require(errors[0]["fixes"] as? [[String: Any]])
    #expect(try #require(fixes.first?["text"] as? String).contains("parcel.stops ?? []"))
    let unknown = try workspace.scanctl("lookup", "KeyError: 'nobody knows this'")
    #expect(unknown.status == 0)
    #expect(!unknown.output.contains("fix:"))
  }

  @Test func printsTheShapesThatAreDocumented() throws {
    let workspace = try Workspace.sample()
    for arguments in [["recover"], ["backfill", "--no-github"], ["finish", "--no-github"]] {
      let result = try Scanctl.run(arguments + ["--json"], in: workspace.folder)
      let object = try JSONShape.object(result.output)
      #expect(object["schema_version"] as? Int == 1)
      #expect(
        JSONShape.keys(object).isSuperset(
          of: [
            "schema_version", "sources_scanned", "errors_extracted", "patterns_created",
            "patterns_updated", "warnings", "skipped",
          ]))
      for item in try #require(object["sources_scanned"] as? [[String: Any]]) {
        #expect(JSONShape.keys(item) == ["source", "path", "errors_found", "recommendation"])
      }
      #expect(result.lines.count == 1)
    }
    let list = try JSONShape.object(workspace.scanctl("patterns", "list", "--json").output)
    let patterns = try #require(list["patterns"] as? [[String: Any]])
    #expect(list["schema_version"] as? Int == 1 && patterns.count > 15)
    for pattern in patterns {
      #expect(
        JSONShape.keys(pattern).isSuperset(
          of: ["fingerprint", "type", "message", "occurrences", "first_seen", "last_seen"]))
      #expect((pattern["fingerprint"] as? String)?.count == 64)
    }
    let top = try JSONShape.object(
      workspace.scanctl("patterns", "--top", "3", "--json").output)
    #expect((top["patterns"] as? [[String: Any]])?.count == 3)
  }

  @Test func showsAPatternByItsFirstDigits() throws {
    let workspace = try Workspace.sample()
    try workspace.flow("backfill", "--no-github")
    let fingerprints = try workspace.patterns().map(\.fingerprint)
    let one = fingerprints[0]
    let shown = try workspace.scanctl("patterns", "show", String(one.prefix(12)))
    #expect(shown.status == 0 && shown.output.contains(one))
    let object = try JSONShape.object(
      workspace.scanctl("patterns", "show", one, "--json").output)
    #expect(
      JSONShape.keys(object)
        == [
          "schema_version", "pattern", "days", "sources", "projects", "sessions", "documents",
          "fixes",
        ])
    let digit = try #require(
      "0123456789abcdef".first { digit in fingerprints.count { $0.first == digit } > 1 })
    let ambiguous = try workspace.scanctl("patterns", "show", String(digit))
    #expect(ambiguous.status == 1 && ambiguous.errors.contains("stands for several patterns"))
    let absent = fingerprints.contains { $0.hasPrefix("0000") } ? "1111" : "0000"
    let unknown = try workspace.scanctl("patterns", "show", absent)
    #expect(unknown.status == 1 && unknown.errors.contains("no pattern has the fingerprint"))
    #expect(try workspace.scanctl("patterns", "show", "zebra").status != 0)
  }

  @Test func extractsWithoutAStore() throws {
    let workspace = try Workspace.sample()
    let before = try workspace.snapshot()
    let result = try workspace.scanctl("extract", "LEARNINGS.md", "--format", "jsonl")
    #expect(result.status == 0 && !result.lines.isEmpty)
    for line in result.lines {
      let object = try JSONShape.object(String(line))
      #expect(
        JSONShape.keys(object).isSuperset(
          of: ["source", "path", "line", "type", "message", "frame", "fix", "fingerprint"]))
    }
    let log = try workspace.scanctl("extract", ".wfo_logs/agent-3.log", "--json")
    let piped = try workspace.scanctl(
      "extract", "-", "--json", stdin: try workspace.text(".wfo_logs/agent-3.log"))
    #expect(piped.lines.count == log.lines.count && piped.lines.count > 3)
    #expect(try workspace.snapshot() == before)
  }
}

/// JSON as it is, to see its keys.
enum JSONShape {
  static func object(_ text: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
  }

  static func keys(_ object: [String: Any]) -> Set<String> { Set(object.keys) }
}

/// Files of Tests/Fixtures that say what is printed.
enum Golden {
  static func url(_ path: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/\(path)")
  }

  /// With RECORD_GOLDEN=1 the file is written and the test fails, so that somebody reads it.
  static func expect(
    _ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let golden = try? String(contentsOf: url(path), encoding: .utf8)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1", golden != text {
      try FileManager.default.createDirectory(
        at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url(path), atomically: true, encoding: .utf8)
      Issue.record("recorded \(path): read it", sourceLocation: sourceLocation)
      return
    }
    #expect(text == golden, "differs from \(path)", sourceLocation: sourceLocation)
  }
}
