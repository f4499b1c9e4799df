/// Finds the events of an issue: in its body, read as Markdown, and in its comments where asked.
enum IssueReading {
  /// The events with the fix that the issue states.
  static func events(
    of issue: GitHubIssue, source: String, rules: RuleBook, eventRules: EventRules,
    trace: LineTrace? = nil
  ) -> [ErrorEvent] {
    var builder = EventBuilder(source: source, path: issue.url, session: nil, rules: eventRules)
    builder.issue = .init(number: issue.number, title: issue.title, time: issue.closedAt)
    var events: [ErrorEvent] = []
    var extractor = EventExtractor(
      rules: rules, builder: builder, fixScope: .document, trace: trace)
    for text in [issue.body] + issue.comments {
      var parser = MarkdownParser(ignoresQuotes: true)
      var copy = text
      copy.withUTF8 { bytes in
        let chunk = Chunk(bytes: UnsafeRawBufferPointer(bytes), offset: 0, line: 1)
        parser.parse(chunk) { extractor.consume($0) { events.append($0.event) } }
        parser.finish { extractor.consume($0) { events.append($0.event) } }
      }
    }
    extractor.finish { events.append($0.event) }
    return events
  }
}
