import Foundation
import Testing

/// Scans that are killed at random moments, while logs grow.
///
/// SCANCTL_TORTURE_ROUNDS sets how often (`make torture`).
@Suite(.serialized) struct KillTests {
  static let isTorture = ProcessInfo.processInfo.environment["SCANCTL_TORTURE_ROUNDS"] != nil
  static let rounds =
    ProcessInfo.processInfo.environment["SCANCTL_TORTURE_ROUNDS"].flatMap { Int($0) } ?? 4

  private static let commands = [
    ["finish", "--no-github"], ["recover"], ["backfill", "--no-github"],
    ["finish", "--no-github"], ["backfill", "--no-github", "--rescan"],
  ]

  @Test func countsExactlyHoweverOftenItIsKilled() throws {
    let truth = try GrowingProject(seed: 1, logs: 60, pieces: 20)
    try truth.complete()
    let start = ContinuousClock.now
    #expect(try ScanctlProcess.run(["finish", "--no-github"], root: truth.root).exitCode == 0)
    let whole = start.duration(to: .now)
    try truth.expectWholeState()
    let expected = try truth.counts()
    #expect(expected.count > 20)
    var delays: [Duration] = []
    for round in 0..<Self.rounds {
      var numbers = RandomNumbers(seed: 1_000 + round)
      let project = try GrowingProject(seed: 1, logs: 60, pieces: 20)
      for _ in 0..<60 { try project.grow(by: 2_000, &numbers) }
      for _ in 0..<3 { delays.append(try kill(in: project, within: whole, &numbers)) }
      try project.complete()
      let ending = try ScanctlProcess.run(["finish", "--no-github"], root: project.root)
      #expect(ending.exitCode == 0 && ending.errors.isEmpty, "round \(round): \(ending.errors)")
      try project.expectWholeState()
      #expect(try project.counts() == expected, "round \(round)")
    }
    let sorted = delays.sorted()
    let (middle, last) = (sorted[sorted.count / 2], sorted[sorted.count - 1])
    print("\(sorted.count) kills; a process ended after \(middle), at the latest after \(last)")
    // How long it takes is a matter of the machine: told always, judged by hand.
    if Self.isTorture { #expect(middle < .milliseconds(100)) }
  }

  /// Starts a scan, lets logs grow, and kills it; returns how long it took to end.
  private func kill(
    in project: GrowingProject, within limit: Duration, _ numbers: inout RandomNumbers
  ) throws -> Duration {
    let command = Self.commands.randomElement(using: &numbers) ?? []
    let process = try ScanctlProcess(command, root: project.root)
    let milliseconds = Int(limit / .milliseconds(1))
    var left = Int.random(in: 0...milliseconds, using: &numbers)
    while left > 0 {
      let step = min(left, 20)
      usleep(UInt32(step) * 1_000)
      left -= step
      try project.grow(by: 2_000, &numbers)
    }
    let signal = [SIGKILL, SIGTERM, SIGINT].randomElement(using: &numbers) ?? SIGKILL
    let start = ContinuousClock.now
    process.send(signal)
    let ending = process.wait()
    let delay = start.duration(to: .now)
    #expect(ending.exitCode == 0 || ending.signal == signal, "\(command): \(ending.errors)")
    return delay
  }
}
