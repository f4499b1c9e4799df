import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Arguments, exit statuses and stores.
struct CommandLineTests {
  @Test(arguments: [
    ["finish"], ["recover"], ["backfill"], ["lookup"], ["patterns", "list"], ["patterns", "show"],
    ["check"], ["extract"], ["fingerprint"],
  ])
  func everyCommandHasHelpWithExamples(_ command: [String]) throws {
    let workspace = try Workspace(manifest: nil)
    let result = try Scanctl.run(command + ["--help"], in: workspace.folder)
    #expect(result.status == 0)
    #expect(result.output.contains("Examples:"))
    #expect(result.output.contains("  scanctl \(command.joined(separator: " "))"))
  }

  @Test(arguments: [
    ["finsh"], ["finish", "--sesion", "x"], ["finish", "--timeout", "0"],
    ["backfill", "--days", "0"], ["backfill", "--days", "many"], ["patterns", "show"],
    ["patterns", "list", "--top", "0"], ["patterns", "list", "--since", "yesterday"],
    ["patterns", "list", "--order", "size"], ["extract"], ["extract", "a", "--parser", "xml"],
    ["finish", "--color", "mauve"], ["finish", "left over"],
  ])
  func badUsageIs64(_ arguments: [String]) throws {
    let workspace = try Workspace()
    let before = try workspace.snapshot()
    let result = try Scanctl.run(arguments, in: workspace.folder)
    #expect(result.status == 64)
    #expect(result.output.isEmpty && !result.errors.isEmpty)
    #expect(try workspace.snapshot() == before)
  }

  /// What is spelled the plain way is understood without the parser.
  @Test(arguments: [
    (
      ["finish", "--session", "s9", "--no-github", "--json"],
      ["finish", "--no-github", "--json", "--session=s9"]
    ),
    (["finish", "--quiet"], ["finish", "-q"]),
    (["finish", "--store", "sqlite:own.sqlite"], ["finish", "--store=sqlite:own.sqlite"]),
    (["finish", "--root", "logs", "--verbose"], ["finish", "--root=logs", "-v"]),
    (
      ["finish", "--hook", "codex", "--budget", "60000"],
      ["finish", "--hook=codex", "--budget=60000"]
    ),
    (["recover", "--session", "s9", "--json"], ["recover", "--json", "--session=s9"]),
    (
      ["recover", "--hook", "gemini", "--budget", "60000"],
      ["recover", "--hook=gemini", "--budget=60000"]
    ),
    (["finish", "--store", "postgres:own"], ["finish", "--store=postgres:own"]),
    (["finish", "--root", "nowhere"], ["finish", "--root=nowhere"]),
  ])
  func meansTheSameHoweverItIsSpelled(_ plain: [String], _ other: [String]) throws {
    func outcome(_ arguments: [String]) throws -> (Scanctl.Result, [String: Int], [String]) {
      let workspace = try Workspace()
      for path in ["logs/a.log", ".orchestrator/sessions/s1/out.log"] {
        try workspace.write("LoadFailure: no disk\n", to: path)
      }
      let result = try Scanctl.run(arguments, in: workspace.folder)
      return (
        result, try workspace.counts(),
        try workspace.paths().filter { !$0.hasSuffix("scan_snapshot") }
      )
    }
    let (first, counts, paths) = try outcome(plain)
    let (second, otherCounts, otherPaths) = try outcome(other)
    #expect(first.status == second.status)
    #expect(counts == otherCounts && paths == otherPaths)
    #expect(first.output.isEmpty == second.output.isEmpty)
    #expect(first.errors.isEmpty == second.errors.isEmpty)
  }

  @Test func strictTurnsWarningsIntoFailure() throws {
    let workspace = try Workspace()
    try workspace.write("{\"type\": \"user\"}\n{\"no json\n", to: "logs/a.jsonl")
    let strict = try workspace.scanctl("finish", "--strict")
    #expect(strict.status == 1 && strict.errors.contains("warning:"))
    try workspace.append("{\"no json either\n", to: "logs/a.jsonl")
    let quiet = try workspace.scanctl("finish", "--quiet")
    #expect(quiet.status == 0 && quiet.errors.isEmpty)
    try workspace.append("{\"nor this\n", to: "logs/a.jsonl")
    #expect(!(try workspace.flow("finish").warnings.isEmpty))
  }

  @Test(arguments: [
    ["patterns"], ["patterns", "list", "--json"], ["lookup", "KeyError: 'a'"],
    ["lookup", "KeyError: 'a'", "--json"], ["backfill", "--scan-only"],
  ])
  func readsWithoutAStore(_ arguments: [String]) throws {
    let workspace = try Workspace()
    let before = try workspace.snapshot()
    let result = try Scanctl.run(arguments, in: workspace.folder)
    #expect(result.status == 0)
    if arguments.contains("--json") { _ = try JSONShape.object(result.output) }
    #expect(try workspace.snapshot() == before)
  }

  @Test func keepsPatternsWhereItIsTold() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    #expect(
      try workspace.flow("finish", "--store", "sqlite:elsewhere/one.sqlite").errorsExtracted == 1)
    #expect(workspace.exists("elsewhere/one.sqlite"))
    #expect(!workspace.exists(".orchestrator/patterns.sqlite"))
    let environment = ["SCANCTL_STORE": "sqlite:\(workspace.folder.path)/elsewhere/two.sqlite"]
    #expect(
      try workspace.scanctl("finish", environment: environment).output.contains("found 1 error"))
    #expect(
      try workspace.scanctl("patterns", environment: environment).output.contains("LoadFailure"))
    let nothing = try workspace.scanctl("patterns")
    #expect(nothing.output.isEmpty && nothing.errors.contains("run 'scanctl backfill'"))
    #expect(try workspace.scanctl("patterns", "--quiet").errors.isEmpty)
    let filtered = try workspace.scanctl("patterns", "list", "--since", "7d")
    #expect(filtered.output.isEmpty && filtered.errors.contains("leave --since"))
    for url in ["mysql://somebody:secret@host/db", "sqlite:", "patterns.sqlite"] {
      let result = try workspace.scanctl("finish", "--store", url)
      #expect(result.status == 1 && result.errors.contains("sqlite:PATH"))
      #expect(!result.errors.contains("secret"))
    }
  }

  @Test func refusesStoresThatItCannotUse() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write("no database, but long enough to be taken for one\n", to: "text.sqlite")
    let damaged = try workspace.scanctl("finish", "--store", "sqlite:text.sqlite")
    #expect(damaged.status == 1 && !damaged.errors.isEmpty)
    #expect(try workspace.text("text.sqlite").hasPrefix("no database"))
    try workspace.write("", to: "file")
    #expect(try workspace.scanctl("finish", "--store", "sqlite:file/store.sqlite").status == 1)
    try workspace.flow("finish")
    // The form's number is at byte 60 of the file, big-endian.
    let url = workspace.url(".orchestrator/patterns.sqlite")
    var bytes = try Data(contentsOf: url)
    bytes.replaceSubrange(60..<64, with: [0, 0, 3, 231])
    try bytes.write(to: url)
    for arguments in [["finish"], ["patterns"]] {
      let newer = try Scanctl.run(arguments, in: workspace.folder)
      #expect(newer.status == 1)
      #expect(newer.errors.contains("newer scanctl") && newer.errors.contains("upgrade"))
    }
  }

  /// A folder that can't be written to is no reason to crash; root may write anywhere.
  @Test(.enabled(if: getuid() != 0, "root may write anywhere"))
  func saysThatItCannotWrite() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o500], ofItemAtPath: workspace.folder.path)
    defer {
      try? FileManager.default.setAttributes(
        [.posixPermissions: 0o700], ofItemAtPath: workspace.folder.path)
    }
    let result = try workspace.scanctl("finish")
    #expect(result.status == 1 && result.errors.contains("ermission"))
  }

  @Test func saysThatAFileIsInTheWay() throws {
    let workspace = try Workspace()
    try workspace.write("", to: ".orchestrator")
    let result = try workspace.scanctl("finish")
    #expect(result.status == 1 && result.errors.contains(".orchestrator"))
  }
}
