/// Why a line of a document gave an error, or none; scrubbed.
package struct LineExplanation: Sendable {
  /// An error of the line, with what its fingerprint was made of.
  package struct Event: Sendable {
    package let event: ErrorEvent
    /// The message as every occurrence of the pattern has it.
    package let normalForm: String
  }

  package let path: String
  package let line: Int
  /// How many rules there are; those that were not tried have no keyword in the line.
  package let ruleCount: Int
  package let steps: [LineTrace.Step]
  package let events: [Event]
}

extension DocumentExtraction {
  /// Tells which rules were tried on a line, what matched, what vetoed, and what came of it.
  package func explain(
    line: Int, of reader: borrowing DocumentReader, path: String
  ) throws -> LineExplanation {
    let trace = LineTrace(line: line)
    var events: [LineExplanation.Event] = []
    _ = try run(reader, path: path, trace: trace) { event in
      guard event.line == line else { return }
      events.append(.init(event: event, normalForm: normalForm(of: event)))
    }
    return LineExplanation(
      path: path, line: line, ruleCount: compiled.rules.ruleBook.rules.count,
      steps: trace.steps.map { $0.scrubbed(by: compiled.eventRules.scrubber) }, events: events)
  }

  private func normalForm(of event: ErrorEvent) -> String {
    guard var scratch = MatchScratch() else { return event.message }
    let outcome = compiled.eventRules.fingerprinter.fingerprint(
      type: event.type, message: Array(event.message.utf8), frame: event.frame, scratch: &scratch)
    return String(decoding: outcome.normalForm, as: UTF8.self)
  }
}

extension LineTrace.Step {
  fileprivate func scrubbed(by scrubber: Scrubber) -> Self {
    switch self {
    case .read(let role, let text): .read(role, text: scrubber.scrub(text))
    case .tried(let rule, let keyword, .matched(let type, let message)):
      .tried(
        rule: rule, keyword: keyword,
        .matched(type: scrubber.scrub(type), message: scrubber.scrub(message)))
    case .denied(let quote): .denied(quote: scrubber.scrub(quote))
    case .aside(let reason): .aside(reason: scrubber.scrub(reason))
    case .outcome, .harmless, .tried, .belongs: self
    }
  }
}
