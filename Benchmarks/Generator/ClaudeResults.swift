/// What tools answered.
extension ClaudeSession {
  /// Makes the text of a call that succeeds.
  mutating func prepareResult(of tool: Tool) {
    switch tool {
    case .bash: prepareOutput(2 + expander.random.next().skewed(1, 7))
    case .read:
      prepareProgram(20 + expander.random.next().skewed(4, 9))
      number()
    case .edit:
      prepareProgram(20 + expander.random.next().skewed(4, 9))
      for _ in 0...expander.random.below(4) {
        expander.expandLine(of: templates.programs[0], into: &shown)
        shown.append("\n")
      }
    case .write: prepareProgram(10 + expander.random.next().skewed(3, 8))
    case .grep, .glob:
      for _ in 0...expander.random.next().skewed(1, 6) {
        expander.expandLine(of: tool == .grep ? templates.found : templates.files, into: &body)
        if tool == .grep { expander.expandLine(of: templates.programs[0], into: &body) }
        body.append("\n")
      }
    case .todo: body.append("Todos have been modified successfully. Please go on with the tasks.")
    }
  }

  /// Makes the text of a call that fails.
  mutating func prepareFailure(of tool: Tool) {
    guard tool == .bash else {
      return expander.expandLine(of: templates.toolErrors, into: &body)
    }
    body.append("Exit code 1\n")
    prepareOutput(expander.random.next().skewed(0, 5))
    let incident = templates.incidents.draw(expander.random.next())
    let template = templates.incidents.template(of: incident)
    expander.expand(template, incident: incident, into: &body)
    body.cut(to: body.count - 1)
  }

  mutating func writeResult(of tool: Tool) {
    beginResult()
    switch tool {
    case .read: text.append(escaped: shown)
    case .edit, .write:
      text.append("The file ")
      text.append(path)
      text.append(#" has been updated. Here is the result of running `cat -n` on a snippet:\n"#)
      text.append(escaped: shown)
    default: text.append(escaped: body)
    }
    text.append(#""}]"#)
    endMessage()
    text.append(#","toolUseResult":{"#)
    appendDetails(of: tool)
    text.append("}")
    end()
  }

  mutating func writeFailure() {
    beginResult()
    text.append(escaped: body)
    text.append(#"","is_error":true}]"#)
    endMessage()
    text.append(#","toolUseResult":"Error: "#)
    text.append(escaped: body)
    text.append("\"")
    end()
  }

  private mutating func beginResult() {
    begin("user")
    text.append(#"[{"tool_use_id":""#)
    appendCallIdentifier()
    text.append(#"","type":"tool_result","content":""#)
  }

  /// The result once more, as the program keeps it.
  private mutating func appendDetails(of tool: Tool) {
    switch tool {
    case .bash:
      text.append(#""stdout":""#)
      text.append(escaped: body)
      text.append(#"","stderr":"","interrupted":false,"isImage":false"#)
    case .read:
      text.append(#""type":"text","file":{"filePath":""#)
      text.append(path)
      text.append(#"","startLine":1,"content":""#)
      text.append(escaped: body)
      text.append("\"}")
    case .edit, .write:
      text.append(#""filePath":""#)
      text.append(path)
      text.append(#"","userModified":false,"replaceAll":false,"oldString":""#)
      text.append(escaped: shown)
      text.append(#"","structuredPatch":[],"originalFile":""#)
      text.append(escaped: body)
      text.append("\"")
    case .grep, .glob:
      text.append(#""mode":"content","numFiles":0,"filenames":[],"content":""#)
      text.append(escaped: body)
      text.append("\"")
    case .todo: text.append(#""oldTodos":[],"newTodos":[]"#)
    }
  }

  private mutating func prepareOutput(_ pieces: Int) {
    ordinary.turn()
    for _ in 0..<pieces {
      let template = ordinary.next(&expander.random)
      expander.expand(template, into: &body)
    }
  }

  private mutating func prepareProgram(_ lines: Int) {
    let program = templates.programs[expander.random.below(templates.programs.count)]
    for _ in 0..<lines {
      expander.expandLine(of: program, into: &body)
      body.append("\n")
    }
  }

  /// Copies the body with the numbers of its lines, as agents are shown files.
  private mutating func number() {
    var line = 1
    var start = 0
    let bytes = body.bytes
    for index in bytes.indices where bytes[index] == 0x0A {
      shown.append(line, width: 6, fill: 0x20)
      shown.append("→")
      shown.append(UnsafeRawBufferPointer(rebasing: bytes[start...index]))
      line += 1
      start = index + 1
    }
  }
}
