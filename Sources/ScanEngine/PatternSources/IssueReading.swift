/// Finds the events of an issue: in its body, read as Markdown, and in its comments where asked.
enum IssueReading {
  /// The events with the fix that the issue states.
  static func events(
    of issue: GitHubIssue, source: String, rules: RuleBook, eventRules: EventRules,
    trace: LineTrace? = nil
  ) -> [ErrorEvent] {
    let builder = builder(of: issue, source: source, eventRules)
    var events = raw(issue, builder, rules, trace)
    finish(&events, of: issue, ending: nil, builder)
    return events
  }

  /// The events without what closed the issue; see ``findings(_:of:ending:source:eventRules:)``.
  static func unfinished(
    _ issue: GitHubIssue, source: String, rules: RuleBook, eventRules: EventRules
  ) -> [ErrorEvent] {
    raw(issue, builder(of: issue, source: source, eventRules), rules)
  }

  /// Events with every fix that is known: what the issue states, what closed it.
  static func findings(
    _ events: [ErrorEvent], of issue: GitHubIssue, ending: GitHubEnding?, source: String,
    eventRules: EventRules
  ) -> Findings {
    let builder = builder(of: issue, source: source, eventRules)
    var findings = Findings(events: events)
    findings.fixes = finish(&findings.events, of: issue, ending: ending, builder)
    return findings
  }

  private static func builder(
    of issue: GitHubIssue, source: String, _ rules: EventRules
  ) -> EventBuilder {
    EventBuilder(
      source: source, path: issue.url, session: nil,
      issue: .init(number: issue.number, title: issue.title, time: issue.closedAt), rules: rules)
  }

  private static func raw(
    _ issue: GitHubIssue, _ builder: EventBuilder, _ rules: RuleBook, _ trace: LineTrace? = nil
  ) -> [ErrorEvent] {
    var events: [ErrorEvent] = []
    var extractor = EventExtractor(
      rules: rules, builder: builder, fixScope: .document, trace: trace)
    for text in [issue.body] + issue.comments.map(\.body) {
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

  /// Gives events that have no fix the best that is known; returns the others.
  @discardableResult
  private static func finish(
    _ events: inout [ErrorEvent], of issue: GitHubIssue, ending: GitHubEnding?,
    _ builder: EventBuilder
  ) -> [FixFound] {
    guard !events.isEmpty else { return [] }
    let comments = issue.comments.isEmpty ? ending?.comments ?? [] : issue.comments
    let texts = [
      IssueFixes.last(in: comments), IssueFixes.referred(in: issue.body),
      ending?.closer.flatMap(IssueFixes.text),
    ]
    var fixes: [Fix] = []
    for text in texts.compactMap(\.self) {
      let fix = builder.fix(text, .documented, line: 1)
      if !fixes.contains(where: { $0.text == fix.text }) { fixes.append(fix) }
    }
    guard let best = fixes.first else { return [] }
    var others: Set<FixFound> = []
    for index in events.indices {
      if events[index].fix == nil { events[index].fix = best }
      for fix in fixes where fix.text != events[index].fix?.text {
        others.insert(FixFound(fingerprint: events[index].fingerprint, fix: fix))
      }
    }
    return others.sorted {
      ($0.fingerprint.description, $0.fix.text) < ($1.fingerprint.description, $1.fix.text)
    }
  }
}
