import Foundation
import Testing

/// A program of ../shared/eval that scores the built binary, where it is at hand.
struct Scorer {
  private let script: URL

  /// - `path`: Below ../shared/eval, which lies beside the package's folder.
  init(_ path: String) {
    script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "shared/eval/" + path)
  }

  var isAvailable: Bool { FileManager.default.fileExists(atPath: script.path) }

  /// The built binary, for a shell.
  static var binary: String { "'\(Bundle.main.bundleURL.appending(path: "scanctl").path)'" }

  static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }

  /// What the scorer prints as JSON; fails the test where it ends with another status than 0.
  func run(_ arguments: String...) throws -> Data {
    let workspace = try Workspace()
    let run = try Scanctl.run(
      program: ["/usr/bin/env", "python3", script.path, "--json"] + arguments,
      in: workspace.folder, environment: ProcessInfo.processInfo.environment,
      timeLimit: .seconds(1_200))
    #expect(run.status == 0, "\(run.errors)")
    let output = Data(run.output.utf8)
    return output
  }
}
