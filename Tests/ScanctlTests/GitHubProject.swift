import Foundation
import Testing

@testable import ScanEngine

/// A project with one error in a file, and a stub of GitHub for its issues.
final class GitHubProject {
  /// What came of one command.
  struct Run {
    let exitCode: Int32
    let output: String
    let errors: String
    /// All requests of the stub that the command was run with, a line of JSON each.
    let requests: [String]

    var json: [String: Any] {
      let value = try? JSONSerialization.jsonObject(with: Data(output.utf8))
      return value as? [String: Any] ?? [:]
    }

    /// How many issues were read.
    var issues: Int {
      let results = json["sources_scanned"] as? [[String: Any]] ?? []
      return results.count { $0["source"] as? String == "issues" }
    }
  }

  private static let tools = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/testing/github").standardizedFileURL

  /// Whether the stub, Python and gh are here; without them the tests are skipped.
  static let isAvailable: Bool = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    func has(_ name: String) -> Bool {
      path.split(separator: ":").contains { ExecutableFile.exists(at: "\($0)/\(name)") }
    }
    return FileManager.default.fileExists(atPath: tools.path) && has("gh") && has("python3")
  }()

  let folder: URL
  private(set) var fixture: String
  private let tool: String?

  private static let manifest = """
    version: 1
    project: acme/web
    sources:
      - name: logs
        glob: build.log
        parser: transcript
        recommendation: Medium value - what the build prints
      - name: issues
        parser: github
        labels: [bug, error, fix]
        recommendation: High value - resolved bugs
    """

  /// - `fixture`: The issues; nil is the small one.
  /// - `tool`: A shell script that stands in for gh.
  /// - `settings`: Lines of the manifest that are added to the source.
  init(fixture: String? = nil, tool: String? = nil, settings: String = "") throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "github-" + UUID().uuidString)
    self.fixture = fixture ?? Self.tools.appending(path: "fixtures/small.json").path
    self.tool = tool
    let root = folder.appending(path: "root")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    try Data((Self.manifest + settings).utf8).write(to: root.appending(path: "scanners.yaml"))
    try Data("ModuleNotFoundError: No module named 'numpy'\n".utf8)
      .write(to: root.appending(path: "build.log"))
    guard let tool else { return }
    try Data("\(tool)\n".utf8).write(to: folder.appending(path: "gh.sh"))
    try FileManager.default.createSymbolicLink(
      at: folder.appending(path: "gh"), withDestinationURL: Self.stands.appending(path: "gh"))
  }

  /// What stands in for gh and Python.
  private static let stands = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/github").standardizedFileURL

  func setManifest(_ change: (String) -> String) throws {
    try Data(change(Self.manifest).utf8)
      .write(to: folder.appending(path: "root/scanners.yaml"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs commands one after the other with one stub, after a shell has set the stage.
  func run(
    _ options: [String], _ commands: [String], stage: String = ""
  ) async throws -> [Run] {
    let script = commands.indices.map { index in
      """
      "\(ScanctlProcess.binary)" \(commands[index]) --root root >\(index).out 2>\(index).err
      echo $? >\(index).end
      """
    }.joined(separator: "\n")
    let log = folder.appending(path: "requests").path
    _ = try await bash(
      [Self.tools.appending(path: "with_stub_github.sh").path, fixture]
        + (tool == nil ? [] : ["--gh", folder.appending(path: "gh").path]) + options
        + ["--keep-log", log, "--", "sh", "-c"]
        + ["cd '\(folder.path)' || exit\n\(stage)\n\(script)"])
    let requests = (try? text("requests"))?.split(separator: "\n").map(String.init) ?? []
    return try commands.indices.map { index in
      let end = try text("\(index).end").split(whereSeparator: \.isWhitespace)
      return Run(
        exitCode: try #require(Int32(end[0])), output: try text("\(index).out"),
        errors: try text("\(index).err"), requests: requests)
    }
  }

  /// Foundation's Process hangs where several children start at once; ours doesn't.
  private func bash(_ arguments: [String]) async throws -> ChildProcess.Output {
    let keys = ["PATH", "LD_LIBRARY_PATH", "HOME", "TMPDIR"]
    var environment = ProcessInfo.processInfo.environment.filter { keys.contains($0.key) }
    environment["PYTHON"] = Self.stands.appending(path: "python").path
    return try await ChildProcess(
      executable: "/usr/bin/env", arguments: ["bash"] + arguments, environment: environment,
      folder: "/", timeLimit: .seconds(900)
    ).run()
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The watermark of `scan_state.json`.
  var watermark: String? {
    get throws {
      let data = try Data(contentsOf: folder.appending(path: "root/.orchestrator/scan_state.json"))
      let state = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      return state?["github_watermark"] as? String
    }
  }

  /// How often each pattern occurred, by fingerprint.
  func occurrences() throws -> [String: Int] {
    let ending = try ScanctlProcess.run(
      ["patterns", "--json"], root: folder.appending(path: "root").path)
    let value = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
    let patterns = (value as? [String: Any])?["patterns"] as? [[String: Any]] ?? []
    try #require(!patterns.isEmpty)
    return Dictionary(
      patterns.map { ($0["fingerprint"] as? String ?? "", $0["occurrences"] as? Int ?? 0) },
      uniquingKeysWith: +)
  }

  /// Makes a fixture with so many closed issues.
  func makeFixture(count: Int) async throws {
    let path = folder.appending(path: "fixture.json").path
    let result = try await bash([
      "-c", #"exec python3 "$0" --count "$1" --out "$2""#,
      Self.tools.appending(path: "make_issues.py").path, "\(count)", path,
    ])
    try #require(result.status == 0)
    fixture = path
  }

  /// Gives an issue one label, which counts as a change of that time.
  func relabel(_ number: Int, as label: String, at time: String) throws {
    try changeFixture { text in
      var root = text
      var issues = root["issues"] as? [[String: Any]] ?? []
      for index in issues.indices where issues[index]["number"] as? Int == number {
        issues[index]["labels"] = [label]
        issues[index]["updatedAt"] = time
      }
      root["issues"] = issues
      return root
    }
  }

  func changeFixture(_ change: ([String: Any]) -> [String: Any]) throws {
    let value = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: fixture)))
    let changed = change(try #require(value as? [String: Any]))
    let path = folder.appending(path: "fixture.json")
    try JSONSerialization.data(withJSONObject: changed).write(to: path)
    fixture = path.path
  }
}
