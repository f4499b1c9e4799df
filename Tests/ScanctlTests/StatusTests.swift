import Foundation
import ScanEngine
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Broken ground: what finish, backfill and status say, and that nothing is lost.
@Suite(.serialized)
struct StatusTests {
  private static let error = ["LoadFailure: no disk": 1]

  /// A project in which one error was learned.
  private static func learned() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.flow("finish")
    return workspace
  }

  @Test func showsAProjectThatIsWell() throws {
    let workspace = try Self.learned()
    try workspace.write("SaveFailure: no space\n", to: ".orchestrator/sessions/wf_1/a.log")
    // What SQLite needs to read beside the store isn't looked at.
    func snapshot() throws -> [String: Data] {
      try workspace.snapshot().filter { !$0.key.hasSuffix("-shm") && !$0.key.hasSuffix("-wal") }
    }
    let before = try snapshot()
    let result = try workspace.scanctl("status")
    #expect(result.status == 0 && result.errors.isEmpty)
    for part in ["acme/web in ", "1 pattern, 1 occurrence", "Lock      free", "1 orphaned", "wf_1"]
    {
      #expect(result.output.contains(part))
    }
    #expect(!result.output.contains("Problems"))
    let status = try workspace.status()
    #expect(status.usable && status.problems.isEmpty && status.sessions.orphaned == ["wf_1"])
    #expect(try snapshot() == before)
  }

  @Test func showsAProjectThatIsNew() throws {
    let workspace = try Workspace(manifest: nil)
    let result = try workspace.scanctl("status")
    #expect(result.status == 0 && result.output.contains("none yet"))
    #expect(try workspace.paths().isEmpty)
  }

  // MARK: The store

  private static let store = ".orchestrator/patterns.sqlite"

  /// Status 1 everywhere, the same remedy, and what stands there is left as it is.
  private static func expectUnusable(
    _ workspace: Workspace, _ remedy: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let before = try Data(contentsOf: workspace.url(store))
    for command in ["finish", "backfill", "status"] {
      let result = try workspace.scanctl(command)
      #expect(result.status == 1, sourceLocation: sourceLocation)
      #expect(
        (result.output + result.errors).contains(remedy), "\(command): \(result.errors)",
        sourceLocation: sourceLocation)
    }
    #expect(try !workspace.status().usable, sourceLocation: sourceLocation)
    #expect(try Data(contentsOf: workspace.url(store)) == before, sourceLocation: sourceLocation)
  }

  @Test func refusesADamagedStore() throws {
    let workspace = try Self.learned()
    let file = try FileHandle(forWritingTo: workspace.url(Self.store))
    let size = try file.seekToEnd()
    try file.seek(toOffset: 4_096)
    try file.write(contentsOf: Data(repeating: 0xA5, count: Int(size) - 4_096))
    try file.close()
    try Self.expectUnusable(workspace, "move it away, then run 'scanctl backfill'")
    // The way out that was named leads out.
    try workspace.remove(Self.store)
    try workspace.flow("backfill")
    #expect(try workspace.counts() == Self.error)
  }

  @Test func refusesAnotherFileInTheStoresPlace() throws {
    let workspace = try Self.learned()
    try workspace.write(String(repeating: "no database ", count: 1_000), to: Self.store)
    try Self.expectUnusable(workspace, "move it away, then run 'scanctl backfill'")
  }

  @Test func refusesAStoreFromTheFuture() throws {
    let workspace = try Self.learned()
    let file = try FileHandle(forWritingTo: workspace.url(Self.store))
    // The number of changes to the form, in the database's header.
    try file.seek(toOffset: 60)
    try file.write(contentsOf: Data([0, 0, 0x27, 0x0F]))
    try file.close()
    try Self.expectUnusable(workspace, "upgrade scanctl or use --store with another file")
  }

  @Test func survivesADamagedLogOfTheStore() throws {
    let workspace = try Self.learned()
    try workspace.write(String(repeating: "garbage ", count: 10_000), to: Self.store + "-wal")
    #expect(try workspace.status().usable)
    try workspace.append("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.flow("finish")
    #expect(try workspace.counts() == ["LoadFailure: no disk": 2])
  }

  /// Cut off, as a crash of the machine may leave it.
  @Test(arguments: [100, 4_096, 20_000])
  func refusesAStoreThatWasCut(_ size: Int) throws {
    let workspace = try Self.learned()
    #expect(truncate(workspace.url(Self.store).path, off_t(size)) == 0)
    try Self.expectUnusable(workspace, "move it away, then run 'scanctl backfill'")
  }

  @Test func learnsAgainWhereTheStoreIsEmpty() throws {
    let workspace = try Self.learned()
    try workspace.write("", to: Self.store)
    try workspace.flow("finish")
    #expect(try workspace.counts() == Self.error)
  }

  // MARK: The state

  @Test(arguments: ["", "[1,", "folder"])
  func rebuildsAStateThatIsNone(_ text: String) throws {
    let workspace = try Self.learned()
    let state = ".orchestrator/scan_state.json"
    try workspace.remove(state)
    try workspace.write(text, to: text == "folder" ? state + "/file" : state)
    let result = try workspace.scanctl("status")
    #expect(result.status == 0)
    #expect(result.output.contains("the state can't be read"))
    #expect(result.output.contains("run 'scanctl finish'"))
    let finish = try workspace.scanctl("finish")
    #expect(finish.status == 0 && finish.errors.contains("set aside"))
    #expect(try workspace.status().problems.isEmpty)
    #expect(try workspace.counts() == Self.error)
  }

  // MARK: Folders and disks

  @Test func refusesALinkInTheFoldersPlace() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    let elsewhere = workspace.home.appending(path: "elsewhere")
    try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: workspace.url(".orchestrator"), withDestinationURL: elsewhere)
    for command in ["finish", "recover", "backfill", "status"] {
      let result = try workspace.scanctl(command)
      #expect(result.status == 1 && (result.output + result.errors).contains("symbolic link"))
    }
    let hook = try Hook.run(
      ["finish", "--hook", "claude-code"], in: workspace, workspace.hookInput("session-1"))
    #expect(hook.status == 0 && hook.errors.contains("symbolic link"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path).isEmpty)
  }

  @Test(.enabled(if: Mount.isAllowed, "mounting needs root"))
  func saysThatTheDiskIsFull() throws {
    let workspace = try Workspace()
    try workspace.write("LoadFailure: no disk\n", to: "logs/a.log")
    try workspace.write("", to: ".orchestrator/.keep")
    let mount = try Mount(
      "-t", "tmpfs", "-o", "size=24m", "tmpfs", at: workspace.url(".orchestrator"))
    defer { mount.end() }
    try workspace.flow("finish")
    let filler = Data(repeating: 0, count: 65_536)
    var number = 0
    while (try? workspace.write(filler, to: ".orchestrator/filler-\(number)")) != nil {
      number += 1
    }
    for file in 0..<200 {
      try workspace.write("SaveFailure: no space for \(UUID())\n", to: "logs/\(file).log")
    }
    let finish = try workspace.scanctl("finish")
    #expect(finish.status == 1 && finish.errors.contains("free some"))
    let status = try workspace.scanctl("status")
    #expect(status.output.contains("the disk is full") && status.output.contains("free some space"))
    for file in 0..<number { try workspace.remove(".orchestrator/filler-\(file)") }
    try workspace.flow("finish")
    #expect(try workspace.counts()["LoadFailure: no disk"] == 1)
    #expect(try workspace.counts().values.reduce(0, +) == 201)
  }

  /// A limit on the size of files stands for a quota, which only a file system can set.
  @Test func saysThatFilesMayNotGrow() throws {
    let workspace = try Self.learned()
    for file in 0..<400 {
      try workspace.write("SaveFailure: no space for \(UUID())\n", to: "logs/\(file).log")
    }
    let result = try Scanctl.run(
      program: ["/bin/sh", "-c", "ulimit -f 300; exec \"$0\" finish --no-github", Scanctl.binary],
      in: workspace.folder)
    #expect(result.status == 1 && result.errors.contains("raise the quota"), "\(result.errors)")
    try workspace.flow("finish")
    #expect(try workspace.counts().values.reduce(0, +) == 401)
  }

  @Test(.enabled(if: Mount.isAllowed, "mounting needs root"))
  func saysThatTheFolderIsReadOnly() throws {
    let workspace = try Self.learned()
    let folder = workspace.url(".orchestrator")
    let bind = try Mount("--bind", folder.path, at: folder)
    defer { bind.end() }
    try Mount.run("mount", ["-o", "remount,ro,bind", folder.path])
    try workspace.append("SaveFailure: no space\n", to: "logs/a.log")
    for command in ["finish", "backfill"] {
      let result = try workspace.scanctl(command)
      #expect(result.status == 1)
      #expect(result.errors.contains("check the rights") || result.errors.contains("--store"))
    }
    let status = try workspace.scanctl("status")
    #expect(status.status == 1 && status.output.contains("Read-only file system"))
    let hook = try Hook.run(
      ["finish", "--hook", "codex", "--budget", Hook.ampleBudget], in: workspace,
      workspace.hookInput("session-1"))
    #expect(hook.status == 0 && hook.output.isEmpty && !hook.errors.isEmpty)
    #expect(try workspace.counts() == Self.error)
  }

  // MARK: The user's surroundings

  @Test func saysThatThereIsNoHome() throws {
    let workspace = try Workspace(
      manifest: """
        version: 1
        sources:
          - {name: claude, glob: '${claude_code}/**', parser: transcript, recommendation: r}
        """)
    let status = try workspace.scanctl("status", environment: ["HOME": ""])
    #expect(status.status == 0 && status.output.contains("HOME is not set"))
    for command in ["finish", "backfill"] {
      let result = try workspace.scanctl(command, environment: ["HOME": ""])
      #expect(result.status == 0 && result.errors.contains("HOME is not set"))
    }
  }

  @Test(arguments: [(0, "the clock says 1970"), (4_102_444_800_000, "the clock says 2100")])
  func saysThatTheClockIsWrong(_ milliseconds: Int64, _ text: String) async throws {
    let workspace = try Self.learned()
    let status = await StatusInspection(
      root: workspace.folder.path, storePath: workspace.url(Self.store).path,
      now: Timestamp(milliseconds: milliseconds)
    ).run(project: "acme/web", compiled: nil)
    #expect(status.isUsable)
    #expect(status.problems.contains { $0.text.contains(text) })
  }

  @Test func saysThatTheClockWasMovedBack() async throws {
    let workspace = try Self.learned()
    let now = Timestamp(milliseconds: 1_735_689_600_000)
    let status = await StatusInspection(
      root: workspace.folder.path, storePath: workspace.url(Self.store).path, now: now
    ).run(project: "acme/web", compiled: nil)
    #expect(status.isUsable)
    #expect(status.problems.contains { $0.text.contains("still to come") })
  }

  @Test func showsWhatIsWrongWithTheManifest() throws {
    let workspace = try Workspace(manifest: "version: 1\nsauces: []\n")
    let result = try workspace.scanctl("status")
    #expect(result.status == 0)
    #expect(
      result.output.contains("unknown key 'sauces'") && result.output.contains("scanctl check"))
  }
}

/// A mount for one test.
struct Mount {
  private let folder: URL

  /// - `arguments`: What mount takes before the folder.
  init(_ arguments: String..., at folder: URL) throws {
    self.folder = folder
    try Self.run("mount", arguments + [folder.path])
  }

  func end() { try? Self.run("umount", ["-l", folder.path]) }

  struct Failed: Error {
    let arguments: [String]
    let errors: String
  }

  static func run(_ command: String, _ arguments: [String]) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "mount-\(UUID().uuidString)")
    let project = folder.appending(path: "project")
    try FileManager.default.createDirectory(at: project, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Scanctl.run(
      program: ["/usr/bin/env", command] + arguments, in: project,
      environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
    guard run.status == 0 else { throw Failed(arguments: arguments, errors: run.errors) }
  }

  /// Whether this user may mount.
  static let isAllowed: Bool = {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    guard let mount = try? Mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", at: folder) else {
      return false
    }
    mount.end()
    return true
  }()
}
