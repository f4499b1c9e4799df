/// A line of a structured log: what it says about success and failure, under any of the names
/// that workflow engines and logging libraries use.
struct LogEntry {
  /// The entry and the objects in it whose members count as the entry's own.
  private let scopes: [JSONObjectView]

  init(_ root: JSONValue) {
    let view = JSONObjectView(root)
    var scopes = [view]
    for key: StaticString in ["details", "fields", "data", "context", "extra", "attributes"] {
      if let inner = view[key], inner.kind == .object { scopes.append(JSONObjectView(inner)) }
    }
    self.scopes = scopes
  }

  /// The first member of one of these names that isn't null, the entry's own before its details'.
  func value(_ keys: [StaticString]) -> JSONValue? {
    for scope in scopes {
      for key in keys {
        if let value = scope[key], value.kind != .null { return value }
      }
    }
    return nil
  }

  /// The first non-empty string under one of these names.
  func text(_ keys: [StaticString]) -> UnsafeRawBufferPointer? {
    for scope in scopes {
      for key in keys {
        if let bytes = scope[key]?.stringBytes, !bytes.trimmed.isEmpty { return bytes }
      }
    }
    return nil
  }

  func string(_ keys: [StaticString]) -> String? { text(keys)?.string }

  /// Whether any of these members is there, whatever it holds.
  func has(_ keys: [StaticString]) -> Bool { keys.contains { scopes[0][$0] != nil } }
}

extension LogEntry {
  static let kindKeys: [StaticString] = ["event_type", "eventType", "event", "type", "kind"]
  static let levelKeys: [StaticString] = [
    "level", "severity", "levelname", "lvl", "log.level", "severity_text", "severityText",
    "SeverityText", "loglevel", "log_level", "logLevel", "@l", "Level",
  ]
  static let messageKeys: [StaticString] = [
    "description", "message", "msg", "short_message", "@m", "@mt", "Message", "log", "_msg",
    "textPayload", "body", "Body",
  ]
  static let errorKeys: [StaticString] = [
    "error", "err", "exception", "exc_info", "@x", "Exception",
  ]
  static let stackKeys: [StaticString] = [
    "stack_trace", "stackTrace", "traceback", "stacktrace", "stack", "exception.stacktrace",
    "exc_text", "error.stack_trace", "full_message",
  ]
  static let errorTypeKeys: [StaticString] = [
    "error_type", "errorType", "error_class", "error_name", "exception_type", "exc_type",
    "exception.type", "error.type",
  ]
  static let errorMessageKeys: [StaticString] = [
    "error_message", "errorMessage", "error_msg", "exception_message", "exception.message",
    "error.message",
  ]
  static let outputKeys: [StaticString] = ["stderr", "output", "stdout", "result"]

  /// Whether the line looks like a log entry at all.
  var isRecognised: Bool {
    has(Self.levelKeys) || has(Self.messageKeys) || has(Self.errorKeys) || has(Self.stackKeys)
      || has(["event_type", "event", "success", "error_type", "exit_code", "workflow_id"])
      || (has(["type"]) && has(["timestamp", "time", "ts", "@timestamp"]))
  }

  /// The name of the entry's type for people, where it isn't recognised.
  var typeName: String { string(Self.kindKeys) ?? "(no type)" }

  /// What the entry tells; nil where that is nothing, or that all went well.
  func finding(_ details: RecordDetails) -> Finding? {
    var details = details
    let error = ReportedError(self)
    details.outcome = outcome(error)
    details.command = value(["command", "cmd"]).flatMap(ToolCall.commandLine).map {
      ToolCall.cut($0, to: RecordDetails.maximumCommandLength)
    }
    details.exitCode = exitCode
    details.tool = string(["tool_name", "tool"])
    if details.outcome == .succeeded {
      return details.command == nil ? nil : Finding(.owned([]), details: details)
    }
    if details.outcome == .failed {
      error.describe(&details)
      details.fallbackType = failingKind
    }
    var text = error.text(outcome: details.outcome)
    if text.isEmpty {
      guard details.outcome == .failed else { return nil }
      // An error that says nothing but its name is still one.
      text = Array((failingKind ?? string(Self.levelKeys) ?? "error").utf8)
    }
    return Finding(.owned(text), details: details)
  }

  var exitCode: Int? { value(["exit_code", "exitCode", "returncode", "exit_status"])?.integer }
}

extension LogEntry {
  /// What the line says about session, time and identity.
  func metadata(session: String?) -> RecordDetails {
    var details = RecordDetails()
    details.session =
      string(["workflow_id", "session_id", "sessionId", "workflowId"]) ?? session
    details.timestamp = value([
      "timestamp", "time", "ts", "@timestamp", "datetime", "asctime", "@t",
    ])
    .flatMap(Timestamp.init(json:))
    if let id = string(["error_id", "errorId"]) {
      details.identifier = "error_id:\(id)"
    } else if let id = string(["tool_use_id"]) {
      details.identifier = "tool_use:\(id)"
    } else if let id = string(["call_id"]) {
      details.identifier = "call:\(id)"
    }
    return details
  }
}

extension Timestamp {
  /// A time as text, or as a number since 1970.
  init?(json value: JSONValue) {
    if let text = value.stringBytes {
      self.init(text: text)
    } else if let number = value.number {
      self.init(sinceEpoch: number)
    } else {
      return nil
    }
  }
}
