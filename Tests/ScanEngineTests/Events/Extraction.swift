import Testing

@testable import ScanEngine

/// Finds the events of texts with the built-in rules.
enum Extraction {
  private static let book: RuleBook? = Manifest.builtIn().manifest.map { manifest in
    RuleBook(manifest.ruleSets.flatMap(\.rules).map(CompiledRule.init))
  }

  private static let rules = EventRules(
    scrubber: Scrubber(homes: []), fingerprinter: Fingerprinter.builtIn)

  /// What a document of notes gives.
  static func events(inNotes text: String, trace: LineTrace? = nil) throws -> [ErrorEvent] {
    let builder = EventBuilder(source: "notes", path: "LEARNINGS.md", session: nil, rules: rules)
    var extractor = EventExtractor(rules: try #require(book), builder: builder, trace: trace)
    var parser = MarkdownParser()
    var events: [ErrorEvent] = []
    var copy = text
    copy.withUTF8 { bytes in
      parser.parse(Chunk(bytes: UnsafeRawBufferPointer(bytes), offset: 0, line: 1)) { record in
        extractor.consume(record) { events.append($0.event) }
      }
    }
    parser.finish { record in extractor.consume(record) { events.append($0.event) } }
    extractor.finish { events.append($0.event) }
    return events
  }

  /// What an issue gives.
  static func events(inIssue body: String, comments: [String] = []) throws -> [ErrorEvent] {
    IssueReading.events(
      of: GitHubIssue(
        number: 7, title: "TypeError: the title names, but is no event", body: body, labels: [],
        closedAt: nil, url: "https://github.com/acme/web/issues/7",
        comments: comments.map { GitHubComment(body: $0) }),
      source: "issues", rules: try #require(book), eventRules: rules)
  }

  /// An event as `line type: message | fix`.
  static func summary(_ event: ErrorEvent) -> String {
    "\(event.line) \(event.type): \(event.message)" + (event.fix.map { " | \($0.text)" } ?? "")
  }
}
