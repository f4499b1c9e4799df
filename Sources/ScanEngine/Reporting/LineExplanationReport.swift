/// Shows why a line gave an error, or none.
package enum LineExplanationReport {
  package static func text(_ explanation: LineExplanation) -> String {
    var lines = ["\(explanation.path):\(explanation.line)"]
    if explanation.steps.isEmpty, explanation.events.isEmpty {
      lines.append(
        "  nothing is read there: the line is beyond the end, or no text of the document")
    }
    lines += explanation.steps.map { "  " + sentence($0) }
    let tried = explanation.steps.count { if case .tried = $0 { true } else { false } }
    lines.append(
      tried == 0
        ? "  rules: none of \(explanation.ruleCount) was tried"
        : "  rules: \(tried) tried of \(explanation.ruleCount); no keyword of the others occurs here"
    )
    for item in explanation.events {
      let event = item.event
      lines.append("  event: \(event.type): \(event.message)")
      lines.append("    rule: \(event.rule ?? "none: the text itself names the error")")
      if let frame = event.frame { lines.append("    frame: \(frame)") }
      if let fix = event.fix { lines.append("    fix: \(fix.text)") }
      lines.append("    normal form: \(item.normalForm)")
      lines.append("    fingerprint: \(event.fingerprint)")
    }
    if explanation.events.isEmpty { lines.append("  no event is counted on this line") }
    return lines.map(Printable.line).joined(separator: "\n")
  }

  package static func json(_ explanation: LineExplanation) -> JSONObject {
    var object = JSONObject.versioned
    object.add("path", explanation.path)
    object.add("line", explanation.line)
    object.add("rules", explanation.ruleCount)
    object.add("steps", explanation.steps.map(json))
    object.add(
      "events",
      explanation.events.map { item in
        var event = EventReport.json(item.event)
        event.add("normal_form", item.normalForm)
        return event
      })
    return object
  }

  private static func sentence(_ step: LineTrace.Step) -> String {
    switch step {
    case .read(let role, let text): "read as \(role): \(text)"
    case .outcome(let outcome): "the record says: \(outcome)"
    case .harmless: "its log level says that it tells of no error: no rule was tried"
    case .tried(let rule, let keyword, let outcome):
      "rule \(rule)" + (keyword.map { " (keyword '\($0)')" } ?? "") + ": " + words(outcome)
    case .belongs(let rule, let firstLine):
      "belongs to the error that begins in line \(firstLine) (rule \(rule))"
    case .denied(let quote): "the sentence says that this did not occur: \(quote)"
    case .aside(let reason): "tells of no error that occurred: \(reason)"
    }
  }

  private static func words(_ outcome: LineTrace.Outcome) -> String {
    switch outcome {
    case .tooShort(let least): "the line is shorter than min_length \(least)"
    case .unmatched: "its pattern does not match"
    case .vetoed(let pattern): "matches, but its except vetoes: \(pattern)"
    case .matched(let type, let message): "matches: type '\(type)', message '\(message)'"
    }
  }

  private static func json(_ step: LineTrace.Step) -> JSONObject {
    var object = JSONObject()
    switch step {
    case .read(let role, let text):
      object.add("step", "read")
      object.add("as", "\(role)")
      object.add("text", text)
    case .outcome(let outcome):
      object.add("step", "outcome")
      object.add("outcome", "\(outcome)")
    case .harmless: object.add("step", "harmless")
    case .tried(let rule, let keyword, let outcome):
      object.add("step", "tried")
      object.add("rule", rule)
      object.add("keyword", keyword)
      add(outcome, to: &object)
    case .belongs(let rule, let firstLine):
      object.add("step", "belongs")
      object.add("rule", rule)
      object.add("first_line", firstLine)
    case .denied(let quote):
      object.add("step", "denied")
      object.add("text", quote)
    case .aside(let reason):
      object.add("step", "aside")
      object.add("text", reason)
    }
    return object
  }

  private static func add(_ outcome: LineTrace.Outcome, to object: inout JSONObject) {
    switch outcome {
    case .tooShort(let least):
      object.add("outcome", "too_short")
      object.add("min_length", least)
    case .unmatched: object.add("outcome", "unmatched")
    case .vetoed(let pattern):
      object.add("outcome", "vetoed")
      object.add("except", pattern)
    case .matched(let type, let message):
      object.add("outcome", "matched")
      object.add("type", type)
      object.add("message", message)
    }
  }
}
