/// Reads a line of a session of Gemini CLI.
struct GeminiReader {
  let root: JSONObjectView

  private static let changesKey: StaticString = "$set"
  private static let headKeys: JSONNames = ["projectHash", "startTime"]
  private static let callsKey: StaticString = "toolCalls"
  private static let refusalType: StaticString = "error"

  /// What makes a line tell something, beside what users paste into it: that the rules decide.
  static let telling =
    [
      TellingMembers.Member(changesKey) { _ in true },
      TellingMembers.Member(callsKey) { $0.isSomething },
      TellingMembers.Member("type") { value in value.isText { $0.equals(refusalType) } },
    ] + TellingMembers.Member.each(headKeys) { _ in true }

  /// Returns nil where the line is of another format.
  func read(memory: inout TranscriptMemory) -> LineReading? {
    if let changes = root[Self.changesKey] {
      // A session that was resumed or compressed writes its messages anew.
      let messages = changes["messages"]?.elements ?? JSONSequence.empty
      return .known(
        messages.flatMap { GeminiReader(root: JSONObjectView($0)).calls(memory: &memory) })
    }
    if root["$rewindTo"] != nil { return .known([]) }
    if root.first(Self.headKeys, { _ in true }) != nil,
      let session = root.text("sessionId")
    {
      memory.session = session
      return .known([])
    }
    guard let type = root["type"]?.stringBytes, root["id"]?.kind == .string,
      root["message"] == nil, root["call_id"] == nil
    else { return nil }
    let isReply = type.equals("gemini") || type.equals("model") || root[Self.callsKey] != nil
    if isReply { return .known(calls(memory: &memory)) }
    guard root["content"] != nil || root["displayContent"] != nil else { return nil }
    if type.equals(Self.refusalType) { return .known(refusal(memory)) }
    if type.equals("user") { return .known(pasted(memory)) }
    return type.equals("info") || type.equals("warning") ? .known([]) : nil
  }

  private func details(_ identifier: String?, _ memory: TranscriptMemory) -> RecordDetails {
    var details = RecordDetails()
    details.session = root.text("sessionId") ?? memory.session
    if let identifier {
      details.identifier = "gemini:\(details.session ?? ""):\(identifier)"
    }
    details.timestamp = root["timestamp"].flatMap(Timestamp.init(json:))
    return details
  }

  /// The calls of a message that have ended and weren't told before: the message is written again
  /// whole whenever one of them changes.
  private func calls(memory: inout TranscriptMemory) -> [Finding] {
    var findings: [Finding] = []
    for element in root[Self.callsKey]?.elements ?? JSONSequence.empty {
      guard let id = element.text("id"), let status = element["status"]?.stringBytes else {
        continue
      }
      let failed = status.equals("error")
      guard failed || status.equals("success"), memory.call(id)?.isSettled != true else { continue }
      var details = details(id, memory)
      memory.settle(id)
      if let time = element["timestamp"].flatMap(Timestamp.init(json:)) { details.timestamp = time }
      let call = ToolCall(
        identifier: id, tool: element.text("name") ?? "", arguments: element["args"])
      let output = GeminiOutput(element)
      let finding = output.text.withUnsafeBytes { bytes in
        ToolResult(
          call: call,
          verdict: failed || output.exitCode.map { $0 != 0 } ?? false ? .failed : .succeeded,
          exitCode: output.exitCode, text: bytes
        ).finding(details)?.owned()
      }
      if let finding { findings.append(finding) }
    }
    return findings
  }

  /// What the model's provider answered instead of a message.
  private func refusal(_ memory: TranscriptMemory) -> [Finding] {
    guard let content = root["content"] else { return [] }
    return ContentText(content).withBytes { bytes in
      guard !bytes.trimmed.isEmpty else { return [] }
      var details = details(root.text("id"), memory)
      details.outcome = .failed
      return [Finding(.owned(Array(bytes)), details: details)]
    }
  }

  private func pasted(_ memory: TranscriptMemory) -> [Finding] {
    guard let content = root["content"] else { return [] }
    return ContentText(content).withBytes { bytes in
      PastedOutput.findings(in: bytes, details: details(root.text("id"), memory))
    }
  }
}

/// What a tool of Gemini CLI answered, for its model and for people.
struct GeminiOutput {
  private(set) var text: [UInt8] = []
  private(set) var exitCode: Int?

  init(_ call: JSONValue) {
    let display = call["resultDisplay"]?.stringBytes
    var answer: UnsafeRawBufferPointer?
    for part in call["result"]?.elements ?? JSONSequence.empty {
      let response = part["functionResponse"]?["response"]
      answer = answer ?? (response?["error"] ?? response?["output"] ?? part["text"])?.stringBytes
    }
    if answer == nil {
      answer = call["result"]?.stringBytes ?? call["error"]?["message"]?.stringBytes
    }
    if let answer { exitCode = Self.number(after: "Exit Code: ", in: answer) }
    if let display, !display.trimmed.isEmpty, !Self.isShortened(display, answer) {
      text = Array(display)
    } else if let answer {
      text = Array(Self.withoutLabels(answer))
    }
  }

  /// Whether people were told less than the model: `File not found.` without the file.
  private static func isShortened(
    _ display: UnsafeRawBufferPointer, _ answer: UnsafeRawBufferPointer?
  ) -> Bool {
    guard let answer, !display.contains("\n"), answer.count > display.count else { return false }
    let end = display.trimmed.last == UInt8(ascii: ".") ? 1 : 0
    let said = display.trimmed.part(0..<(display.trimmed.count - end))
    return answer.count >= said.count && answer.part(0..<said.count).elementsEqual(said)
  }

  private static func number(
    after label: StaticString, in text: UnsafeRawBufferPointer
  ) -> Int? {
    for line in text.lines where line.starts(with: label) {
      return Int(line.part(label.utf8CodeUnitCount..<line.count).trimmed.string)
    }
    return nil
  }

  /// The shell tool's report without what it puts before and after the output.
  private static func withoutLabels(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var start = 0
    for label: StaticString in ["Stdout: ", "Output: "] {
      if let place = text.offset(of: label), place < 8_192 {
        start = place + label.utf8CodeUnitCount
        break
      }
    }
    let end = text.offset(of: "\nExit Code: ", from: start) ?? text.count
    return text.part(start..<end)
  }
}
