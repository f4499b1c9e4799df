import Foundation
import Testing

/// The scores of the built binary on labelled messages, where those are at hand.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: Grouping.scorer.path),
    "needs ../shared/eval/grouping/score.py"))
struct GroupingScoreTests {
  @Test func reachesTheFloors() throws {
    let binary = Bundle.main.bundleURL.appending(path: "scanctl")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", Grouping.scorer.path, "--json", "--command", "'\(binary.path)' fingerprint",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try #require(try pipe.fileHandleForReading.readToEnd())
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let summary = try decoder.decode(Grouping.Scores.self, from: output).summary
    #expect(summary.stateless)
    #expect(summary.logs.ga >= 0.93)
    #expect(summary.logs.fga >= 0.92)
    #expect(summary.logs.pairwiseF1 >= 0.99)
    #expect(summary.errors.ga >= 0.97)
    #expect(summary.errors.fga >= 0.96)
    #expect(try #require(summary.errors.together) >= 0.97)
    #expect(try #require(summary.errors.apart) >= 0.99)
  }
}

/// What the scorer prints, and where it is.
private enum Grouping {
  struct Scores: Decodable {
    let summary: Summary
  }

  struct Summary: Decodable {
    let stateless: Bool
    let logs: Set
    let errors: Set
  }

  struct Set: Decodable {
    let ga: Double
    let fga: Double
    let pairwiseF1: Double
    let together: Double?
    let apart: Double?
  }

  /// Beside the package's folder.
  static let scorer = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/eval/grouping/score.py")
}
