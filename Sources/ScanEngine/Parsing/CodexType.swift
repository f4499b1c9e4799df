/// The types of lines, items and events of Codex that tell something.
enum CodexType {
  static let sessionHead: StaticString = "session_meta"
  static let threadStart: StaticString = "thread.started"
  static let functionCall: StaticString = "function_call"
  static let functionOutput: StaticString = "function_call_output"
  static let toolCall: StaticString = "custom_tool_call"
  static let toolOutput: StaticString = "custom_tool_call_output"
  static let shellCall: StaticString = "local_shell_call"
  static let execution: StaticString = "exec_command_end"
  static let patch: StaticString = "patch_apply_end"
  static let foreignTool: StaticString = "mcp_tool_call_end"
  static let error: StaticString = "error"
  static let streamError: StaticString = "stream_error"
  static let streamedExecution: StaticString = "command_execution"
  static let fileChange: StaticString = "file_change"

  static let telling: [StaticString] = [
    sessionHead, threadStart, functionCall, functionOutput, toolCall, toolOutput, shellCall,
    execution, patch, foreignTool, error, streamError, streamedExecution, fileChange,
  ]
}
