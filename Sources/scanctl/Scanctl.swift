import ArgumentParser
import ScanEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
    // Where files may not grow any more, writing fails, which is told; else it would end us.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try command()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      for line in failure.description.split(separator: "\n") { StandardError.print(String(line)) }
      exit(withError: status(Failure.status))
    } catch {
      let code = exitCode(for: error)
      guard code != .success else { exit(withError: error) }
      // It repeats the arguments as they were typed.
      let message = Printable.lines(fullMessage(for: error))
      if !message.isEmpty { StandardError.print(message) }
      exit(withError: status(code))
    }
  }

  /// The command that the arguments call.
  ///
  /// Looking through all commands takes half of a run that has nothing to do.
  private static func command() throws -> any ParsableCommand {
    let arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case "finish":
      if let command = PlainArguments(arguments.dropFirst())?.finish { return command }
    case "recover":
      if let command = PlainArguments(arguments.dropFirst())?.recover { return command }
    default: break
    }
    return try parseAsRoot()
  }

  /// An agent takes a hook's status for a command, so a hook that is called wrongly ends well too.
  private static func status(_ code: ExitCode) -> ExitCode {
    let isHook = CommandLine.arguments.contains { $0 == "--hook" || $0.hasPrefix("--hook=") }
    return isHook ? .success : code
  }
}
