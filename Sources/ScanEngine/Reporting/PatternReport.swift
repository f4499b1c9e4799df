/// Shows patterns: in a list, and one in full.
package enum PatternReport {
  /// One line: count, fingerprint, what it is, where and when it was seen.
  package static func line(_ pattern: StoredPattern, width: Int = 100) -> String {
    let count = String(pattern.occurrences)
    let padded = String(repeating: " ", count: max(0, 6 - count.count)) + count
    let fix = pattern.fixes > 0 ? "  [fix known]" : ""
    let head = Printable.line("\(pattern.type): \(pattern.message)")
    let place = pattern.frame.map { "  (\(Printable.line($0)))" } ?? ""
    return "\(padded)×  \(pattern.fingerprint)  \(Printable.cut(head, to: width))\(place)"
      + "  last \(Timestamp.dateText(day: pattern.lastSeen.day))\(fix)"
  }

  /// Everything that is known of a pattern.
  package static func text(_ details: PatternDetails) -> String {
    let pattern = details.pattern
    var lines = [
      "\(pattern.type): \(pattern.message)", "",
      "  fingerprint  \(pattern.fingerprint.hex)",
      "  seen         \(pattern.occurrences) times, first \(pattern.firstSeen.text), "
        + "last \(pattern.lastSeen.text)",
    ]
    if let frame = pattern.frame { lines.append("  frame        \(frame)") }
    let kinds = [pattern.language, pattern.category].compactMap(\.self)
    if !kinds.isEmpty { lines.append("  kind         \(kinds.joined(separator: ", "))") }
    if let rule = pattern.rule { lines.append("  rule         \(rule)") }
    if let title = pattern.title { lines.append("  issue        \(title)") }
    let sample = pattern.sample
    lines.append("  such as      \(sample.path):\(sample.line) (\(sample.source))")
    if let command = sample.command { lines.append("  command      \(command)") }
    lines += section("sources", details.sources)
    lines += section("sessions", details.sessions)
    let days = details.days.suffix(14).map {
      NamedCount(name: Timestamp.dateText(day: $0.day), count: $0.count)
    }
    lines += section("days", days)
    lines += fixes(details.fixes)
    return Printable.lines(
      lines.map { $0.split(separator: "\n").joined(separator: "⏎") }.joined(separator: "\n"))
  }

  private static func section(_ name: String, _ counts: [NamedCount]) -> [String] {
    guard !counts.isEmpty else { return [] }
    return ["", "  \(name)"] + counts.prefix(10).map { "    \($0.count)×  \($0.name)" }
  }

  /// The fixes with where they come from, documented ones first.
  package static func fixes(_ fixes: [Fix]) -> [String] {
    guard !fixes.isEmpty else { return [] }
    return ["", "  fixes"]
      + fixes.prefix(5).flatMap { fix in
        ["    \(fix.text)", "      \(fix.origin.rawValue) in \(fix.path):\(fix.line)"]
      }
  }

  /// A pattern as an object of a list.
  package static func json(_ pattern: StoredPattern) -> JSONObject {
    var object = JSONObject()
    object.add("fingerprint", pattern.fingerprint.hex)
    object.add("type", pattern.type)
    object.add("message", pattern.message)
    object.add("frame", pattern.frame)
    object.add("language", pattern.language)
    object.add("category", pattern.category)
    object.add("rule", pattern.rule)
    object.add("title", pattern.title)
    object.add("occurrences", pattern.occurrences)
    object.add("first_seen", pattern.firstSeen.text)
    object.add("last_seen", pattern.lastSeen.text)
    object.add("sources", pattern.sources)
    object.add("sessions", pattern.sessions)
    object.add("fixes", pattern.fixes)
    var sample = JSONObject()
    sample.add("source", pattern.sample.source)
    sample.add("path", pattern.sample.path)
    sample.add("line", pattern.sample.line)
    sample.add("command", pattern.sample.command)
    object.add("sample", sample)
    return object
  }

  /// A pattern with everything that is known of it.
  package static func json(_ details: PatternDetails) -> JSONObject {
    var object = JSONObject.versioned
    object.add("pattern", json(details.pattern))
    object.add("days", details.days.map { json($0.count, "day", Timestamp.dateText(day: $0.day)) })
    object.add("sources", details.sources.map { json($0.count, "source", $0.name) })
    object.add("projects", details.projects.map { json($0.count, "project", $0.name) })
    object.add("sessions", details.sessions.map { json($0.count, "session", $0.name) })
    object.add("documents", details.documents.map { json($0.count, "path", $0.name) })
    object.add("fixes", details.fixes.map(json))
    return object
  }

  private static func json(_ count: Int, _ key: String, _ name: String) -> JSONObject {
    var object = JSONObject()
    object.add(key, name)
    object.add("occurrences", count)
    return object
  }

  package static func json(_ fix: Fix) -> JSONObject {
    var object = JSONObject()
    object.add("text", fix.text)
    object.add("origin", fix.origin.rawValue)
    object.add("source", fix.source)
    object.add("path", fix.path)
    object.add("line", fix.line)
    return object
  }
}
