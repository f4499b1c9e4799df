import Foundation
import Testing

/// The scores of the built binary on labelled messages, where those are at hand.
@Suite(
  .enabled(
    if: Grouping.scorer.isAvailable,
    "needs ../shared/eval/grouping/score.py"))
struct GroupingScoreTests {
  @Test func reachesTheFloors() throws {
    let output = try Grouping.scorer.run("--command", "\(Scorer.binary) fingerprint")
    let summary = try Scorer.decoder.decode(Grouping.Scores.self, from: output).summary
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

  static let scorer = Scorer("grouping/score.py")
}
