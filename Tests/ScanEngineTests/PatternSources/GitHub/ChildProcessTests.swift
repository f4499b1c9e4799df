import Foundation
import Testing

@testable import ScanEngine

struct ChildProcessTests {
  private func shell(_ script: String, input: Int = 0, limit: Duration = .seconds(300))
    -> ChildProcess
  {
    ChildProcess(
      executable: "/bin/sh", arguments: ["-c", script],
      environment: ["PATH": "/usr/bin:/bin", "NAME": "a b"], folder: "/usr",
      input: [UInt8](repeating: 0x41, count: input), timeLimit: limit)
  }

  @Test func feedsAndReads() async throws {
    let result = try await shell(#"pwd; echo "$NAME" >&2; wc -c; exit 3"#, input: 3_000_000).run()
    #expect(result.status == 3)
    #expect(String(decoding: result.errors, as: UTF8.self) == "a b\n")
    let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
    #expect(lines.map { $0.trimmingCharacters(in: .whitespaces) } == ["/usr", "3000000"])
  }

  @Test func survivesAChildThatDoesNotReadItsInput() async throws {
    #expect(try await shell("exit 4", input: 5_000_000).run().status == 4)
  }

  @Test func tellsTheSignalThatEndedIt() async throws {
    #expect(try await shell("kill -9 $$").run().status == 137)
  }

  @Test func killsTheWholeGroupWhenTimeIsUp() async throws {
    let file = NSTemporaryDirectory() + "child\(UInt32.random(in: .min ... .max))"
    defer { try? FileManager.default.removeItem(atPath: file) }
    // A machine that is too busy for the shell to come that far in time is given more.
    for limit in [0.7, 3, 12, 50] {
      await #expect(throws: ChildProcess.Failure.timedOut) {
        _ = try await shell(
          "trap '' TERM; sleep 600 & echo $! > \(file).new; mv \(file).new \(file); wait",
          limit: .seconds(limit)
        ).run()
      }
      if FileManager.default.fileExists(atPath: file) { break }
    }
    try await expectGone(file)
  }

  @Test func waitsForNobodyWhoKeptThePipe() async throws {
    let file = NSTemporaryDirectory() + "child\(UInt32.random(in: .min ... .max))"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let result = try await shell("sleep 600 & echo $! > \(file); echo done").run()
    #expect(result.output == Array("done\n".utf8))
    try await expectGone(file)
  }

  /// The process whose number is in `file` ends; who reaps it is not our business.
  private func expectGone(_ file: String) async throws {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let identifier = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    for _ in 0..<3_000 {
      let status = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)
      if kill(identifier, 0) != 0 || status?.contains(") Z ") == true { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    Issue.record("process \(identifier) was left running")
  }

  @Test func endsWithItsTask() async throws {
    let process = shell("sleep 60")
    let task = Task { try await process.run() }
    task.cancel()
    await #expect(throws: ChildProcess.Failure.cancelled) { _ = try await task.value }
  }

  @Test func stopsATalker() async throws {
    var process = shell("cat /dev/zero")
    process.outputLimit = 1 << 20
    await #expect(throws: ChildProcess.Failure.tooMuchOutput) { _ = try await process.run() }
  }

  @Test func tellsWhatCannotBeStarted() async throws {
    var process = shell("")
    process.executable = "/nonexistent"
    await #expect(throws: ChildProcess.Failure.unstartable("No such file or directory")) {
      _ = try await process.run()
    }
  }

  @Test func runsManyAtOnceWithoutKeepingFiles() async throws {
    func openFiles() -> Int {
      (try? FileManager.default.contentsOfDirectory(atPath: "/dev/fd").count) ?? 0
    }
    let before = openFiles()
    try await withThrowingTaskGroup(of: Int32.self) { group in
      for _ in 0..<60 { group.addTask { try await shell("cat", input: 100_000).run().status } }
      for try await status in group { #expect(status == 0) }
    }
    // Other tests run meanwhile, and close theirs; a leak would be three for each of the sixty.
    for _ in 0..<600 where openFiles() >= before + 100 {
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(openFiles() < before + 100)
  }
}
