import ArgumentParser
import ScanEngine

/// Ends a command with status 1 and a message that says what to do.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// Status of a command that failed.
  static let status = ExitCode(1)
}
