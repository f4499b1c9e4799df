import ArgumentParser

@main
struct Scanctl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scanctl", abstract: "Learns from what went wrong.",
    subcommands: [FingerprintCommand.self])
}
