import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files, links and bytes that nobody has asked for.
struct HostileInputTests {
  @Test func keepsItsFilesToTheirOwner() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.flow("finish")
    #expect(try workspace.permissions(".orchestrator") == 0o700)
    for path in try workspace.paths() where path.hasPrefix(".orchestrator/") {
      #expect(try workspace.permissions(path) == 0o600, "\(path)")
    }
  }

  @Test(arguments: ["patterns.sqlite", "scan_state.json", "scan.lock"])
  func writesThroughNoLink(_ name: String) throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write("theirs", to: "theirs")
    try FileManager.default.createDirectory(
      at: workspace.url(".orchestrator"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      at: workspace.url(".orchestrator/\(name)"), withDestinationURL: workspace.url("theirs"))
    let result = try workspace.scanctl("finish")
    #expect(!result.errors.isEmpty)
    #expect((result.status == 0) == (name == "scan_state.json"), "\(result.errors)")
    #expect(try workspace.text("theirs") == "theirs")
  }

  @Test func writesIntoNoLinkedFolder() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write("theirs", to: "theirs/file")
    try FileManager.default.createSymbolicLink(
      at: workspace.url(".orchestrator"), withDestinationURL: workspace.url("theirs"))
    let result = try workspace.scanctl("finish")
    #expect(result.status == 1 && result.errors.contains("symbolic link"))
    #expect(try workspace.paths().filter { $0.hasPrefix("theirs/") } == ["theirs/file"])
  }

  @Test func followsNoLinkAndWaitsForNoPipe() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write("SaveFailure: not ours\n", to: "outside/b.log")
    for (name, target) in [("link.log", "outside/b.log"), ("folder", "outside")] {
      try FileManager.default.createSymbolicLink(
        at: workspace.url("logs/\(name)"), withDestinationURL: workspace.url(target))
    }
    #expect(mkfifo(workspace.url("logs/pipe.log").path, 0o600) == 0)
    let summary = try workspace.flow("finish")
    #expect(summary.errorsExtracted == 1)
    let reasons = summary.skipped.filter { $0.source == "logs" }
    #expect(reasons.first { $0.reason == "symbolic_link" }?.count == 2)
    #expect(reasons.first { $0.reason == "not_a_file" }?.count == 1)
  }

  /// Loops of links, and what is no file, in the place of files and of folders.
  @Test func entersNoLoopAndOpensNoDevice() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/deep/a.log")
    for (name, target) in [
      ("logs/self", "self"), ("logs/deep/up", ".."), ("logs/root", "/"), ("logs/tty", "/dev/tty"),
      ("logs/zero.log", "/dev/zero"), ("logs/there", "back"), ("logs/back", "there"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: workspace.url(name).path, withDestinationPath: target)
    }
    let device = mknod(workspace.url("logs/device.log").path, S_IFCHR | 0o600, 0x105)
    #expect(mkfifo(workspace.url("logs/deep/pipe").path, 0o600) == 0)
    for command in ["backfill", "finish"] {
      let summary = try workspace.flow(command, "--no-github")
      #expect(summary.skipped.first { $0.reason == "symbolic_link" }?.count == 7)
      #expect(
        summary.skipped.first { $0.reason == "not_a_file" }?.count == (device == 0 ? 2 : 1))
    }
    #expect(try workspace.counts() == ["LoadFailure: no disk": 1])
  }

  /// A name may hold all bytes but a slash and NUL.
  @Test func takesEveryName() throws {
    let workspace = try Workspace()
    let names: [[UInt8]] = [
      Array("new\nline.log".utf8), Array("a\u{1B}[2Jb.log".utf8), Array("quote\"\\.log".utf8),
      [0xFF, 0xFE, 0x2E], Array("%2F%0A.log".utf8), Array("-rf".utf8), Array(" ".utf8),
      Array("é\u{202E}.log".utf8), Array("e\u{301}".utf8), Array(repeating: 0x78, count: 255),
    ]
    try workspace.write("nothing\n", to: "logs/plain.log")
    for name in names {
      let path: [UInt8] = Array(workspace.url("logs").path.utf8) + [0x2F] + name + [0]
      let file = open(path.map { CChar(bitPattern: $0) }, O_WRONLY | O_CREAT, 0o600)
      try #require(file >= 0)
      let line = Array("LoadFailure: no disk\n".utf8)
      #expect(write(file, line, line.count) == line.count)
      close(file)
    }
    let first = try workspace.flow("finish", "--no-github")
    #expect(first.errorsExtracted == names.count)
    #expect(Set(first.sourcesScanned.map(\.path)).count == names.count + 1)
    #expect(try workspace.flow("finish", "--no-github").errorsExtracted == 0)
    let state = try Data(contentsOf: workspace.url(".orchestrator/scan_state.json"))
    #expect(try JSONSerialization.jsonObject(with: state) is [String: Any])
    let shown = try workspace.scanctl("backfill", "--rescan", "--no-github", "--verbose")
    let acting = (shown.output + shown.errors).unicodeScalars.filter { scalar in
      (scalar.properties.generalCategory == .control && scalar != "\n") || scalar.value == 0x202E
    }
    #expect(shown.status == 0 && acting.isEmpty)
    #expect(try workspace.counts() == ["LoadFailure: no disk": names.count])
  }

  /// Everything that prose quotes is looked at: thousands of quotes in one line must not be
  /// compared with one another.
  @Test(arguments: ["`FR` in ", "failed with \"x ", "it fixed x. ", "**Fix** "])
  func getsThroughProseFullOfQuotes(_ piece: String) throws {
    let workspace = try Workspace()
    let line = "- `KeyError: x` in " + String(repeating: piece, count: 24_000 / piece.utf8.count)
    try workspace.write(line + "\n", to: "LEARNINGS.md")
    // Takes seconds of the processor in a debug build; minutes where time is quadratic.
    let result = try Scanctl.run(
      program: [
        "/bin/sh", "-c", "ulimit -t 90; exec \"$0\" extract LEARNINGS.md", Scanctl.binary,
      ], in: workspace.folder)
    #expect(result.status == 0)
  }

  /// Deep folders, and many files: bounded here, 100,000 of them in `make torture`.
  @Test func readsManyFilesAndDeepFolders() throws {
    let rounds = ProcessInfo.processInfo.environment["SCANCTL_TORTURE_ROUNDS"] != nil
    let count = rounds ? 100_000 : 2_000
    let workspace = try Workspace()
    for folder in 0..<(count / 100) {
      for file in 0..<100 { try workspace.write("", to: "logs/\(folder)/\(file).log") }
    }
    for depth in [90, 200] {
      let deep = (0..<depth).map { _ in "d" }.joined(separator: "/")
      try workspace.write("LoadFailure: no disk\n", to: "logs/\(deep)/a.log")
    }
    let result = try workspace.scanctl("finish", "--json", "--no-github")
    let summary = try Summary(result.output)
    #expect(summary.errorsExtracted == 1)
    #expect(summary.skipped.contains { $0.reason == "too_deep" })
    #expect(result.peakMemory < 128 * 1_024 + (rounds ? 128 * 1_024 : 0), "\(result.peakMemory)")
    #expect(try workspace.flow("finish", "--no-github").errorsExtracted == 0)
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func warnsOfWhatItCannotRead() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/b.log")
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: workspace.url("logs/a.log").path)
    let summary = try workspace.flow("finish")
    #expect(summary.errorsExtracted == 1)
    #expect(summary.warnings.map(\.path) == ["logs/a.log"])
  }

  @Test func survivesAnyBytes() throws {
    let workspace = try Workspace()
    let failure = "LoadFailure: no disk\n"
    var generator = SystemRandomNumberGenerator()
    try workspace.write("", to: "logs/empty.log")
    try workspace.write(
      Data((0..<200_000).map { _ in UInt8.random(in: 0...255, using: &generator) }),
      to: "logs/noise.bin")
    try workspace.write(failure.replacing("\n", with: "\r\n"), to: "logs/crlf.log")
    try workspace.write(
      Data([0xEF, 0xBB, 0xBF]) + Data(failure.utf8), to: "logs/mark.log")
    try workspace.write(Data([0, 0, 0x0A]) + Data(failure.utf8), to: "logs/nul.log")
    try workspace.write(
      Data([0x67, 0xFC, 0x6E, 0x0A]) + Data(failure.utf8) + Data([0xE9, 0x0A]),
      to: "logs/latin.log")
    try workspace.write(
      try #require(failure.data(using: .utf16LittleEndian)), to: "logs/wide.log")
    let summary = try workspace.flow("finish")
    #expect(summary.sourcesScanned.count == 7)
    let expected = ["crlf", "latin", "mark", "nul"].map { "logs/\($0).log" }
    let found = summary.sourcesScanned.filter { $0.errorsFound == 1 }.map(\.path)
    #expect(Set(found).isSuperset(of: expected))
    #expect(try workspace.counts()["LoadFailure: no disk"] == expected.count)
    #expect(try workspace.flow("finish").errorsExtracted == 0)
  }

  /// Nothing that was read can drive a terminal or break a line of results.
  @Test func printsNothingThatActs() throws {
    let workspace = try Workspace()
    let escape = "LoadFailure: \u{1B}]0;owned\u{07}\u{9B}31m\u{202E}\u{2028} \"quote\\\n"
    try workspace.write(escape, to: "logs/a\u{1B}[2J\u{202E}.log")
    try workspace.write("```\n" + escape + "```\n\nFix: run \u{1B}[8mthis\n", to: "LEARNINGS.md")
    try workspace.write(
      "wf\u{1B}[2J\n", to: ".orchestrator/current")
    var runs = [["backfill", "--verbose"], ["finish", "--verbose"], ["patterns"]]
    runs += [
      ["lookup", escape], ["extract", "LEARNINGS.md"], ["extract", "LEARNINGS.md", "--json"],
    ]
    runs += [
      ["patterns", "--json"], ["lookup", escape, "--json"], ["backfill", "--rescan", "--json"],
    ]
    runs += [["patterns", "show", "\u{1B}[2J"], ["finish", "--source", "\u{1B}[2J"]]
    runs += [["finish", "--root", "\u{1B}[2J"], ["check", "\u{1B}[2J"], ["\u{1B}[2J"]]
    runs += [["finish", "--manifest", "\u{1B}[2J"], ["finish", "--store", "\u{1B}[2J"]]
    runs += [["finish", "--store", "sqlite:\u{1B}[2J/\u{1B}"], ["extract", "\u{1B}[2J"]]
    for arguments in runs {
      let result = try Scanctl.run(arguments, in: workspace.folder)
      let acting = (result.output + result.errors).unicodeScalars.filter { scalar in
        (scalar.properties.generalCategory == .control && scalar != "\n")
          || [0x202E, 0x2028].contains(scalar.value)
      }
      #expect(acting.isEmpty, "\(arguments)")
      if arguments.contains("--json"), result.status == 0 {
        for line in result.lines { _ = try JSONShape.object(String(line)) }
      }
    }
    for pattern in try workspace.patterns() {
      let shown = try workspace.scanctl("patterns", "show", pattern.fingerprint)
      #expect(!shown.output.contains("\u{1B}"))
    }
  }

  /// A line that is longer than memory should be.
  @Test func readsALineOfAnyLength() throws {
    let workspace = try Workspace()
    let path = workspace.url("logs/long.log")
    try workspace.write("LoadFailure: before\n", to: "logs/long.log")
    let handle = try FileHandle(forWritingTo: path)
    try handle.seekToEnd()
    let block = Data(repeating: 0x61, count: 1 << 20)
    for _ in 0..<70 { try handle.write(contentsOf: block) }
    try handle.write(contentsOf: Data("\nLoadFailure: after\n".utf8))
    try handle.close()
    let result = try workspace.scanctl("finish", "--json")
    let summary = try Summary(result.output)
    #expect(summary.errorsExtracted == 2)
    #expect(summary.warnings.contains { $0.text.contains("too long") })
    #expect(result.peakMemory < 64 * 1_024)
  }
}
