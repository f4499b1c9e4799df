import ArgumentParser
import ScanEngine

/// `scanctl fingerprint`: what one message, and messages like it, are known by.
struct FingerprintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fingerprint",
    abstract: "Fingerprints error messages, one a line.",
    discussion: """
      Reads a message a line from standard input and prints for each of them one line:

        <fingerprint>⇥<type>⇥<normalised message>

      Messages with one fingerprint are one problem seen again. What varies from run to run \
      (paths, numbers, hosts, ids, times, data) is shown as <*>. The answer depends on nothing \
      but the message.

      Examples:
        echo "ModuleNotFoundError: No module named 'yaml'" | scanctl fingerprint
        grep ERROR build.log | scanctl fingerprint | sort | uniq -c | sort -rn
        scanctl fingerprint --json < errors.txt
      """)

  @Flag(help: "Print an object a line: schema_version, fingerprint, type, message.")
  var json = false

  func run() throws {
    guard let printer = FingerprintPrinter(format: json ? .json : .tabs) else {
      throw CleanExit.message("out of memory")
    }
    try printer.run()
  }
}
