/// A line of a structured log: what it says about success and failure, under any of the names
/// that workflow engines and logging libraries use.
struct LogEntry {
  private let own: JSONObjectView
  /// The first object in the entry whose members count as the entry's own: there is rarely more
  /// than one, which takes no array.
  private var inner: JSONObjectView?
  /// The others.
  private var more: [JSONObjectView] = []
  /// The names of all members.
  private var names: JSONNameSet

  init(_ root: JSONValue) { self.init(JSONObjectView(root)) }

  init(_ root: JSONObjectView) {
    own = root
    names = root.names
    guard names.intersects(Self.innerKeys) else { return }
    for key: StaticString in ["details", "fields", "data", "context", "extra", "attributes"] {
      guard let object = root[key], object.kind == .object else { continue }
      let view = JSONObjectView(object)
      if inner == nil { inner = view } else { more.append(view) }
      names.formUnion(view.names)
    }
  }

  /// The first member of one of these names that isn't null, the entry's own before its details'.
  func value(_ keys: JSONNames) -> JSONValue? { first(keys) { $0.kind == .null ? nil : $0 } }

  /// The first non-empty string under one of these names.
  func text(_ keys: JSONNames) -> UnsafeRawBufferPointer? {
    first(keys) { member in member.stringBytes.flatMap { $0.isBlank ? nil : $0 } }
  }

  func string(_ keys: JSONNames) -> String? { text(keys)?.string }

  /// Whether one of these members may be there, in any of the objects.
  func mayHave(_ keys: JSONNames) -> Bool { names.intersects(keys) }

  /// Whether any of these members is there, whatever it holds.
  func has(_ keys: JSONNames) -> Bool { own.first(keys) { _ in true } ?? false }

  @inline(__always)
  private func first<Result>(_ keys: JSONNames, _ body: (JSONValue) -> Result?) -> Result? {
    guard names.intersects(keys) else { return nil }
    if let result = own.first(keys, body) { return result }
    if let result = inner?.first(keys, body) { return result }
    for scope in more {
      if let result = scope.first(keys, body) { return result }
    }
    return nil
  }
}

extension LogEntry {
  private static let innerKeys: JSONNames = [
    "details", "fields", "data", "context", "extra", "attributes",
  ]
  static let kindKeys: JSONNames = ["event_type", "eventType", "event", "type", "kind"]
  static let levelKeys: JSONNames = [
    "level", "severity", "levelname", "lvl", "log.level", "severity_text", "severityText",
    "SeverityText", "loglevel", "log_level", "logLevel", "@l", "Level",
  ]
  static let messageKeys: JSONNames = [
    "description", "message", "msg", "short_message", "@m", "@mt", "Message", "log", "_msg",
    "textPayload", "body", "Body",
  ]
  static let errorKeys: JSONNames = [
    "error", "err", "exception", "exc_info", "@x", "Exception",
  ]
  static let stackKeys: JSONNames = [
    "stack_trace", "stackTrace", "traceback", "stacktrace", "stack", "exception.stacktrace",
    "exc_text", "error.stack_trace", "full_message",
  ]
  static let errorTypeKeys: JSONNames = [
    "error_type", "errorType", "error_class", "error_name", "exception_type", "exc_type",
    "exception.type", "error.type",
  ]
  static let errorMessageKeys: JSONNames = [
    "error_message", "errorMessage", "error_msg", "exception_message", "exception.message",
    "error.message",
  ]
  /// A list of errors.
  static let listKeys: JSONNames = ["errors"]
  static let outputKeys: JSONNames = ["stderr", "output", "stdout", "result"]
  static let commandKeys: JSONNames = ["command", "cmd"]
  static let exitCodeKeys: JSONNames = [
    "exit_code", "exitCode", "returncode", "exit_status",
  ]
  private static let toolKeys: JSONNames = ["tool_name", "tool"]
  private static let otherKeys: JSONNames = [
    "event_type", "event", "success", "error_type", "exit_code", "workflow_id",
  ]
  private static let typeKeys: JSONNames = ["type"]
  private static let clockKeys: JSONNames = ["timestamp", "time", "ts", "@timestamp"]

  /// Whether the line looks like a log entry at all.
  var isRecognised: Bool {
    has(Self.otherKeys) || has(Self.levelKeys) || has(Self.messageKeys) || has(Self.errorKeys)
      || has(Self.stackKeys) || (has(Self.typeKeys) && has(Self.clockKeys))
  }

  /// The name of the entry's type for people, where it isn't recognised.
  var typeName: String { string(Self.kindKeys) ?? "(no type)" }

  /// Reads what the entry tells; as most tell nothing, nothing is made before that is known.
  ///
  /// - Parameter session: The session that the lines before named.
  /// - Returns: nil where it tells nothing, or that all went well.
  func finding(session: String?) -> Finding? {
    let reported = mayHave(ReportedError.keys) ? ReportedError(self) : nil
    let outcome = outcome(hasError: reported?.isPresent ?? false)
    let command = value(Self.commandKeys).flatMap(ToolCall.commandLine)
    if outcome == .succeeded, command == nil { return nil }
    let error = reported ?? ReportedError(self)
    var text: [UInt8] = []
    if outcome != .succeeded {
      text = error.text(outcome: outcome)
      if text.isEmpty, outcome != .failed { return nil }
    }
    var details = RecordDetails()
    details.outcome = outcome
    details.command = command.map { ToolCall.cut($0, to: RecordDetails.maximumCommandLength) }
    // Of a command that passed no more is asked.
    if outcome == .succeeded { return Finding(.owned(text), details: details) }
    note(session: session, in: &details)
    details.exitCode = exitCode
    details.tool = string(Self.toolKeys)
    if outcome == .failed {
      error.describe(&details)
      details.fallbackType = failingKind
      // An error that says nothing but its name is still one.
      if text.isEmpty { text = Array((failingKind ?? string(Self.levelKeys) ?? "error").utf8) }
    }
    return Finding(.owned(text), details: details)
  }

  var exitCode: Int? { value(Self.exitCodeKeys)?.integer }
}

extension LogEntry {
  private static let sessionKeys: JSONNames = [
    "workflow_id", "session_id", "sessionId", "workflowId",
  ]
  private static let timeKeys: JSONNames = [
    "timestamp", "time", "ts", "@timestamp", "datetime", "asctime", "@t",
  ]
  private static let errorIdentifierKeys: JSONNames = ["error_id", "errorId"]
  private static let toolUseKeys: JSONNames = ["tool_use_id"]
  private static let callKeys: JSONNames = ["call_id"]

  /// What the line says about session, time and identity.
  func metadata(session: String?) -> RecordDetails {
    var details = RecordDetails()
    note(session: session, in: &details)
    return details
  }

  private func note(session: String?, in details: inout RecordDetails) {
    details.session = string(Self.sessionKeys) ?? session
    details.timestamp = value(Self.timeKeys).flatMap(Timestamp.init(json:))
    if let id = string(Self.errorIdentifierKeys) {
      details.identifier = "error_id:\(id)"
    } else if let id = string(Self.toolUseKeys) {
      details.identifier = "tool_use:\(id)"
    } else if let id = string(Self.callKeys) {
      details.identifier = "call:\(id)"
    }
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
