/// Shows what is known of an error that somebody asks about.
package enum LookupReport {
  /// The patterns and their fixes; nil where nothing is known of any of the errors.
  package static func text(_ answers: [Lookup.Answer]) -> String? {
    let known = answers.filter { !$0.patterns.isEmpty }
    guard !known.isEmpty else { return nil }
    return known.map(text).joined(separator: "\n\n")
  }

  private static func text(_ answer: Lookup.Answer) -> String {
    var lines = ["\(answer.type): \(answer.message)"]
    for pattern in answer.patterns.prefix(5) {
      let frame = pattern.frame.map { " in \($0)" } ?? ""
      lines.append(
        "  seen \(pattern.occurrences)×\(frame), last "
          + "\(Timestamp.dateText(day: pattern.lastSeen.day)) at \(pattern.sample.path):"
          + "\(pattern.sample.line)  [\(pattern.fingerprint)]")
    }
    if answer.fixes.isEmpty { lines.append("  no fix is known yet") }
    for fix in answer.fixes.prefix(5) {
      lines.append("  fix: \(fix.text)")
      lines.append("       \(fix.origin.rawValue) in \(fix.path):\(fix.line)")
    }
    return lines.map(Printable.line).joined(separator: "\n")
  }

  /// All errors of the text, also those that nothing is known of.
  package static func json(_ answers: [Lookup.Answer]) -> JSONObject {
    var object = JSONObject.versioned
    object.add(
      "errors",
      answers.map { answer in
        var item = JSONObject()
        item.add("type", answer.type)
        item.add("message", answer.message)
        item.add("fingerprint", answer.fingerprint.hex)
        item.add("known", !answer.patterns.isEmpty)
        item.add("patterns", answer.patterns.map(PatternReport.json))
        item.add("fixes", answer.fixes.map(PatternReport.json))
        return item
      })
    return object
  }
}
