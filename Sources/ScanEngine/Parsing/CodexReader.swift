/// Reads a line of a rollout of Codex, or of what `codex exec --json` streams.
struct CodexReader {
  let root: JSONObjectView
  let inner: JSONParser

  private static let statusKey: StaticString = "status"
  private static let failedStatus: StaticString = "failed"

  /// What makes a line tell something, beside what users paste into it: that the rules decide.
  static let telling = [
    TellingMembers.Member("type") { value in
      value.isText { type in CodexType.telling.contains { type.equals($0) } }
    },
    TellingMembers.Member(statusKey) { value in value.isText { $0.equals(failedStatus) } },
  ]

  /// Returns nil where the line is of another format.
  func read(memory: inout TranscriptMemory) -> LineReading? {
    guard let type = root["type"]?.stringBytes else {
      // `{"id": "0", "msg": {"type": …}}`: streamed by old versions.
      guard let event = root["msg"], event["type"]?.kind == .string else {
        return root["record_type"]?.equals("state") == true ? .known([]) : nil
      }
      return read(event: event, memory: &memory)
    }
    if let payload = root["payload"], payload.kind == .object {
      return read(type, payload: payload, memory: &memory)
    }
    if type.contains(".") { return read(streamed: type, memory: &memory) }
    if Self.callTypes.contains(where: { type.equals($0) }) && root["call_id"] != nil {
      return read(item: root.value, memory: &memory)
    }
    let isOldItem = type.equals("reasoning") || (type.equals("message") && root["role"] != nil)
    return isOldItem ? .known([]) : nil
  }

  private static let callTypes = [
    CodexType.functionCall, CodexType.functionOutput, CodexType.toolCall, CodexType.toolOutput,
    CodexType.shellCall,
  ]

  private func read(
    _ type: UnsafeRawBufferPointer, payload: JSONValue, memory: inout TranscriptMemory
  ) -> LineReading? {
    if type.equals("response_item") { return read(item: payload, memory: &memory) }
    if type.equals("event_msg") { return read(event: payload, memory: &memory) }
    if type.equals(CodexType.sessionHead) {
      memory.session = payload.text("id") ?? payload["meta"]?.text("id") ?? memory.session
      return .known([])
    }
    let isSilent = ["turn_context", "compacted", "world_state"].contains { type.equals($0) }
    return isSilent ? .known([]) : nil
  }

  private func details(_ identifier: String?, _ memory: TranscriptMemory) -> RecordDetails {
    var details = RecordDetails()
    details.identifier = identifier.map { "call:\($0)" }
    details.session = memory.session
    details.timestamp = root["timestamp"].flatMap(Timestamp.init(json:))
    return details
  }

  /// Reads the result of a call unless it was told before.
  private func settle(
    _ identifier: String?, memory: inout TranscriptMemory, fallback: ToolCall? = nil,
    result: (ToolCall?) -> ToolResult
  ) -> LineReading {
    let call = identifier.flatMap { memory.call($0) }
    if call?.isSettled == true { return .known([]) }
    let finding = result(call ?? fallback).finding(details(identifier, memory))?.owned()
    if let identifier { memory.settle(identifier) }
    return .known(finding.map { [$0] } ?? [])
  }
}

extension CodexReader {
  private static let silentItems: [StaticString] = [
    "message", "reasoning", "web_search_call", "ghost_snapshot", "compaction",
    "compaction_summary", "context_compaction", "other", "tool_search_call", "tool_search_output",
    "image_generation_call", "agent_message",
  ]

  private func read(item: JSONValue, memory: inout TranscriptMemory) -> LineReading {
    guard let type = item["type"]?.stringBytes else { return .known([]) }
    let identifier = item.text("call_id") ?? item.text("id")
    if type.equals(CodexType.functionOutput) || type.equals(CodexType.toolOutput) {
      return read(output: item["output"], identifier: identifier, memory: &memory)
    }
    if type.equals(CodexType.functionCall) || type.equals(CodexType.toolCall) {
      if let identifier, let tool = item.text("name") {
        var call = call(identifier, tool: tool, item)
        if tool == "write_stdin", let running = runningCall(item, memory) {
          call = ToolCall(identifier: identifier, tool: running.tool, command: running.command)
        }
        memory.remember(call)
      }
    } else if type.equals(CodexType.shellCall) {
      if let identifier {
        memory.remember(
          ToolCall(identifier: identifier, tool: "local_shell", arguments: item["action"]))
      }
    } else if !Self.silentItems.contains(where: { type.equals($0) }) {
      return .unrecognised(type: "response_item.\(type.string)")
    }
    return .known([])
  }

  /// A call's arguments are JSON in a string, its input free text.
  private func call(_ identifier: String, tool: String, _ item: JSONValue) -> ToolCall {
    if let text = item["arguments"]?.stringBytes,
      let call = inner.parse(
        text,
        body: {
          ToolCall(identifier: identifier, tool: tool, arguments: $0)
        })
    {
      return call
    }
    return ToolCall(identifier: identifier, tool: tool, arguments: item)
  }

  /// The call whose command still runs, and which `write_stdin` talks to.
  private func runningCall(_ item: JSONValue, _ memory: TranscriptMemory) -> ToolCall? {
    guard let text = item["arguments"]?.stringBytes else { return nil }
    let session = inner.parse(text) { root in root["session_id"]?.integer } ?? nil
    return session.flatMap { memory.call(Self.identifier(ofSession: $0)) }
  }

  private static func identifier(ofSession session: Int) -> String { "session \(session)" }

  private func read(
    output: JSONValue?, identifier: String?, memory: inout TranscriptMemory
  ) -> LineReading {
    guard let output else { return .known([]) }
    let said = (output["success"] ?? root["payload"]?["success"])?.boolean
    return ContentText(output["content"] ?? output).withBytes { bytes in
      var (exitCode, text) = CodexOutput.split(bytes)
      if exitCode == nil, let session = CodexOutput.runningSession(bytes),
        let call = identifier.flatMap({ memory.call($0) }), call.command != nil
      {
        memory.remember(
          ToolCall(
            identifier: Self.identifier(ofSession: session), tool: call.tool, command: call.command)
        )
      }
      var decoded: [UInt8] = []
      if exitCode == nil, bytes.first == UInt8(ascii: "{") {
        _ = inner.parse(bytes) { root in
          guard let output = root["output"]?.stringBytes else { return }
          decoded = Array(output)
          exitCode = root["metadata"]?["exit_code"]?.integer
        }
      }
      return decoded.withUnsafeBytes { inside in
        if !decoded.isEmpty || exitCode != nil && text.first == UInt8(ascii: "{") { text = inside }
        return settle(identifier, memory: &memory) { call in
          let failed = exitCode.map { $0 != 0 } ?? (said == false || CodexOutput.saysFailure(text))
          return ToolResult(
            call: call, verdict: failed ? .failed : exitCode == nil ? .unsaid : .succeeded,
            exitCode: exitCode, text: text)
        }
      }
    }
  }
}

extension CodexReader {
  /// Beginnings of the types of events that tell nothing about errors.
  private static let silentEvents: [StaticString] = [
    "agent_", "token_count", "task_", "turn_", "exec_command_begin", "exec_command_output_delta",
    "patch_apply_begin", "patch_apply_updated", "mcp_tool_call_begin", "mcp_startup", "web_search",
    "view_image", "context_compacted", "entered_", "exited_", "item_", "plan_", "background_event",
    "warning", "deprecation_notice", "thread_", "collab_", "undo_", "exec_approval",
    "apply_patch_approval", "elicitation_", "request_", "session_", "shutdown_", "get_history",
    "terminal_interaction", "image_generation", "raw_", "skills_", "list_", "mcp_list",
    "conversation_",
    "reasoning_", "hook_", "model_", "guardian_", "dynamic_tool", "stream_info", "user_message_",
  ]

  private func read(event: JSONValue, memory: inout TranscriptMemory) -> LineReading {
    guard let type = event["type"]?.stringBytes else { return .known([]) }
    let identifier = event.text("call_id")
    if type.equals(CodexType.execution) {
      return read(execution: event, identifier: identifier, memory: &memory)
    }
    if type.equals(CodexType.patch) {
      return read(patch: event, identifier: identifier, memory: &memory)
    }
    if type.equals(CodexType.foreignTool) {
      return read(foreignTool: event, identifier: identifier, memory: &memory)
    }
    if type.equals("user_message") {
      guard let text = event["message"]?.stringBytes else { return .known([]) }
      return .known(PastedOutput.findings(in: text, details: details(nil, memory)))
    }
    if type.equals(CodexType.error) || type.equals(CodexType.streamError) {
      guard let text = event["message"]?.stringBytes, !text.isEmpty else { return .known([]) }
      var details = details(nil, memory)
      details.outcome = .failed
      return .known([Finding(.borrowed(text), details: details)])
    }
    if Self.silentEvents.contains(where: { type.starts(with: $0) }) { return .known([]) }
    return .unrecognised(type: "event_msg.\(type.string)")
  }

  private func read(
    execution event: JSONValue, identifier: String?, memory: inout TranscriptMemory
  ) -> LineReading {
    if let status = event["status"], status.equals("declined") || status.equals("in_progress") {
      return .known([])
    }
    let exitCode = event["exit_code"]?.integer
    let call = ToolCall(identifier: identifier ?? "", tool: "exec_command", arguments: event)
    let text = Self.output(of: event)
    return text.withUnsafeBytes { bytes in
      settle(identifier, memory: &memory, fallback: call) { call in
        ToolResult(
          call: call, kind: .shell,
          verdict: exitCode.map { $0 == 0 ? .succeeded : .failed } ?? .unsaid,
          exitCode: exitCode, text: bytes)
      }
    }
  }

  private static func output(of event: JSONValue) -> [UInt8] {
    for key: StaticString in ["aggregated_output", "formatted_output"] {
      if let bytes = event[key]?.stringBytes, !bytes.isEmpty { return Array(bytes) }
    }
    let streams = [event["stdout"], event["stderr"]].compactMap { $0?.stringBytes }
    return Array(streams.filter { !$0.isEmpty }.joined(separator: [0x0A]))
  }

  private func read(
    patch event: JSONValue, identifier: String?, memory: inout TranscriptMemory
  ) -> LineReading {
    let files = event["changes"]?.members.map(\.key) ?? []
    let call = ToolCall(
      identifier: identifier ?? "", tool: "apply_patch", command: nil, files: files)
    return Self.output(of: event).withUnsafeBytes { bytes in
      settle(identifier, memory: &memory, fallback: call) { _ in
        ToolResult(
          call: call, kind: .editing,
          verdict: event["success"]?.boolean == false ? .failed : .succeeded, text: bytes)
      }
    }
  }

  /// A tool of an MCP server answers `Ok` or, where it couldn't be called, `Err`.
  private func read(
    foreignTool event: JSONValue, identifier: String?, memory: inout TranscriptMemory
  ) -> LineReading {
    let invocation = event["invocation"]
    let call = ToolCall(
      identifier: identifier ?? "", tool: invocation?.text("tool") ?? "mcp",
      arguments: invocation?["arguments"])
    guard let result = event["result"] else { return .known([]) }
    let refusal = result["Err"]
    let answer = result["Ok"]
    let failed = refusal != nil || (answer?["isError"] ?? answer?["is_error"])?.boolean == true
    return ContentText(refusal ?? answer?["content"] ?? result).withBytes { bytes in
      settle(identifier, memory: &memory, fallback: call) { call in
        ToolResult(call: call, verdict: failed ? .failed : .succeeded, text: bytes)
      }
    }
  }
}

extension CodexReader {
  /// `codex exec --json`: `thread.started`, `turn.…`, `item.completed`.
  private func read(
    streamed type: UnsafeRawBufferPointer, memory: inout TranscriptMemory
  ) -> LineReading? {
    if type.equals(CodexType.threadStart) {
      memory.session = root.text("thread_id") ?? memory.session
      return .known([])
    }
    // A failed turn repeats the error that the line before told.
    if type.starts(with: "turn.") || type.starts(with: "thread.") { return .known([]) }
    guard type.starts(with: "item."), let item = root["item"] else { return nil }
    guard type.equals("item.completed"), let kind = item["type"]?.stringBytes else {
      return .known([])
    }
    // An item's id is unique within its thread only.
    let identifier = item.text("id").flatMap { id in memory.session.map { "\($0)/\(id)" } }
    if kind.equals(CodexType.streamedExecution) {
      return read(execution: item, identifier: identifier, memory: &memory)
    }
    if kind.equals(CodexType.fileChange), item[Self.statusKey]?.equals(Self.failedStatus) != true {
      let files = item["changes"]?.elements.compactMap { $0.text("path") } ?? []
      var details = details(identifier, memory)
      details.outcome = .succeeded
      details.editedFiles = Array(files.prefix(ToolCall.maximumFiles))
      return .known([Finding(.owned([]), details: details)])
    }
    guard kind.equals(CodexType.error) || item[Self.statusKey]?.equals(Self.failedStatus) == true,
      let text = (item["message"] ?? item["error"]?["message"])?.stringBytes
    else { return .known([]) }
    var details = details(identifier, memory)
    details.outcome = .failed
    return .known([Finding(.borrowed(text), details: details)])
  }
}
