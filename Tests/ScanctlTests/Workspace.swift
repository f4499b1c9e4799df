import Foundation
import Testing

/// A fresh folder with a project in it, which goes with the value.
final class Workspace {
  /// Holds the project and its user's home.
  private let base: URL
  /// The project's folder.
  let folder: URL

  /// Two sources, a rule of its own, and the built-in ones of Python.
  static let manifest = """
    version: 1
    project: acme/web
    rules:
      jobs:
        - id: jobs.failed
          pattern: '^(?<type>[A-Z][a-z]+Failure): (?<message>.+)$'
          examples:
            - {text: 'LoadFailure: no disk', type: LoadFailure, message: no disk}
          counterexamples: ['0 failures']
    sources:
      - name: logs
        glob: logs/**
        parser: transcript
        window: forever
        rules: [python, jobs]
        recommendation: High value - failed jobs
      - name: notes
        glob: LEARNINGS.md
        parser: transcript
        window: forever
        rules: [python, jobs]
        recommendation: High value - documented errors and fixes
      - name: sessions
        glob: .orchestrator/sessions/*
        exclude: [state.json, meta.json]
        parser: transcript
        sessions: true
        window: 30d
        rules: [python, jobs]
        recommendation: Medium value - session transcripts

    """

  /// - Parameter manifest: Text of its scanners.yaml; nil for none.
  init(manifest: String? = Workspace.manifest) throws {
    base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "scanctl-\(UUID().uuidString)")
    folder = base.appending(path: "project")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if let manifest { try write(manifest, to: "scanners.yaml") }
  }

  deinit {
    try? FileManager.default.removeItem(at: base)
  }

  /// A copy of Examples/sample-project.
  static func sample() throws -> Workspace {
    let workspace = try Workspace(manifest: nil)
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    try FileManager.default.removeItem(at: workspace.folder)
    try FileManager.default.copyItem(
      at: root.appending(path: "Examples/sample-project"), to: workspace.folder)
    // Windows go by modification time: a checkout may be old.
    for path in try workspace.paths() { try workspace.touch(path) }
    return workspace
  }

  // MARK: Files

  func url(_ path: String) -> URL { folder.appending(path: path) }

  func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

  func write(_ data: Data, to path: String) throws {
    try FileManager.default.createDirectory(
      at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url(path))
  }

  func append(_ text: String, to path: String) throws {
    let handle = try FileHandle(forWritingTo: url(path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  /// Writes to the same file, from its first byte on.
  func truncate(_ path: String, to text: String) throws {
    let handle = try FileHandle(forWritingTo: url(path))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  func text(_ path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }

  func move(_ path: String, to new: String) throws {
    try FileManager.default.moveItem(at: url(path), to: url(new))
  }

  func copy(_ path: String, to new: String) throws {
    try FileManager.default.copyItem(at: url(path), to: url(new))
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(at: url(path)) }

  func touch(_ path: String, at date: Date = Date()) throws {
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: url(path).path)
  }

  func permissions(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: url(path).path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  /// Everything below the project's folder, in order.
  func paths() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
  }

  /// Every path with what stands there, to see whether anything has changed.
  func snapshot() throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for path in try paths() { contents[path] = (try? Data(contentsOf: url(path))) ?? Data() }
    return contents
  }

  // MARK: scanctl

  @discardableResult
  func scanctl(
    _ arguments: String..., stdin: String = "", environment: [String: String] = [:]
  ) throws -> Scanctl.Result {
    try Scanctl.run(arguments, in: folder, stdin: Data(stdin.utf8), environment: environment)
  }

  /// Runs a flow with --json; fails the test where it fails.
  @discardableResult
  func flow(
    _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Summary {
    let result = try Scanctl.run(arguments + ["--json"], in: folder)
    try #require(result.status == 0, "\(result.errors)", sourceLocation: sourceLocation)
    return try Summary(result.output)
  }

  /// All patterns: how often each occurred.
  func counts() throws -> [String: Int] {
    let pairs = try patterns().map { ($0.name, $0.occurrences) }
    return Dictionary(pairs, uniquingKeysWith: +)
  }

  func patterns() throws -> [Pattern] {
    let result = try scanctl("patterns", "list", "--json")
    try #require(result.status == 0, "\(result.errors)")
    return try JSONDecoder.snakeCase.decode(PatternList.self, from: Data(result.output.utf8))
      .patterns
  }
}

/// What a flow prints with --json.
struct Summary: Decodable {
  struct Scanned: Decodable, Hashable {
    let source: String
    let path: String
    let errorsFound: Int
    let recommendation: String
  }

  struct Problem: Decodable {
    let text: String
    let source: String?
    let path: String?
  }

  struct Skipped: Decodable {
    let source: String
    let reason: String
    let count: Int
  }

  let schemaVersion: Int
  let sourcesScanned: [Scanned]
  let errorsExtracted: Int
  let patternsCreated: Int
  let patternsUpdated: Int
  let warnings: [Problem]
  let skipped: [Skipped]
  let sessionsIngested: [String]

  init(_ text: String) throws {
    self = try JSONDecoder.snakeCase.decode(Self.self, from: Data(text.utf8))
  }
}

/// What `patterns list --json` prints.
struct PatternList: Decodable {
  let patterns: [Pattern]
}

struct Pattern: Decodable {
  let fingerprint: String
  let type: String
  let message: String
  let frame: String?
  let occurrences: Int
  let firstSeen: String
  let lastSeen: String

  /// `KeyError: 'a' (load.py:rate)`.
  var name: String { "\(type): \(message)" + (frame.map { " (\($0))" } ?? "") }
}

extension JSONDecoder {
  static var snakeCase: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}
