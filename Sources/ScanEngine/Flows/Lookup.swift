/// Answers "have we seen this before?".
package struct Lookup {
  private let compiled: CompiledManifest
  private let store: any PatternStore

  package init(_ compiled: CompiledManifest, store: any PatternStore) {
    self.compiled = compiled
    self.store = store
  }

  /// One error of the text that was asked about.
  package struct Answer: Sendable {
    package let type: String
    package let message: String
    package let fingerprint: Fingerprint
    /// The patterns that it is, the exact one first, then the same error in other places.
    package var patterns: [StoredPattern]
    /// Their fixes, documented ones first, each text once.
    package var fixes: [Fix]
  }

  /// An answer for each different error in the text; where no rule knows one, for its first line.
  ///
  /// - Throws: A ``StoreError``.
  package func answers(to text: String) throws -> [Answer] {
    var seen: Set<Fingerprint> = []
    var answers: [Answer] = []
    for event in events(in: text) where seen.insert(event.fingerprint).inserted {
      var patterns = try store.patterns(ofProblem: event.problem)
      patterns.sort { first, second in
        (first.fingerprint == event.fingerprint ? 0 : 1)
          < (second.fingerprint == event.fingerprint ? 0 : 1)
      }
      var fixes: [Fix] = []
      for pattern in patterns where pattern.fixes > 0 {
        for fix in try store.fixes(of: pattern.fingerprint)
        where !fixes.contains(where: { $0.text == fix.text }) {
          fixes.append(fix)
        }
      }
      let ordered = Fix.Origin.allCases.flatMap { origin in fixes.filter { $0.origin == origin } }
      answers.append(
        Answer(
          type: event.type, message: event.message, fingerprint: event.fingerprint,
          patterns: patterns, fixes: ordered))
    }
    return answers
  }

  private func events(in text: String) -> [ErrorEvent] {
    let builder = EventBuilder(
      source: "lookup", path: "-", session: nil, rules: compiled.eventRules)
    var extractor = EventExtractor(rules: compiled.rules.ruleBook, builder: builder)
    var events: [ErrorEvent] = []
    var copy = text
    copy.withUTF8 { bytes in
      let record = Record(text: UnsafeRawBufferPointer(bytes), line: 1, offset: 0)
      extractor.consume(record) { events.append($0.event) }
    }
    extractor.finish { events.append($0.event) }
    if events.isEmpty, let event = plainEvent(text, builder) { events.append(event) }
    return events
  }

  /// A text that no rule knows, split as `scanctl fingerprint` does.
  private func plainEvent(_ text: String, _ builder: EventBuilder) -> ErrorEvent? {
    let lines = text.split(whereSeparator: \.isNewline)
    guard let line = lines.first(where: { $0.contains { !$0.isWhitespace } }) else { return nil }
    let parts = MessageSplitter().split(Array(line.utf8))
    let match = Match(
      type: parts.type, message: String(decoding: parts.message, as: UTF8.self), line: 1,
      lines: 1...1, offset: 0)
    return builder.event(match, details: nil, place: 0)
  }
}
