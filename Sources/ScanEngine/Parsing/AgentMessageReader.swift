/// Reads a line in which a tool's name, arguments and result stand together, or a message of a
/// chat: what agents without a format of their own, and audit logs, write.
struct AgentMessageReader {
  let root: JSONObjectView
  let inner: JSONParser

  private static let toolKey: StaticString = "tool_name"
  private static let otherToolKey: StaticString = "toolName"
  private static let toolIdentifierKey: StaticString = "tool_id"
  private static let callsKey: StaticString = "tool_calls"
  private static let toolRole: StaticString = "tool"

  /// What makes a line tell something, beside what users paste into it: that the rules decide.
  static let telling = [
    TellingMembers.Member(toolKey) { $0.isSomething },
    TellingMembers.Member(otherToolKey) { $0.isSomething },
    TellingMembers.Member(toolIdentifierKey) { $0.isSomething },
    TellingMembers.Member(callsKey) { $0.isSomething },
    TellingMembers.Member("role") { value in value.isText { $0.equals(toolRole) } },
  ]

  /// Returns nil where the line is of another format.
  func read(memory: inout TranscriptMemory) -> LineReading? {
    let message = root["message"].flatMap { $0.kind == .object ? $0 : nil } ?? root.value
    if let tool = message.text(Self.toolKey) ?? message.text(Self.otherToolKey) {
      return .known(result(message, tool: tool, memory: &memory).map { [$0] } ?? [])
    }
    if root["type"]?.equals("tool_result") == true, let id = root.text(Self.toolIdentifierKey) {
      let tool = memory.call(id)?.tool ?? ""
      return .known(result(root.value, tool: tool, memory: &memory).map { [$0] } ?? [])
    }
    guard let role = message["role"]?.stringBytes else { return nil }
    if role.equals(Self.toolRole), let content = message["content"] {
      return .known(answer(message, content: content, memory: memory).map { [$0] } ?? [])
    }
    guard message["content"] != nil || message[Self.callsKey] != nil else { return nil }
    remember(message[Self.callsKey], memory: &memory)
    if role.equals("user"), let text = message["content"]?.stringBytes {
      return .known(PastedOutput.findings(in: text, details: details(memory)))
    }
    return .known([])
  }

  private func details(_ memory: TranscriptMemory) -> RecordDetails {
    var details = LogEntry(root).metadata(session: memory.session)
    details.identifier = details.identifier ?? LineIdentifier.of(root, session: details.session)
    return details
  }

  private func result(
    _ message: JSONValue, tool: String, memory: inout TranscriptMemory
  ) -> Finding? {
    let arguments = Self.first(["tool_input", "args", "arguments", "parameters", "input"], message)
    let identifier =
      message.text(Self.toolIdentifierKey) ?? message.text("tool_use_id") ?? message.text(
        "toolCallId") ?? ""
    let call =
      arguments == nil
      ? memory.call(identifier) ?? call(identifier: identifier, tool: tool, arguments: nil)
      : call(identifier: identifier, tool: tool, arguments: arguments)
    let output = Self.first(
      ["tool_output", "result", "output", "content", "tool_response"], message)
    let error = Self.first(["error"], message)
    guard output != nil || error != nil || message["success"] != nil else {
      if !identifier.isEmpty { memory.remember(call) }
      return nil
    }
    let verdict = verdict(message)
    let entry = LogEntry(message)
    var text = verdict == .failed ? error.flatMap(Self.text) ?? [] : []
    if text.isEmpty { text = output.flatMap(Self.text) ?? [] }
    return text.withUnsafeBytes { bytes in
      ToolResult(call: call, verdict: verdict, exitCode: entry.exitCode, text: bytes)
        .finding(details(memory))?.owned()
    }
  }

  /// A tool's message in a chat, which names the call only.
  private func answer(
    _ message: JSONValue, content: JSONValue, memory: TranscriptMemory
  ) -> Finding? {
    let identifier = message.text("tool_call_id")
    var details = details(memory)
    if let identifier { details.identifier = "call:\(identifier)" }
    return ContentText(content).withBytes { bytes in
      ToolResult(
        call: identifier.flatMap { memory.call($0) }, verdict: verdict(message), text: bytes
      ).finding(details)?.owned()
    }
  }

  private func remember(_ calls: JSONValue?, memory: inout TranscriptMemory) {
    for element in calls?.elements ?? JSONSequence.empty {
      guard let id = element.text("id"), let function = element["function"],
        let tool = function.text("name")
      else { continue }
      memory.remember(call(identifier: id, tool: tool, arguments: function["arguments"]))
    }
  }

  /// Arguments are an object, or one written into a string.
  private func call(identifier: String, tool: String, arguments: JSONValue?) -> ToolCall {
    if let text = arguments?.stringBytes, text.trimmed.first == UInt8(ascii: "{"),
      let call = inner.parse(
        text,
        body: {
          ToolCall(identifier: identifier, tool: tool, arguments: $0)
        })
    {
      return call
    }
    return ToolCall(identifier: identifier, tool: tool, arguments: arguments)
  }

  private func verdict(_ message: JSONValue) -> ToolResult.Verdict {
    for scope in [message, root.value] {
      if let failed = (scope["is_error"] ?? scope["isError"])?.boolean {
        return failed ? .failed : .succeeded
      }
      if let success = scope["success"]?.boolean { return success ? .succeeded : .failed }
      if let status = scope["status"]?.stringBytes {
        if status.equals("error") || status.equals("failed") { return .failed }
        if status.equals("success") || status.equals("completed") { return .succeeded }
      }
    }
    return ReportedError(LogEntry(message)).isPresent ? .failed : .unsaid
  }

  private static func first(_ keys: [StaticString], _ scope: JSONValue) -> JSONValue? {
    for key in keys {
      if let value = scope[key], value.kind != .null { return value }
    }
    return nil
  }

  /// The text of a result: a string, text blocks, or the streams of a process.
  private static func text(_ value: JSONValue) -> [UInt8]? {
    guard value.kind == .object else { return ContentText(value).withBytes { Array($0) } }
    let parts = ["message", "error", "output", "stdout", "stderr", "content", "text"]
      .compactMap { (key: StaticString) in value[key]?.stringBytes }.filter { !$0.isEmpty }
    return Array(parts.joined(separator: [0x0A]))
  }
}

/// The identity of a line by its own `uuid`.
enum LineIdentifier {
  /// A shorter id, such as `msg-003`, is unique within its session only.
  private static let lengthOfGlobal = 20

  static func of(_ root: JSONObjectView, session: String?) -> String? {
    guard let uuid = root.text("uuid") else { return nil }
    guard uuid.utf8.count < lengthOfGlobal, let session else { return "uuid:\(uuid)" }
    return "uuid:\(session)/\(uuid)"
  }
}
