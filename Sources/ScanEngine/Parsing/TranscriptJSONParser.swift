/// Reads JSON Lines transcripts and logs; knows each line's format by its content.
///
/// Knows Claude Code's transcripts, Codex's rollouts, Gemini CLI's sessions, the messages of other
/// agents, and the structured logs of programs, in any mixture.
package struct TranscriptJSONParser: DocumentParser {
  package private(set) var tally = ParsingTally()
  private var remembered: TranscriptMemory
  private let json = JSONParser()
  /// For JSON inside of strings; the outer document stays valid meanwhile.
  private let inner = JSONParser()

  /// - Parameter memory: What ``memory`` gave when the lines before were parsed.
  package init(memory: [UInt8] = []) { remembered = TranscriptMemory(saved: memory) }

  package var memory: [UInt8] { remembered.saved }

  package mutating func parse(_ chunk: Chunk, consume: (borrowing Record) -> Void) {
    for line in JSONLines(chunk) {
      let continues = remembered.wasText
      remembered.wasText = line.kind == .text
      switch line.kind {
      case .blank, .silent: break
      case .text: consume(Record(text: line, continues: continues))
      case .tooLong: tally.countMalformed(line: line.number)
      case .object: parse(object: line, continues: continues, consume: consume)
      }
    }
  }

  package mutating func finish(consume: (borrowing Record) -> Void) {}

  /// Parses one object of JSON, wherever in the document it stands.
  ///
  /// - Parameters:
  ///   - line: The object with its place in the document.
  ///   - continues: Whether printed text came before, which this may go on with.
  ///   - consume: Is called for each record found.
  mutating func parse(
    object line: JSONLines.Line, continues: Bool = false, consume: (borrowing Record) -> Void
  ) {
    guard let json, let inner else { return }
    let isJSON: Void? = json.parse(line.bytes) { root in
      if line.isSample { tally.records += 1 }
      switch TranscriptLine(root: JSONObjectView(root), inner: inner).read(memory: &remembered) {
      case .known(let findings):
        for finding in findings {
          finding.emit(
            line: line.number, offset: line.offset, isUnterminated: line.isUnterminated,
            consume: consume)
        }
      case .printed(let text):
        remembered.wasText = continues || text != nil
        guard let text else { return }
        consume(
          Record(
            text: text, line: line.number, offset: line.offset, continues: continues,
            isUnterminated: line.isUnterminated))
      case .unrecognised(let type):
        if line.isSample { tally.countUnrecognised(type: type) }
      }
    }
    if isJSON == nil { tally.countMalformed(line: line.number) }
  }

  /// Names the session of a document whose head is outside of the lines.
  mutating func begin(session: String?) { remembered.session = session ?? remembered.session }
}

/// One line of a transcript.
struct TranscriptLine {
  let root: JSONObjectView
  let inner: JSONParser

  func read(memory: inout TranscriptMemory) -> LineReading {
    if let reading = CodexReader(root: root, inner: inner).read(memory: &memory) { return reading }
    if let reading = GeminiReader(root: root).read(memory: &memory) { return reading }
    if let reading = ClaudeCodeReader(root: root).read(memory: &memory) { return reading }
    if let reading = AgentMessageReader(root: root, inner: inner).read(memory: &memory) {
      return reading
    }
    if let output = GoTestOutput(root) { return .printed(output.line) }
    let entry = LogEntry(root)
    guard entry.isRecognised else { return .unrecognised(type: entry.typeName) }
    return .known(entry.finding(session: memory.session).map { [$0] } ?? [])
  }
}
