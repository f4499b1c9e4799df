import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Many scanctl processes at once on one project.
@Suite(.serialized) struct ManyProcessesTests {
  private static let writers = [
    ["finish", "--no-github"], ["backfill", "--no-github"], ["finish", "--no-github", "--json"],
    ["recover"],
  ]
  private static let readers = [
    ["patterns", "--json"], ["backfill", "--scan-only"], ["patterns", "--top", "3"],
    ["lookup", "TypeError: amber is not a function"],
  ]

  @Test func countsExactlyWhereSixteenRunAtOnce() throws {
    let project = try GrowingProject(seed: 2, logs: 40, pieces: 20)
    var numbers = RandomNumbers(seed: 2)
    for _ in 0..<max(3, KillTests.rounds / 4) {
      let processes = try (0..<16).map { index in
        let commands = index % 8 < 5 ? Self.writers : Self.readers
        let command = commands.randomElement(using: &numbers) ?? []
        return (command, try ScanctlProcess(command, root: project.root))
      }
      for _ in 0..<40 {
        try project.grow(by: 1_000, &numbers)
        usleep(5_000)
      }
      for (command, process) in processes {
        let ending = process.wait()
        #expect(ending.exitCode == 0, "\(command): \(ending.errors)")
        // A reader may be there before the first writer has learned anything.
        let isQuiet =
          ending.errors.isEmpty || ending.errors.contains("another scanctl is scanning")
          || ending.errors.contains("nothing was learned yet")
        #expect(isQuiet, "\(command): \(ending.errors)")
      }
    }
    try project.complete()
    #expect(try ScanctlProcess.run(["finish", "--no-github"], root: project.root).exitCode == 0)
    try project.expectWholeState()
    let truth = try GrowingProject(seed: 2, logs: 40, pieces: 20)
    try truth.complete()
    #expect(try ScanctlProcess.run(["finish", "--no-github"], root: truth.root).exitCode == 0)
    #expect(try project.counts() == truth.counts())
  }

  @Test func readsWhileAnotherScans() throws {
    let project = try GrowingProject(seed: 3, logs: 8, pieces: 10)
    try project.complete()
    #expect(try ScanctlProcess.run(["finish", "--no-github"], root: project.root).exitCode == 0)
    let lock = open(project.root + "/.orchestrator/scan.lock", O_RDWR | O_CLOEXEC)
    #expect(flock(lock, LOCK_EX) == 0)
    defer { close(lock) }
    for command in Self.readers {
      let ending = try ScanctlProcess.run(command, root: project.root)
      // One that waited for the lock would give up in the end, and say so.
      #expect(ending.exitCode == 0 && ending.errors.isEmpty, "\(command): \(ending.errors)")
    }
  }

  @Test func goesOnWhereTheLocksHolderDied() throws {
    let project = try GrowingProject(seed: 4, logs: 60, pieces: 60)
    try project.complete()
    let path = project.root + "/.orchestrator/scan.lock"
    // One that is done before it is seen proves nothing: the next one is looked at.
    var isHeld = false
    for _ in 0..<20 where !isHeld {
      let holder = try ScanctlProcess(
        ["backfill", "--no-github", "--rescan"], root: project.root)
      while !isHeld, !holder.hasEnded {
        usleep(1_000)
        let lock = open(path, O_RDWR | O_CLOEXEC)
        isHeld = lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) != 0
        close(lock)
      }
      holder.send(SIGKILL)
      _ = holder.wait()
    }
    #expect(isHeld)
    let ending = try ScanctlProcess.run(["finish", "--no-github"], root: project.root)
    #expect(ending.exitCode == 0 && ending.errors.isEmpty, "\(ending.errors)")
    try project.expectWholeState()
  }
}
