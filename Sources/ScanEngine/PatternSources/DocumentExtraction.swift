/// Finds the events of one document, without a store: what `scanctl extract` does.
package struct DocumentExtraction: Sendable {
  let compiled: CompiledManifest
  /// How events name their source.
  private let sourceName: String
  /// nil goes by the content.
  private let parser: ParserKind?

  package init(_ compiled: CompiledManifest, sourceName: String, parser: ParserKind?) {
    self.compiled = compiled
    self.sourceName = sourceName
    self.parser = parser
  }

  /// What went wrong on the way: lines that were left out, unknown kinds of records.
  package struct Report: Sendable {
    package var warnings: [Warning] = []
    package var events = 0
  }

  /// Reads the document and hands its events to `emit`, in order, each once.
  ///
  /// - Parameters:
  ///   - reader: The document.
  ///   - path: How events name the document.
  ///   - trace: Is told what is tried on one line; of issues, on that line of each body.
  ///   - emit: Takes each event.
  /// - Returns: How many there were, and what went wrong on the way.
  /// - Throws: ``ReadError`` where the document can't be read; ``Warning`` where it is no list of issues.
  package func run(
    _ reader: borrowing DocumentReader, path: String, trace: LineTrace? = nil,
    emit: (ErrorEvent) -> Void
  ) throws -> Report {
    if let text = try WideText.bytes(of: reader) {
      return try run(DocumentReader(text: text, path: path), path: path, trace: trace, emit: emit)
    }
    let sample = PrefixReader.bytes(of: reader, at: 0, count: DocumentKind.sampleLength) ?? []
    let kind = sample.withUnsafeBytes { DocumentKind(sample: $0, path: path) }
    var report = Report()
    if parser == .github || (parser == nil && kind == .jsonArray) {
      report.events = try extractIssues(reader, trace, emit: emit)
      return report
    }
    let builder = EventBuilder(
      source: sourceName, path: path, session: nil, rules: compiled.eventRules)
    var progress = DocumentProgress(
      parser: Self.parser(parser ?? .transcript, kind, memory: []), kind: kind, builder: builder,
      rules: compiled.rules.ruleBook, counts: false, trace: trace)
    let keepsEnds = kind == .text || kind == .markdown
    var chunks = LineChunks(
      from: 0, line: 1, to: reader.status.size, keepsEnds: keepsEnds,
      filter: compiled.rules.ruleBook.filter(for: kind, size: reader.status.size))
    var seen: Set<RecordPlace> = []
    var isMore = true
    while isMore {
      isMore = try chunks.next(of: reader, seen: { _ in }, body: { progress.take($0, next: $1) })
      if !isMore { progress.finish() }
      for event in progress.takeFindings() {
        if let record = event.record, !seen.insert(record).inserted { continue }
        report.events += 1
        emit(event)
      }
    }
    report.warnings = progress.warnings(
      path: path, longLines: chunks.longLines, isGrowing: false)
    return report
  }

  /// What parses a document of this kind in a source of that parser.
  static func parser(
    _ parser: ParserKind, _ kind: DocumentKind, memory: [UInt8]
  ) -> any DocumentParser {
    switch (parser, kind) {
    case (.workflowLog, .jsonObject), (.workflowLog, .jsonArray): JSONDocumentParser()
    case (.workflowLog, _): WorkflowLogParser(memory: memory)
    case (_, .jsonLines): TranscriptJSONParser(memory: memory)
    case (_, .jsonObject), (_, .jsonArray): JSONDocumentParser()
    case (_, .markdown): MarkdownParser()
    case (_, .text): PlainTextParser()
    case (_, .source): SourceCodeParser()
    }
  }

  private func extractIssues(
    _ reader: borrowing DocumentReader, _ trace: LineTrace?, emit: (ErrorEvent) -> Void
  ) throws -> Int {
    let bytes = try reader.readAll(limit: Self.issueListLimit)
    var count = 0
    for issue in try GitHubIssue.list(bytes) {
      for event in IssueReading.events(
        of: issue, source: sourceName, rules: compiled.rules.ruleBook,
        eventRules: compiled.eventRules, trace: trace)
      {
        count += 1
        emit(event)
      }
    }
    return count
  }

  /// A longer list of issues is refused, in bytes.
  private static let issueListLimit = 256 * 1_024 * 1_024
}
