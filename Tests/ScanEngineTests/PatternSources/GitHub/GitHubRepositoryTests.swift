import Foundation
import Testing

@testable import ScanEngine

/// Which repository is meant, with recorded answers in place of gh.
struct GitHubRepositoryTests {
  private static let standIn = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Fixtures/github/gh").standardizedFileURL

  /// What a stand-in for gh was asked: its arguments, a line each time.
  private func ask(
    view: String, count: String = "{}", name: String? = nil
  ) async throws -> (repository: GitHubRepository, calls: [String]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gh-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = """
      echo "$*" >>calls
      case $1 in
      repo) printf '%s' '\(view)';;
      api) cat >/dev/null; printf 'HTTP/2.0 200 OK\\r\\n\\r\\n%s' '\(count)';;
      esac
      """
    try Data(script.utf8).write(to: folder.appending(path: "gh.sh"))
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "gh"), withDestinationURL: Self.standIn)
    let client = try GitHubClient(
      .init(
        environment: ["PATH": "\(folder.path):/usr/bin:/bin"], folder: folder.path,
        now: { Timestamp(milliseconds: 0) }))
    let repository = try await client.repository(named: name)
    let calls = try String(contentsOf: folder.appending(path: "calls"), encoding: .utf8)
    return (repository, calls.split(separator: "\n").map(String.init))
  }

  private func view(
    _ name: String, host: String = "github.com", fork: Bool = false, issues: Bool = true
  ) -> String {
    let parent = fork ? #"{"id":"R","name":"web","owner":{"id":"O","login":"acme"}}"# : "null"
    return """
      {"nameWithOwner":"\(name)","url":"https://\(host)/\(name)","isFork":\(fork),\
      "hasIssuesEnabled":\(issues),"parent":\(parent)}
      """
  }

  private func count(_ number: Int) -> String {
    """
    {"data":{"repository":{"issues":{"pageInfo":{"hasNextPage":false,"endCursor":null},\
    "totalCount":\(number),"nodes":[]}}}}
    """
  }

  @Test func takesTheNameThatGhGives() async throws {
    let (repository, calls) = try await ask(view: view("acme/new-name"), name: "acme/old.name")
    #expect(repository == GitHubRepository(owner: "acme", name: "new-name"))
    #expect(calls.count == 1 && calls[0].hasPrefix("repo view acme/old.name --json "))
  }

  @Test func asksAServerOfOnesOwn() async throws {
    let (repository, calls) = try await ask(
      view: view("me/web", host: "ghe.acme.example", fork: true), count: count(3),
      name: "ghe.acme.example/me/web")
    #expect(repository.description == "ghe.acme.example/me/web")
    #expect(calls.count == 2 && calls[1].contains("--hostname ghe.acme.example"))
  }

  @Test func takesTheParentOfAForkWithoutIssues() async throws {
    let parent = GitHubRepository(owner: "acme", name: "web")
    let off = try await ask(view: view("me/web", fork: true, issues: false))
    #expect(off.repository == parent && off.calls.count == 1)
    let none = try await ask(view: view("me/web", fork: true), count: count(0))
    #expect(none.repository == parent)
    let some = try await ask(view: view("me/web", fork: true), count: count(1))
    #expect(some.repository == GitHubRepository(owner: "me", name: "web"))
  }
}
