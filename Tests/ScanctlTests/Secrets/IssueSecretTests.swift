import Foundation
import Testing

/// Every kind of secret in a closed issue: in its title, in quoted output, in prose, in how it
/// was mended and in its comments.
@Suite(
  .enabled(if: GitHubProject.isAvailable, "needs gh, python3 and ../shared/testing/github"))
struct IssueSecretTests {
  private static func line(_ kind: SecretKind) -> String {
    kind.text.replacing("\n", with: " ")
  }

  private static func issue(_ index: Int, _ kind: SecretKind) -> [String: Any] {
    let (name, line) = (SecretTests.name(index), line(kind))
    let minute = String(format: "%02d:%02d", index / 60, index % 60)
    func comment(_ body: String) -> [String: Any] {
      ["author": "ana", "body": body, "createdAt": "2026-01-02T00:00:00Z"]
    }
    return [
      "number": index + 1, "title": "\(name)Error: rejected: \(line)",
      "body": """
      When I run `deploy \(line)` with \(line) I get `\(name)Error: rejected: \(line)`.

      ```
      \(SecretTests.log(index, kind))
      ```

      Fix: replace \(line) in the settings
      """,
      "state": "CLOSED", "createdAt": "2026-01-01T00:00:00Z",
      "closedAt": "2026-01-03T\(minute):00Z", "updatedAt": "2026-01-03T\(minute):00Z",
      "labels": ["bug"],
      "comments": [
        comment(
          "```\n\(name)CommentError: refused: \(kind.text)\n    at pay (\(line)/a.js:3:4)\n```"),
        comment("Fixed by no longer passing \(line) to the shop"),
      ],
    ]
  }

  @Test func nothingThatIsKeptOrPrintedHoldsASecret() async throws {
    let kinds = Array(SecretKind.all.enumerated())
    let project = try GitHubProject(settings: "\n    comments: true\n")
    try project.changeFixture { root in
      var root = root
      root["issues"] = kinds.map(Self.issue)
      return root
    }
    let all = kinds.map(SecretTests.log).joined()
    try Data(all.utf8).write(to: project.folder.appending(path: "root/asked.txt"))
    let runs = try await project.run(
      [],
      [
        "backfill --verbose --days 3650", "finish --json", "lookup --json root/asked.txt",
        "lookup root/asked.txt", "patterns", "patterns --json", "status --json", "status",
        "backfill --rescan --json --days 3650",
      ], stage: "export HOME=\"$PWD/home\"; mkdir home")
    var output = ""
    for run in runs {
      #expect(run.exitCode == 0, "\(run.errors.prefix(400))")
      output += run.output + run.errors
    }
    #expect(runs[8].issues == kinds.count)
    let fingerprints = try project.occurrences().keys.sorted()
    #expect(fingerprints.count > kinds.count)
    let root = project.folder.appending(path: "root").path
    for fingerprint in fingerprints {
      let shown = try ScanctlProcess.run(["patterns", "show", fingerprint, "--json"], root: root)
      output += shown.output + shown.errors
    }
    SecretTests.expectNoSecret(in: Data(output.utf8), "what is printed")
    for folder in ["root/.orchestrator", "home"] {
      let base = project.folder.appending(path: folder)
      for path in try FileManager.default.subpathsOfDirectory(atPath: base.path) {
        let data = try? Data(contentsOf: base.appending(path: path))
        SecretTests.expectNoSecret(in: data ?? Data(), path)
      }
    }
    // Leaving everything out would keep the secrets too.
    for (index, kind) in kinds {
      let isLearned = output.contains("\"\(SecretTests.name(index))Error\"")
      #expect(isLearned, "\(kind.name)")
    }
    // A statement that ends in a semicolon is taken for a program's.
    let comments = kinds.count { output.contains("\"\(SecretTests.name($0.offset))CommentError\"") }
    #expect(comments >= kinds.count - 1)
  }
}
