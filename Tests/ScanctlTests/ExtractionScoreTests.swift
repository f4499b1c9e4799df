import Foundation
import Testing

/// The scores of the built binary on labelled documents, where those are at hand.
@Suite(
  .enabled(
    if: Extraction.scorer.isAvailable,
    "needs ../shared/eval/extraction/eval_extraction.py"))
struct ExtractionScoreTests {
  @Test func reachesTheFloors() throws {
    let scores = try Extraction.scores()
    let overall = scores.overall
    #expect(try #require(overall.precision) >= 0.95)
    #expect(try #require(overall.recall) >= 0.93)
    #expect(try #require(overall.f1) >= 0.94)
    #expect(try #require(overall.frameAccuracy) >= 0.9)
    #expect(try #require(overall.fixAccuracy) >= 0.85)
    #expect(overall.problems == 0)
    #expect(overall.leaks == 0)
    #expect(try #require(overall.negativeFpPerKline) <= 0.5)
    for (name, score) in scores.classes where score.labels > 0 {
      #expect(try #require(score.f1) >= 0.88, "\(name)")
    }
  }
}

/// What the scorer prints, and where it is.
private enum Extraction {
  struct Scores: Decodable {
    let overall: Score
    let classes: [String: Score]
  }

  struct Score: Decodable {
    let labels: Int
    let precision: Double?
    let recall: Double?
    let f1: Double?
    let frameAccuracy: Double?
    let fixAccuracy: Double?
    /// False events per 1,000 lines of the documents that hold no error.
    let negativeFpPerKline: Double?
    let problems: Int
    let leaks: Int
  }

  static let scorer = Scorer("extraction/eval_extraction.py")

  /// Runs the binary on every labelled document, in an empty folder: with the built-in rules.
  static func scores() throws -> Scores {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let output = try scorer.run(
      "--cmd",
      "\(Scorer.binary) extract --format jsonl --root '\(folder.path)' --parser {kind} {file}")
    // A line with the overall figures follows the object.
    let end = try #require(output.lastIndex(of: UInt8(ascii: "}")))
    return try Scorer.decoder.decode(Scores.self, from: output[...end])
  }
}
