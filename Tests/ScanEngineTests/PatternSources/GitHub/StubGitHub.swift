import Foundation
import Synchronization
import Testing

@testable import ScanEngine

/// A GitHub of our own behind the real `gh`, from `../shared`; as its `with_stub_github.sh` does.
final class StubGitHub {
  enum Login {
    case token
    case none
  }

  /// What gh is run with.
  private(set) var environment: [String: String]
  let folder: URL
  private var server: Task<Void, Never>?
  private let ending = Ending()

  /// Set once the server is gone.
  private final class Ending: Sendable {
    let hasCome = Atomic<Bool>(false)
  }

  private static let tools = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../../shared/testing/github").standardizedFileURL
  static let smallFixture = tools.appending(path: "fixtures/small.json").path

  /// Whether the stub, Python and gh are here; without them the tests are skipped.
  static let isAvailable: Bool = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    func has(_ name: String) -> Bool {
      path.split(separator: ":").contains { ExecutableFile.exists(at: "\($0)/\(name)") }
    }
    return FileManager.default.fileExists(atPath: smallFixture) && has("gh") && has("python3")
  }()

  init(
    _ options: String..., fixture: String = StubGitHub.smallFixture, login: Login = .token,
    isDown: Bool = false
  ) async throws {
    // The path of a unix socket has about a hundred bytes.
    folder = URL(filePath: "/tmp/gh\(UInt32.random(in: .min ... .max))")
    let settings = folder.appending(path: "settings")
    try FileManager.default.createDirectory(at: settings, withIntermediateDirectories: true)
    let socket = folder.appending(path: "s").path
    try Data("version: \"1\"\nprompt: disabled\nhttp_unix_socket: \(socket)\n".utf8)
      .write(to: settings.appending(path: "config.yml"))
    environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": folder.path,
      "GH_CONFIG_DIR": settings.path, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CEILING_DIRECTORIES": "/tmp", "HTTPS_PROXY": "http://127.0.0.1:1",
      "HTTP_PROXY": "http://127.0.0.1:1", "GH_FORCE_TTY": "1", "CLICOLOR_FORCE": "1",
    ]
    if login == .token { environment["GH_TOKEN"] = "stub" }
    if !isDown { try await start(options, fixture: fixture, socket: socket) }
    environment["GH_REPO"] = try Self.repository(in: fixture)
  }

  deinit {
    server?.cancel()
    // The tests may end at once, and would leave the server running.
    for _ in 0..<80 where server != nil && !ending.hasCome.load(ordering: .relaxed) {
      usleep(5_000)
    }
    try? FileManager.default.removeItem(at: folder)
  }

  private func start(_ options: [String], fixture: String, socket: String) async throws {
    let ready = folder.appending(path: "ready").path
    let process = Self.python(
      "stub_github.py",
      ["--fixture", fixture, "--socket", socket, "--log", log.path, "--ready", ready] + options)
    server = Task.detached { [ending] in
      _ = try? await process.run()
      ending.hasCome.store(true, ordering: .relaxed)
    }
    for _ in 0..<4_000 where !FileManager.default.fileExists(atPath: ready) {
      try await Task.sleep(for: .milliseconds(25))
    }
    try #require(FileManager.default.fileExists(atPath: ready), "the stub did not start")
  }

  /// Foundation's Process hangs where several children start at once; ours doesn't.
  private static func python(_ script: String, _ arguments: [String]) -> ChildProcess {
    ChildProcess(
      executable: "/usr/bin/env",
      arguments: ["python3", tools.appending(path: script).path] + arguments,
      environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""], folder: "/",
      timeLimit: .seconds(900))
  }

  private var log: URL { folder.appending(path: "log.jsonl") }

  /// The requests that the stub has answered, a line of JSON each.
  var requests: [String] {
    let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  /// A client in an empty folder, which doesn't wait between its tries.
  func client(_ change: (inout GitHubClient.Surroundings) -> Void = { _ in }) throws -> GitHubClient
  {
    var surroundings = GitHubClient.Surroundings(
      environment: environment, folder: folder.path,
      now: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) })
    surroundings.pause = { _ in }
    change(&surroundings)
    return try GitHubClient(surroundings)
  }

  func forgetRepository() { environment["GH_REPO"] = nil }

  private static func repository(in fixture: String) throws -> String {
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: fixture)))
    let root = try #require(json as? [String: Any])
    let repository = try #require(root["repository"] as? [String: Any])
    return "\(repository["owner"] ?? "")/\(repository["name"] ?? "")"
  }

  /// What `make_issues.py` prints: a fixture's expected numbers, say.
  @discardableResult
  static func makeIssues(_ arguments: String...) async throws -> String {
    let result = try await python("make_issues.py", arguments).run()
    try #require(result.status == 0)
    return String(decoding: result.output, as: UTF8.self)
  }

  /// The numbers that a right fetch returns, ascending, computed without the stub.
  static func expected(
    _ fixture: String, since: String? = nil, field: String = "closedAt"
  ) async throws -> [Int] {
    let numbers =
      if let since {
        try await makeIssues(
          "--select", fixture, "--labels", "bug,error,fix", "--since", since, "--field", field)
      } else {
        try await makeIssues("--select", fixture, "--labels", "bug,error,fix")
      }
    return numbers.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.sorted()
  }
}
