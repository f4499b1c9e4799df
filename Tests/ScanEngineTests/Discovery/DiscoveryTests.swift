import Foundation
import Testing

@testable import ScanEngine

struct DiscoveryTests {
  let project: TemporaryProject

  init() throws { project = try TemporaryProject() }

  @Test func findsWhatTheGlobNamesInTheOrderOfBytes() throws {
    for path in ["b.log", "a/c.log", "a-b.log", "a.log", "a/x.txt"] { try project.write(path) }
    #expect(try project.find("**/*.log").paths == ["a-b.log", "a.log", "a/c.log", "b.log"])
    #expect(try project.find("*.{log,txt}", "a/*.txt").paths.count == 4)
    #expect(try project.find("nothing/*.log", "nothing.log").skips.isEmpty)
  }

  @Test func aMatchedFolderStandsForEveryFileBelowIt() throws {
    for path in ["s/1/log.jsonl", "s/1/feedback/f.md", "s/2/log.jsonl", "s/3.jsonl", "s/1/.lock"] {
      try project.write(path)
    }
    let found = try project.find("s/*", sessions: true)
    #expect(found.paths == ["s/1/feedback/f.md", "s/1/log.jsonl", "s/2/log.jsonl", "s/3.jsonl"])
    #expect(found.files.map(\.session) == ["1", "1", "2", "3"])
    #expect(found.skips[.hidden]?.example == "s/1/.lock")
  }

  @Test func hiddenNamesNeedADotInTheGlob() throws {
    for path in [".log", ".git/a.log", "a.log", ".x/.y/z.log"] { try project.write(path) }
    let found = try project.find("**/*.log")
    #expect(found.paths == ["a.log"])
    #expect(found.skips[.hidden]?.count == 3)
    #expect(found.skips[.hidden]?.example == ".git")
    #expect(try project.find(".git/*.log").paths == [".git/a.log"])
    #expect(try project.find(".*/.*/*").paths == [".x/.y/z.log"])
  }

  @Test func aFileIsFoundOnceWhicheverGlobsNameIt() throws {
    try project.write("a/b.log")
    #expect(try project.find("a", "a/*", "**/*.log", "{a,*}/b.log").paths == ["a/b.log"])
  }

  @Test func excludesByNameAndByPathBelowTheMatchedFolder() throws {
    for path in ["s/1/log", "s/1/state.json", "s/1/checkpoints/c", "s/1/a/checkpoints/c"] {
      try project.write(path)
    }
    let found = try project.find("s/*", exclude: ["state.json", "checkpoints/**"])
    #expect(found.paths == ["s/1/a/checkpoints/c", "s/1/log"])
    #expect(found.skips[.excluded]?.count == 2)
    #expect(found.skips[.excluded]?.example == "s/1/checkpoints/")
    #expect(
      try project.find("s/*", exclude: ["checkpoints"]).paths == ["s/1/log", "s/1/state.json"])
  }

  @Test func excludesByPathBelowTheGlobsLiteralFolders() throws {
    for path in ["logs/a.log", "logs/old/a.log", "logs/new/old/a.log"] { try project.write(path) }
    let found = try project.find("logs/**/*.log", exclude: ["old/*"])
    #expect(found.paths == ["logs/a.log", "logs/new/old/a.log"])
    #expect(try project.find("logs/a.log", exclude: ["./a.log"]).paths.isEmpty)
    #expect(try project.find("logs/a.log", exclude: ["*.log"]).skips[.excluded]?.count == 1)
    #expect(try project.find("logs/none.log", exclude: ["*.log"]).skips.isEmpty)
  }

  @Test func theWindowGoesByModificationTime() throws {
    try project.write("old.log", modified: 1_000_000_000)
    try project.write("new.log", modified: 1_000_086_400)
    let found = try project.find("*.log", window: Window(days: 1), now: 1_000_086_401)
    #expect(found.paths == ["new.log"])
    #expect(found.skips[.outsideWindow]?.example == "old.log")
    let all = try project.find("*.log", window: Window(days: 2), now: 1_000_086_401)
    #expect(all.paths.count == 2)
    #expect(all.files.first?.status.modified == 1_000_086_400_000_000_000)
  }

  @Test func anotherWindowReplacesTheSourcesOwn() throws {
    try project.write("a.log", modified: 1_000_000_000)
    let position = SourcePosition(file: "", line: 1, column: 1)
    var source = SourceDeclaration(
      name: Located("s", at: position), parser: .transcript, recommendation: "")
    source.globs = [Located("*.log", at: position)]
    let selection = try FileSelection(source)
    let now = 1_000_000_000 + 40 * 86_400
    #expect(project.discovery().files(of: selection, now: now).files.isEmpty)
    let wide = project.discovery().files(of: selection, now: now, window: Window(days: 41))
    #expect(wide.files.count == 1)
  }

  @Test func neverFollowsASymbolicLink() throws {
    let outside = try TemporaryProject()
    try outside.write("secret.log")
    try project.write("real/a.log")
    try project.link("outside", to: outside.root)
    try project.link("file.log", to: "\(outside.root)/secret.log")
    try project.link("real/loop", to: "..")
    try project.link("real/inside.log", to: "a.log")
    let found = try project.find("**/*.log", "outside/*", "file.log")
    #expect(found.paths == ["real/a.log"])
    #expect(found.skips[.symbolicLink] != nil)
    #expect(try project.find("outside/secret.log").skips[.symbolicLink]?.example == "outside")
    #expect(try project.find("real").paths == ["real/a.log"])
  }

  @Test(.timeLimit(.minutes(1)))
  func neitherWaitsForAPipeNorOpensADevice() throws {
    #expect(mkfifo("\(project.root)/pipe.log", 0o600) == 0)
    try project.write("a.log")
    let found = try project.find("*.log", "pipe.log")
    #expect(found.paths == ["a.log"])
    #expect(found.skips[.notAFile]?.example == "pipe.log")
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func reportsAFolderThatCannotBeRead() throws {
    try project.write("closed/a.log")
    try project.write("open/a.log")
    chmod("\(project.root)/closed", 0)
    defer { chmod("\(project.root)/closed", 0o700) }
    let found = try project.find("**/*.log")
    #expect(found.paths == ["open/a.log"])
    #expect(found.skips[.unreadable]?.example == "closed/")
    #expect(found.skips[.unreadable]?.detail == "Permission denied")
  }

  @Test func namesThatAreNoTextStayApart() throws {
    project.write(name: [0x61, 0xFF, 0x2E, 0x6C])
    project.write(name: Array("a%FF.l".utf8))
    project.write(name: Array("b\nc.l".utf8))
    project.write(name: Array("100%.l".utf8))
    let found = try project.find("*.l")
    #expect(found.paths == ["100%.l", "a%25FF.l", "a%FF.l", "b%0Ac.l"])
    for file in found.files { _ = try DocumentReader(file) }
  }

  @Test func aDisabledSourceFindsNothingAndSaysSo() throws {
    try project.write("a.log")
    let found = try project.find("*.log", isEnabled: false)
    #expect(found.files.isEmpty)
    #expect(found.skips[.disabled]?.count == 1)
  }

  @Test func folderChainsEndSomewhere() throws {
    let chain = Array(repeating: "d", count: 120).joined(separator: "/")
    try project.write("\(chain)/a.log")
    let found = try project.find("**/*.log")
    #expect(found.files.isEmpty)
    #expect(found.skips[.tooDeep]?.count == 1)
  }

  /// One open folder a level, not one a folder.
  @Test func walksManyFilesAndFolders() throws {
    for folder in 0..<1_200 { try project.write("logs/\(folder)/a.log") }
    for file in 0..<1_000 { try project.write("logs/many/\(file).txt") }
    #expect(try project.find("logs/**/*.log").files.count == 1_200)
    let excluded = try project.find("logs", exclude: ["*.txt"])
    #expect(excluded.files.count == 1_200)
    #expect(excluded.skips[.excluded]?.count == 1_000)
  }
}
