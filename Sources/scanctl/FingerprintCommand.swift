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
      (paths, numbers, hosts, ids, times, data) is shown as <*>, and secrets are taken out first. \
      The answer depends on nothing but the message and the manifest's scrub and normalize lists. \
      With --json there is an object a line.

      Examples:
        echo "ModuleNotFoundError: No module named 'yaml'" | scanctl fingerprint
        grep ERROR build.log | scanctl fingerprint | sort | uniq -c | sort -rn
        scanctl fingerprint --json < errors.txt
      """)

  @OptionGroup var common: CommonOptions

  func run() throws {
    let compiled = try Project(common).compileManifest(effort: .nothing)
    guard
      let printer = FingerprintPrinter(
        format: common.json ? .json : .tabs, rules: compiled.eventRules)
    else { throw Failure("out of memory") }
    do throws(FingerprintPrinter.StreamError) {
      try printer.run()
    } catch {
      throw Failure(error.description)
    }
  }
}
