import ArgumentParser
import ScanEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `scanctl extract`: the events of one document.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Prints the errors of one document; touches no store and no state.",
    discussion: """
      Uses the rules that a source without `rules` would use. The kind of document goes by its \
      content unless --parser says otherwise.

      Examples:
        scanctl extract build.log
        pytest 2>&1 | scanctl extract -
        scanctl extract --explain 42 build.log
        scanctl extract --format jsonl --parser workflow-log .workflow_log.jsonl
        gh issue list --state closed --json number,title,body,labels,closedAt,url \
      | scanctl extract --parser github -
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case jsonl
  }

  @OptionGroup var common: CommonOptions

  @Option(help: "workflow-log, transcript or github. Default: by content.")
  var parser: ParserKind?

  @Option(help: "text, or jsonl for an object a line (as --json).")
  var format = Format.text

  @Option(
    help: ArgumentHelp(
      "Say what was tried on this line: rules, keywords, vetoes, normal form and fingerprint.",
      valueName: "line"))
  var explain: Int?

  @Argument(help: ArgumentHelp("The document; - for standard input.", valueName: "file"))
  var file: String

  func validate() throws {
    if let explain, explain < 1 { throw ValidationError("--explain: lines are counted from 1") }
  }

  func run() throws {
    let project = try Project(common)
    let console = Console(common, environment: project.environment)
    let compiled = try project.compileManifest()
    let extraction = DocumentExtraction(compiled, sourceName: "extract", parser: parser)
    let reader = try file == "-" ? StandardInput.reader() : Self.open(file)
    let isJSON = common.json || format == .jsonl
    var warnings = 0
    do {
      if let line = explain {
        let explanation = try extraction.explain(line: line, of: reader, path: file)
        console.result(
          isJSON
            ? LineExplanationReport.json(explanation).description
            : LineExplanationReport.text(explanation))
        return
      }
      let report = try extraction.run(reader, path: file) { event in
        console.result(isJSON ? EventReport.json(event).description : EventReport.text(event))
      }
      for warning in report.warnings { console.warn(warning) }
      warnings = report.warnings.count
    } catch let error as ReadError {
      throw Failure(Printable.line(error.description))
    } catch let error as Warning {
      throw Failure(Printable.line("\(file): \(error.text)"))
    }
    if common.strict, warnings > 0 { throw Failure.status }
  }

  private static func open(_ file: String) throws(Failure) -> DocumentReader {
    let descriptor = systemOpen(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      throw Failure("\(Printable.line(file)): can't be read: \(String(cString: strerror(errno)))")
    }
    do throws(ReadError) {
      return try DocumentReader(descriptor: descriptor, path: file)
    } catch {
      close(descriptor)
      throw Failure(Printable.line(error.description))
    }
  }
}

extension ParserKind: ExpressibleByArgument {}

/// Standard input as a document, which can be read at any place.
enum StandardInput {
  /// The input itself where it is a file; else a copy in a file without a name.
  static func reader() throws(Failure) -> DocumentReader {
    if let reader = try? DocumentReader(descriptor: dup(STDIN_FILENO), path: "-") { return reader }
    guard let copy = tmpfile() else {
      throw Failure("no temporary file could be made: \(String(cString: strerror(errno)))")
    }
    defer { fclose(copy) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      guard fwrite(buffer, 1, count, copy) == count else {
        throw Failure("standard input could not be kept: \(String(cString: strerror(errno)))")
      }
    }
    guard fflush(copy) == 0 else {
      throw Failure("standard input could not be kept: \(String(cString: strerror(errno)))")
    }
    do throws(ReadError) {
      return try DocumentReader(descriptor: dup(fileno(copy)), path: "-")
    } catch {
      throw Failure(error.description)
    }
  }
}

private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
