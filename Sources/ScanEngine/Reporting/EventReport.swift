/// Shows the events of one document.
package enum EventReport {
  /// One JSON object: source, path, line, type, message, frame, fix, fingerprint and what else is
  /// known.
  package static func json(_ event: ErrorEvent) -> JSONObject {
    var object = JSONObject.versioned
    object.add("source", event.source)
    object.add("path", event.path)
    object.add("line", event.line)
    object.add("type", event.type)
    object.add("message", event.message)
    object.add("frame", event.frame)
    object.add("fix", event.fix?.text)
    object.add("fingerprint", event.fingerprint.hex)
    object.add("rule", event.rule)
    object.add("language", event.language)
    object.add("category", event.category)
    object.add("timestamp", event.timestamp?.text)
    object.add("session", event.session)
    object.add("record", event.record?.identifier)
    object.add("command", event.command)
    if let issue = event.issue { object.add("issue", issue) }
    if let title = event.title { object.add("title", title) }
    return object
  }

  /// `logs/a.log:7: KeyError: 'FR' (load.py:rate) [3fa2c1d09b77]`, and the fix on a line of its own.
  package static func text(_ event: ErrorEvent) -> String {
    let frame = event.frame.map { " (\($0))" } ?? ""
    let head =
      "\(event.path):\(event.line): \(event.type): \(event.message)\(frame) [\(event.fingerprint)]"
    let fix = event.fix.map { "\n    fix: \(Printable.line($0.text))" } ?? ""
    return Printable.line(head) + fix
  }
}
