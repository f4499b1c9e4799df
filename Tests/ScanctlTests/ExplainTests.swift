import Foundation
import Testing

/// What `scanctl extract --explain` and `scanctl check` say of rules.
struct ExplainTests {
  private func run(_ arguments: [String]) throws -> (output: String, errors: String, code: Int32) {
    let workspace = try Workspace()
    let result = try Scanctl.run(arguments, in: workspace.folder)
    return (result.output, result.errors, result.status)
  }

  private func inFolder(_ files: [String: String], _ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    try body(folder)
  }

  private static let manifest = """
    version: 1
    rules:
      mine:
        - id: mine.wide
          pattern: '^(?<type>\\w+Error): (?<message>.+)$'
          keywords: ['Error: ']
          except: ['harmless']
          examples: [{text: 'FooError: x', type: FooError, message: x}]
        - id: mine.narrow
          pattern: '^(?<type>BarError): (?<message>.+)$'
          examples: [{text: 'BarError: x', type: BarError, message: x}]
    sources:
      - {name: logs, glob: '*.log', parser: transcript, rules: [mine], recommendation: All}
    """

  @Test func saysWhatWasTriedOnALine() throws {
    let log = """
      FooError: out of stock, token ghp_0123456789abcdefghijABCDEFGHIJ456789
      FooError: harmless
      all is well
      """
    try inFolder(["scanners.yaml": Self.manifest, "a.log": log]) { folder in
      let file = folder.appending(path: "a.log").path
      func explain(_ line: Int, _ more: String...) throws -> String {
        let result = try run(
          ["extract", "--root", folder.path, "--explain", "\(line)"] + more + [file])
        #expect(result.code == 0)
        #expect(!result.output.contains("ghp_"))
        return result.output
      }
      let found = try explain(1)
      for part in [
        "rule mine.wide (keyword 'Error: '): matches: type 'FooError'",
        "event: FooError: out of stock",
        "normal form: ", "fingerprint: ", "rules: 1 tried of 2",
      ] { #expect(found.contains(part), "\(part)") }
      #expect(try explain(2).contains("its except vetoes: harmless"))
      #expect(try explain(3).contains("rules: none of 2 was tried"))
      #expect(try explain(9).contains("beyond the end"))
      let json = try JSONSerialization.jsonObject(with: Data(try explain(1, "--json").utf8))
      let object = try #require(json as? [String: Any])
      #expect(object["schema_version"] as? Int == 1)
      #expect((object["steps"] as? [[String: Any]])?.last?["outcome"] as? String == "matched")
      #expect((object["events"] as? [[String: Any]])?.first?["normal_form"] is String)
    }
    #expect(try run(["extract", "--explain", "0", "-"]).code == 64)
  }

  @Test func warnsOfARuleThatCanNeverWin() throws {
    try inFolder(["scanners.yaml": Self.manifest]) { folder in
      let lenient = try run(["check", "--root", folder.path])
      #expect(lenient.code == 0)
      #expect(
        lenient.errors.contains(
          "scanners.yaml:9:11: rule 'mine.narrow' can never win: 'mine.wide' (line 4)"))
      #expect(try run(["check", "--strict", "--root", folder.path]).code == 1)
    }
  }

  @Test func warnsOfNoBuiltInRule() throws {
    try inFolder([:]) { folder in
      let result = try run(["check", "--strict", "--root", folder.path])
      #expect(result.errors == "")
      #expect(result.code == 0)
    }
  }
}
