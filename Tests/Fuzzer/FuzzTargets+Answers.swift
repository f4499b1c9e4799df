import ScanEngine

/// What GitHub answers through gh, and small files that somebody may have changed.
extension FuzzTargets {
  /// The answer of `gh api -i`, and of `gh repo view` where it has no head.
  static let gitHub = FuzzTarget(
    "github",
    words: [
      "HTTP/2.0 200 OK\r\n", "\r\n\r\n", "HTTP/1.1 502 \r\n\r\n", "Retry-After: 7\r\n",
      "X-Ratelimit-Remaining: 0\r\nX-Ratelimit-Reset: 9\r\n", "{\"data\":{\"repository\":{",
      "\"issues\":{", "\"nodes\":[null,", "\"pageInfo\":{\"hasNextPage\":true,\"endCursor\":",
      "\"number\":1,", "\"isFork\":true,\"parent\":{", "\"owner\":{\"login\":", "rate limit",
      "HTTP 404", "(https://", "\"closer\":{\"message\":", "\"timelineItems\":{\"nodes\":[",
      "\"comments\":{\"nodes\":[{\"body\":",
    ]
  ) {
    guard let parser = JSONParser() else { throw FuzzFinding("memory is out") }
    let repository = GitHubRepository(owner: "acme", name: "web")
    return { input in
      for status: Int32 in [0, 1] {
        let answer = GitHubAnswer(.init(status: status, output: input, errors: input))
        try expect(answer.payload.count <= input.count, "has more than was sent")
        let failure = answer.failure(name: "acme/web", now: Timestamp(milliseconds: 0))
        try expectInert(Printable.line(failure.description))
        let payload = answer.payload.isEmpty ? input[...] : answer.payload
        var nodes = 0
        do throws(GitHubError) {
          let page = try ConnectionPage(
            payload, field: "issues", repository: repository, node: { GitHubIssue($0) })
          nodes = page.nodes.count
        } catch {
          try expectInert(Printable.line(error.description))
        }
        try expect(nodes <= payload.count, "has more issues than bytes")
        _ = payload.withUnsafeBytes { bytes in
          parser.parse(bytes) { root in
            _ = ViewedRepository(root)
            return GitHubEnding.list(root)?.count ?? 0
          }
        }
      }
    }
  }

  /// Rule sets of the user's cache.
  static let archive = FuzzTarget(
    "archive",
    words: [
      "\"name\":", "\"rules\":[", "\"id\":", "\"pattern\":", "\"keywords\":[", "\"block\":true,",
      "\"lines\":-1,", "\"scope\":", "\"over\":", "\"repeats\":", "\"min\":",
    ]
  ) {
    { input in
      guard let sets = RuleArchive.sets(input, file: "f") else { return }
      let written = RuleArchive.archive(sets)
      let again = RuleArchive.sets(written, file: "f")
      try expect(again?.count == sets.count, "are other sets when they were written and read")
      try expect(again.map(RuleArchive.archive) == written, "are written in another way")
    }
  }

  static let snapshot = FuzzTarget(
    "snapshot", words: ["scanctl snapshot 1\n", "\n-1\n", "\n9223372036854775807\n"]
  ) {
    { input in
      guard let snapshot = ScanSnapshot(text: String(decoding: input, as: UTF8.self)) else {
        return
      }
      try expect(ScanSnapshot(text: snapshot.text) == snapshot, "is another when it was written")
    }
  }
}
