/// Reads a line of a transcript of Claude Code, or of its streamed JSON.
struct ClaudeCodeReader {
  let root: JSONObjectView

  /// Types of lines that tell nothing about errors.
  private static let silent: [StaticString] = [
    "summary", "system", "attachment", "file-history-snapshot", "queue-operation", "progress",
    "custom-title", "ai-title", "agent-name", "agent-color", "agent-setting", "tag", "last-prompt",
    "pr-link", "mode", "permission-mode", "worktree-state", "content-replacement",
    "saved_hook_context", "rate_limit_event", "stream_event", "control_request",
    "control_response", "speculation-accept", "task-summary", "attribution-snapshot",
    "marble-origami-commit", "marble-origami-snapshot", "bridge-session",
  ]

  /// Parts of the types of blocks that a call and its result are.
  private static let callType: StaticString = "tool_use"
  private static let resultType: StaticString = "tool_result"
  private static let refusalKey: StaticString = "isApiErrorMessage"
  private static let failureKey: StaticString = "is_error"

  /// What makes a line tell something, beside what users paste into it: that the rules decide.
  static let telling = [
    TellingMembers.Member("type") { value in
      value.isText { $0.contains(callType) || $0.contains(resultType) }
    },
    TellingMembers.Member(refusalKey) { $0.isTrue },
    TellingMembers.Member(failureKey) { $0.isTrue },
  ]

  /// Returns nil where the line is of another format.
  func read(memory: inout TranscriptMemory) -> LineReading? {
    guard let type = root["type"]?.stringBytes else { return nil }
    if type.equals("assistant") || type.equals("user") {
      guard let message = root["message"] ?? (root["role"] == nil ? nil : root.value),
        let content = message["content"]
      else { return nil }
      return .known(read(content: content, isUser: type.equals("user"), memory: &memory))
    }
    guard isTranscript else { return nil }
    if type.equals("result") { return .known(sessionResult) }
    return Self.silent.contains { type.equals($0) } ? .known([]) : nil
  }

  /// The silent types are words that other logs use too.
  private var isTranscript: Bool {
    if root["level"] != nil, root["uuid"] == nil { return false }
    return [
      "uuid", "sessionId", "session_id", "leafUuid", "messageId", "operation", "snapshot",
    ].contains { (key: StaticString) in root[key] != nil }
  }

  private var details: RecordDetails {
    var details = RecordDetails()
    details.session = root.text("sessionId") ?? root.text("session_id")
    details.timestamp = root["timestamp"].flatMap(Timestamp.init(json:))
    return details
  }

  private func details(identifier: String?) -> RecordDetails {
    var details = details
    details.identifier = identifier ?? LineIdentifier.of(root, session: details.session)
    return details
  }

  private func read(
    content: JSONValue, isUser: Bool, memory: inout TranscriptMemory
  ) -> [Finding] {
    if root["isMeta"]?.boolean == true || root["isCompactSummary"]?.boolean == true { return [] }
    if root[Self.refusalKey]?.boolean == true { return apiError(content) }
    if let text = content.stringBytes {
      return isUser ? PastedOutput.findings(in: text, details: details(identifier: nil)) : []
    }
    var findings: [Finding] = []
    for block in content.elements {
      guard let type = block["type"]?.stringBytes else { continue }
      if type.equals("text") {
        guard isUser, let text = block["text"]?.stringBytes else { continue }
        findings += PastedOutput.findings(in: text, details: details(identifier: nil))
      } else if type.contains(Self.callType) {
        guard let id = block.text("id"), let tool = block.text("name") else { continue }
        memory.remember(ToolCall(identifier: id, tool: tool, arguments: block["input"]))
      } else if type.contains(Self.resultType) {
        if let finding = result(block, memory: &memory) { findings.append(finding) }
      }
    }
    return findings
  }

  /// What the model's provider answered instead of a message.
  private func apiError(_ content: JSONValue) -> [Finding] {
    let text = ContentText(content)
    return text.withBytes { bytes in
      if bytes.contains("Request was aborted") || bytes.contains("interrupted by user") {
        return []
      }
      var details = details(identifier: nil)
      details.outcome = .failed
      return [Finding(.owned(Array(bytes)), details: details)]
    }
  }

  /// The last line of streamed JSON, which repeats what went before unless the run broke off.
  private var sessionResult: [Finding] {
    guard root[Self.failureKey]?.boolean == true, let text = root["result"]?.stringBytes,
      !text.isEmpty
    else { return [] }
    var details = details(identifier: nil)
    details.outcome = .failed
    return [Finding(.borrowed(text), details: details)]
  }
}

extension ClaudeCodeReader {
  private func result(_ block: JSONValue, memory: inout TranscriptMemory) -> Finding? {
    let id = block.text("tool_use_id") ?? block.text("id")
    let call = id.flatMap { memory.call($0) }
    if let call, call.isSettled { return nil }
    if let id { memory.settle(id) }
    guard let content = block["content"] else { return nil }
    let failed = block["is_error"]?.boolean ?? false
    var details = details(identifier: id.map { "tool_use:\($0)" })
    return ContentText(content).withBytes { bytes in
      let (exitCode, text) = Self.unwrapped(bytes)
      if bytes.trimmed.starts(with: Self.toolError) { details.fallbackType = "tool_use_error" }
      var result = ToolResult(
        call: call, kind: call == nil ? kindByShape(text) : nil,
        verdict: failed ? .failed : .succeeded, exitCode: exitCode, text: text)
      if !failed, result.kind == .shell { result.settleSuccess(root["toolUseResult"]) }
      if !failed, root["toolUseResult"]?["interrupted"]?.boolean == true { return nil }
      if text.part(0..<min(text.count, 400)).contains("<task_type>local_agent") { return nil }
      return result.finding(details)?.owned()
    }
  }

  /// Opens what a tool itself refuses, as opposed to what a command printed.
  private static let toolError: StaticString = "<tool_use_error>"

  /// The kind of a tool whose call wasn't seen, by what its result looks like.
  private func kindByShape(_ text: UnsafeRawBufferPointer) -> ToolKind {
    guard let result = root["toolUseResult"], result.kind == .object else {
      return text.trimmed.starts(with: "1→") || text.trimmed.starts(with: "1\t") ? .reading : .shell
    }
    return result["stdout"] != nil || result["stderr"] != nil ? .shell : .reading
  }

  /// Takes off what Claude Code puts around a result: the exit status, its own tags, and the
  /// reminders to the model.
  static func unwrapped(
    _ bytes: UnsafeRawBufferPointer
  ) -> (exitCode: Int?, text: UnsafeRawBufferPointer) {
    var text = bytes.trimmed
    if text.starts(with: "Error: Exit code ") { text = text.part(7..<text.count) }
    if text.starts(with: toolError) {
      let end = text.offset(of: "</tool_use_error>") ?? text.count
      return (nil, text.part(toolError.utf8CodeUnitCount..<end).trimmed)
    }
    if let reminder = text.offset(of: "<system-reminder>"),
      text.string.hasSuffix("</system-reminder>")
    {
      text = text.part(0..<reminder).trimmed
    }
    guard text.starts(with: "Exit code ") else { return (nil, text) }
    var end = 10
    var code = 0
    while end < text.count, end < 14, 0x30...0x39 ~= text[end] {
      code = code * 10 + Int(text[end]) - 0x30
      end += 1
    }
    guard end > 10, end == text.count || text[end] == 0x0A else { return (nil, text) }
    return (code, text.part(min(end + 1, text.count)..<text.count))
  }
}

extension ToolResult {
  /// Fills in the exit status that a call of the shell without an error must have had.
  ///
  /// - Parameter report: The `toolUseResult` beside the result.
  mutating func settleSuccess(_ report: JSONValue?) {
    let isDone =
      report?.text("backgroundTaskId") == nil && report?.text("returnCodeInterpretation") == nil
    if isDone, exitCode == nil, call?.tool == "Bash" { exitCode = 0 }
  }
}

/// The text of a message's or result's content: a string, or the text blocks of a list.
struct ContentText {
  private enum Parts {
    case one(UnsafeRawBufferPointer)
    case many([UInt8])
  }

  private let parts: Parts

  init(_ content: JSONValue) {
    if let bytes = content.stringBytes {
      parts = .one(bytes)
      return
    }
    let texts = content.elements.compactMap { $0.stringBytes ?? $0["text"]?.stringBytes }
    parts = texts.count == 1 ? .one(texts[0]) : .many(Array(texts.joined(separator: [0x0A])))
  }

  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch parts {
    case .one(let bytes): body(bytes)
    case .many(let bytes): bytes.withUnsafeBytes(body)
    }
  }
}
