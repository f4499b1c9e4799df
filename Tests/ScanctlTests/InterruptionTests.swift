import Foundation
import Testing

/// Scans that run at once, that are killed, and that have much to read.
@Suite(.serialized)
struct InterruptionTests {
  /// A log of so many lines, with an error of one of 500 kinds on each tenth, and tracebacks.
  private static func log(lines: Int, salt: Int) -> String {
    var text = ""
    for line in 0..<lines {
      switch line % 20 {
      case 3: text += "LoadFailure: no disk \(names[(line * 7 + salt) % names.count])\n"
      case 13:
        text += "Traceback (most recent call last):\n"
        text += "  File \"/srv/app/rates.py\", line 4, in rate\n    return TABLE[zone]\n"
        text += "KeyError: '\(names[(line + salt) % names.count])'\n"
      default: text += "12:00:00 step \(line) of \(salt) went well, as was to be expected\n"
      }
    }
    return text
  }

  private static let syllables = ["ba", "ce", "di", "fo", "gu", "ha", "ki", "lo"]

  private static let names: [String] = syllables.flatMap { first in
    syllables.flatMap { second in syllables.prefix(4).map { first + second + $0 } }
  }

  @Test func countsExactlyWithManyAtOnce() throws {
    let workspace = try Workspace()
    for index in 0..<6 {
      try workspace.write(Self.log(lines: 400, salt: index), to: "logs/\(index).log")
      try workspace.write(
        Self.log(lines: 40, salt: index), to: ".orchestrator/sessions/wf_\(index)/out.log")
    }
    let alone = try Workspace()
    for path in try workspace.paths() where path.hasSuffix(".log") {
      try alone.write(try workspace.text(path), to: path)
    }
    try alone.flow("finish")
    let processes = try (0..<8).map { index in
      try Scanctl.Running(
        index % 4 == 3 ? ["recover"] : ["finish", "--json"], in: workspace.folder)
    }
    for process in processes {
      let result = try process.wait()
      #expect(result.status == 0, "\(result.errors)")
    }
    // On a slow machine some leave their work to the next run.
    try workspace.flow("finish")
    #expect(try workspace.counts() == alone.counts())
    #expect(try workspace.flow("finish").errorsExtracted == 0)
    #expect(try workspace.text(".orchestrator/scan_state.json").contains("wf_5"))
  }

  /// Wherever it is killed: the next run ends as one that was left alone.
  @Test func losesAndRepeatsNothingWhenKilled() throws {
    let alone = try Workspace()
    let texts = (0..<3).map { Self.log(lines: 6_000, salt: $0) }
    for (index, text) in texts.enumerated() { try alone.write(text, to: "logs/\(index).log") }
    let start = ContinuousClock.now
    try alone.flow("backfill")
    let whole = start.duration(to: .now)
    let expected = try alone.counts()
    #expect(expected.values.reduce(0, +) == 1_800)
    let killed = try Workspace()
    for (index, text) in texts.enumerated() { try killed.write(text, to: "logs/\(index).log") }
    for part in [0.3, 0.6, 0.9, 0.5] {
      let process = try Scanctl.Running(["backfill"], in: killed.folder)
      Thread.sleep(forTimeInterval: (whole / .seconds(1)) * part)
      process.kill()
      _ = try process.wait()
    }
    try killed.flow("backfill")
    #expect(try killed.counts() == expected)
    #expect(try killed.flow("finish").errorsExtracted == 0)
  }

  @Test func needsLittleMemoryForALargeLog() throws {
    let workspace = try Workspace()
    try workspace.write("", to: "logs/large.log")
    let handle = try FileHandle(forWritingTo: workspace.url("logs/large.log"))
    let quiet = Data(
      String(repeating: "12:00:00 a step went well, as was to be expected\n", count: 20_000).utf8)
    for index in 0..<80 {
      try handle.write(contentsOf: quiet)
      try handle.write(contentsOf: Data("LoadFailure: no disk \(index)\n".utf8))
    }
    try handle.close()
    let result = try Scanctl.run(["finish", "--json"], in: workspace.folder)
    #expect(try Summary(result.output).errorsExtracted == 80)
    #expect(result.peakMemory < 64 * 1_024, "\(result.peakMemory) KiB")
    try workspace.append("LoadFailure: late\n", to: "logs/large.log")
    #expect(try workspace.flow("finish").errorsExtracted == 1)
  }
}
