import ArgumentParser
import ScanEngine

@main
struct Scanctl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scanctl",
    abstract: "Learns from what went wrong: finds errors in what agents leave behind.",
    version: version,
    subcommands: [
      FinishCommand.self, RecoverCommand.self, BackfillCommand.self, LookupCommand.self,
      PatternsCommand.self, CheckCommand.self, ExtractCommand.self, FingerprintCommand.self,
      StatusCommand.self,
    ])

  /// As the changelog counts.
  static let version = "0.1.0"

  /// When the process started, as near as it can tell.
  static let start = ContinuousClock.now

  static func main() async {
    _ = start
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      for line in failure.description.split(separator: "\n") { StandardError.print(String(line)) }
      exit(withError: Failure.status)
    } catch {
      let status = exitCode(for: error)
      guard status != .success else { exit(withError: error) }
      // It repeats the arguments as they were typed.
      let message = Printable.lines(fullMessage(for: error))
      if !message.isEmpty { StandardError.print(message) }
      exit(withError: status)
    }
  }
}
