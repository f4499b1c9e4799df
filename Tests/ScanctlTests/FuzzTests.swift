import Foundation
import Testing

/// Mutated input for everything that reads what strangers wrote, each crash and hang a finding.
///
/// SCANCTL_FUZZ_SECONDS and SCANCTL_FUZZ_SEED set how long and what (`make fuzz` runs for hours).
@Suite(.serialized) struct FuzzTests {
  private static func setting(_ name: String, or standard: Int) -> String {
    ProcessInfo.processInfo.environment[name] ?? "\(standard)"
  }

  @Test func survivesMutations() throws {
    let corpus = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/fuzzing").standardizedFileURL
    #expect(try FileManager.default.contentsOfDirectory(atPath: corpus.path).count > 10)
    let saved = FileManager.default.temporaryDirectory.appending(path: "scanctl-fuzz-findings")
    let workspace = try Workspace()
    let run = try Scanctl.run(
      program: [
        Bundle.main.bundleURL.appending(path: "scanctl-fuzzer").path,
        "--corpus", corpus.path, "--saved", saved.path,
        "--seconds", Self.setting("SCANCTL_FUZZ_SECONDS", or: 12),
        "--seed", Self.setting("SCANCTL_FUZZ_SEED", or: 1),
      ], in: workspace.folder, timeLimit: .seconds(100_000))
    let text = run.output + run.errors
    #expect(run.status == 0, "\(text)")
    // Every target has run its corpus and more.
    #expect(text.split(separator: "\n").count { $0.contains(" cases, ") } == 19, "\(text)")
  }
}
