/// Calls of tools, as the agent writes them.
extension ClaudeSession {
  mutating func writeUse(of tool: Tool) {
    begin("assistant")
    text.append(#"[{"type":"tool_use","id":""#)
    appendCallIdentifier()
    text.append(#"","name":""#)
    text.append(tool.name)
    text.append(#"","input":{"#)
    appendInput(of: tool)
    text.append("}}]")
    endAssistant()
  }

  private mutating func appendInput(of tool: Tool) {
    switch tool {
    case .bash:
      text.append(#""command":""#)
      expander.expandLine(of: templates.commands, into: &text)
      text.append(#"","description":""#)
      expander.expandLine(of: templates.phrase, into: &text)
    case .read:
      text.append(#""file_path":""#)
      text.append(path)
    case .edit:
      text.append(#""file_path":""#)
      text.append(path)
      text.append(#"","old_string":""#)
      text.append(escaped: shown)
      text.append(#"","new_string":""#)
      expander.expandLine(of: templates.phrase, into: &text)
      text.append(#"\n"#)
      text.append(escaped: shown)
    case .grep:
      text.append(#""output_mode":"content","-n":true,"pattern":""#)
      expander.expandLine(of: templates.names, into: &text)
    case .glob:
      text.append(#""pattern":"src/**/"#)
      expander.expandLine(of: templates.names, into: &text)
      text.append("*.ts")
    case .write:
      text.append(#""file_path":""#)
      text.append(path)
      text.append(#"","content":""#)
      text.append(escaped: body)
    case .todo:
      text.append(#""todos":[{"status":"in_progress","content":""#)
      expander.expandLine(of: templates.phrase, into: &text)
      text.append(#""},{"status":"pending","content":""#)
      expander.expandLine(of: templates.phrase, into: &text)
      text.append(#""}]"#)
      return
    }
    text.append("\"")
  }
}
