import ArgumentParser
import ScanEngine

/// `scanctl lookup` tells whether an error was seen before.
struct LookupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Tells whether an error was seen before, and what mended it.",
    discussion: """
      Finds the errors in the text as a scan would, and looks for their patterns: the same error at \
      the same place first, then elsewhere. Documented fixes come first. Reads only.

      Examples:
        scanctl lookup "ModuleNotFoundError: No module named 'yaml'"
        npm test 2>&1 | scanctl lookup -
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var storage: StoreOptions

  @Argument(help: ArgumentHelp("The error; - for standard input.", valueName: "text"))
  var text = "-"

  /// More of standard input isn't looked at, in bytes.
  private static let limit = 16 << 20

  func run() async throws {
    let project = try Project(common)
    let console = Console(common, environment: project.environment)
    let compiled = try project.compileManifest()
    let store = try project.openStore(storage, access: .reading)
    let question = try text == "-" ? Self.standardInput() : text
    let answers = try await withFailures {
      try Lookup(compiled, store: store).answers(to: question)
    }
    if common.json {
      console.result(LookupReport.json(answers).description)
    } else {
      console.result(LookupReport.text(answers) ?? "never seen before")
    }
  }

  private static func standardInput() throws(Failure) -> String {
    let reader = try StandardInput.reader()
    do throws(ReadError) {
      return String(decoding: try reader.readAll(limit: limit), as: UTF8.self)
    } catch {
      throw Failure(Printable.line(error.description))
    }
  }
}
