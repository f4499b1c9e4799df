/// Writes a transcript of Claude Code: what the agent said and called, and what its tools answered.
///
/// The shapes of the records are those of version 2, results stand in them twice,
/// as they do there, and each record has an id of its own.
struct ClaudeSession: ~Copyable {
  /// Of so many calls one fails.
  private static let failing = 50
  /// Of so many calls one is refused by the user or cancelled, which is no error.
  private static let refused = 400

  let templates: SessionTemplates
  let session: Int
  var expander: Expander
  var text = Text(capacity: 4 << 20)
  /// What the tool printed, before it is escaped.
  var body = Text(capacity: 1 << 19)
  /// The same as the agent saw it, or what was there before.
  var shown = Text(capacity: 1 << 19)
  /// The file that the call is about.
  var path = Text(capacity: 1 << 10)
  var ordinary = OrdinaryText()
  private var records = 0
  private var calls = 0

  init(_ session: Int, _ templates: SessionTemplates, _ expander: Expander) {
    self.session = session
    self.templates = templates
    self.expander = expander
  }

  /// The session's id, which is its file's name.
  static func identifier(of session: Int) -> String {
    var digits = String(session, radix: 16)
    digits = String(repeating: "0", count: 12 - digits.count) + digits
    return "5e0a4c1e-7d41-4b7e-9a55-" + digits
  }

  /// Fills a file with as many calls as fit into `size` bytes.
  mutating func write(_ size: Int, to file: inout OutputFile) throws -> Tally {
    var tally = Tally(files: 1)
    while true {
      let end = text.count
      let first = records
      if records == 0 || expander.random.once(in: 30) { writePrompt() }
      if expander.random.once(in: 3) { writeThought() }
      if expander.random.once(in: 2) { writeProse() }
      let failed = writeCall()
      guard file.written + text.count <= size else {
        text.cut(to: end)
        break
      }
      tally.lines += records - first
      tally.errors += failed ? 1 : 0
      if text.count > 1 << 20 { try file.take(&text) }
    }
    try file.take(&text)
    tally.bytes = file.written
    tally.errorLines = tally.errors
    return tally
  }

  /// - Returns: Whether the call failed.
  private mutating func writeCall() -> Bool {
    calls += 1
    let tool = Tool.likely[expander.random.below(Tool.likely.count)]
    body.cut(to: 0)
    shown.cut(to: 0)
    path.cut(to: 0)
    expander.expandLine(of: templates.paths, into: &path)
    if expander.random.once(in: Self.refused) {
      writeUse(of: tool)
      expander.expandLine(of: templates.refusals, into: &body)
      writeFailure()
      return false
    }
    let failed = expander.random.once(in: Self.failing)
    if failed {
      writeUse(of: tool)
      prepareFailure(of: tool)
      writeFailure()
    } else {
      prepareResult(of: tool)
      writeUse(of: tool)
      writeResult(of: tool)
    }
    return failed
  }

  // MARK: - Records

  /// Begins a record with all that each has.
  mutating func begin(_ type: StaticString) {
    text.append(#"{"parentUuid":""#)
    appendIdentifier(records)
    records += 1
    text.append(#"","isSidechain":false,"userType":"external","cwd":"/home/dev/app","sessionId":""#)
    text.append("5e0a4c1e-7d41-4b7e-9a55-")
    text.append(hexadecimal: UInt64(session), digits: 12)
    text.append(#"","version":"2.0.37","gitBranch":"main","type":""#)
    text.append(type)
    text.append(#"","message":{"role":""#)
    text.append(type)
    text.append(#"","content":"#)
  }

  /// Ends a record's message, and begins what comes after it.
  mutating func endMessage() {
    text.append(#"},"uuid":""#)
    appendIdentifier(records)
    text.append(#"","timestamp":""#)
    expander.clock.advance(by: expander.random.below(9000) + 1)
    expander.clock.appendTimestamp(to: &text)
    text.append(#"Z""#)
  }

  mutating func end() { text.append("}\n") }

  /// An id that no other record of any session has.
  private mutating func appendIdentifier(_ number: Int) {
    text.append(hexadecimal: UInt64(number), digits: 8)
    text.append("-7d41-4b7e-9a55-")
    text.append(hexadecimal: UInt64(session), digits: 12)
  }

  mutating func appendCallIdentifier() {
    text.append("toolu_01")
    text.append(hexadecimal: UInt64(session), digits: 8)
    text.append(hexadecimal: UInt64(calls), digits: 12)
  }

  private mutating func writePrompt() {
    begin("user")
    text.append("\"")
    expander.expandLine(of: templates.prompts, into: &text)
    text.append("\"")
    endMessage()
    end()
  }

  private mutating func writeThought() {
    begin("assistant")
    text.append(#"[{"type":"thinking","thinking":""#)
    expander.expandLine(of: templates.thoughts, into: &text)
    text.append(#"","signature":""#)
    expander.expandLine(of: templates.signature, into: &text)
    text.append(#""}]"#)
    endAssistant()
  }

  private mutating func writeProse() {
    begin("assistant")
    text.append(#"[{"type":"text","text":""#)
    expander.expandLine(of: templates.prose, into: &text)
    text.append(#""}]"#)
    endAssistant()
  }

  /// Ends a message of the model with what it cost.
  mutating func endAssistant() {
    text.append(#","model":"claude-sonnet-4-5","id":"msg_01"#)
    text.append(hexadecimal: UInt64(session), digits: 8)
    text.append(hexadecimal: UInt64(calls), digits: 12)
    text.append(#"","type":"message","stop_reason":null,"usage":{"input_tokens":"#)
    text.append(expander.random.below(40))
    text.append(#","cache_creation_input_tokens":"#)
    text.append(expander.random.below(4000))
    text.append(#","cache_read_input_tokens":"#)
    text.append(expander.random.below(120_000))
    text.append(#","output_tokens":"#)
    text.append(expander.random.below(900))
    text.append(#","service_tier":"standard"}"#)
    endMessage()
    end()
  }
}
