import Foundation

@testable import ScanEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder of files for one test; removed when it goes.
final class TemporaryProject {
  let root: String

  init() throws {
    root = FileManager.default.temporaryDirectory.path + "/scanctl-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ path: String, _ text: String = "x\n", modified: Int? = nil) throws {
    let file = "\(root)/\(path)"
    let folder = (file as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: false, encoding: .utf8)
    if let modified {
      let date = Date(timeIntervalSince1970: Double(modified))
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file)
    }
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/\(path)", withDestinationPath: target)
  }

  /// A file whose name need not be UTF-8.
  func write(name: [UInt8]) {
    (Array("\(root)/".utf8) + name + [0]).withUnsafeBytes { bytes in
      guard let path = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
      close(open(path, O_CREAT | O_WRONLY, 0o600))
    }
  }

  func discovery(environment: [String: String] = [:]) -> Discovery {
    Discovery(
      root: root, agentFolders: AgentFolders(environment: environment, project: "/p/web app"))
  }

  /// What a source with these globs finds; `now` is late enough for every window but those given.
  func find(
    _ globs: String..., exclude: [String] = [], sessions: Bool = false, window: Window = .forever,
    now: Int = 2_000_000_000, isEnabled: Bool = true, environment: [String: String] = [:],
    processors: Int = 1
  ) throws -> Discovery.Result {
    let position = SourcePosition(file: "scanners.yaml", line: 1, column: 1)
    var source = SourceDeclaration(
      name: Located("s", at: position), parser: .transcript, recommendation: "r")
    source.globs = globs.map { Located($0, at: position) }
    source.exclude = exclude.map { Located($0, at: position) }
    source.hasSessions = sessions
    source.window = window
    source.isEnabled = isEnabled
    return discovery(environment: environment).files(
      of: try FileSelection(source), now: now, processors: processors)
  }
}

extension Discovery.Result {
  var paths: [String] { files.map(\.portablePath) }
}
