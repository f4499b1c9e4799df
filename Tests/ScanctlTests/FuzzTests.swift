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
    let process = Process()
    process.executableURL = Bundle.main.bundleURL.appending(path: "scanctl-fuzzer")
    process.arguments = [
      "--corpus", corpus.path, "--saved", saved.path,
      "--seconds", Self.setting("SCANCTL_FUZZ_SECONDS", or: 12),
      "--seed", Self.setting("SCANCTL_FUZZ_SEED", or: 1),
    ]
    let output = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOf: output, encoding: .utf8)
    #expect(process.terminationStatus == 0, "\(text)")
    // Every target has run its corpus and more.
    #expect(text.split(separator: "\n").count { $0.contains(" cases, ") } == 16, "\(text)")
  }
}
