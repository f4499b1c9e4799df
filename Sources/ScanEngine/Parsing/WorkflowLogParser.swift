/// Reads the JSON Lines that orchestrators of workflows write: one entry, at most one error.
package struct WorkflowLogParser: DocumentParser {
  package private(set) var tally = ParsingTally()
  private var wasText: Bool
  /// Whether the next line goes on with text that is none of JSON.
  package var continuesText: Bool { wasText }
  private let json = JSONParser()

  /// - Parameter memory: What ``memory`` gave when the lines before were parsed.
  package init(memory: [UInt8] = []) { wasText = TranscriptMemory(saved: memory).wasText }

  package var memory: [UInt8] {
    var memory = TranscriptMemory()
    memory.wasText = wasText
    return memory.saved
  }

  package mutating func parse(_ chunk: Chunk, consume: (borrowing Record) -> Void) {
    if let parsed = chunk.parsed {
      parsed.forEach(consume)
      tally.add(parsed.tally)
      wasText = parsed.endsInText
      return
    }
    for line in JSONLines(chunk) {
      let continues = wasText
      wasText = line.kind == .text
      switch line.kind {
      case .blank, .silent: break
      case .text: consume(Record(text: line, continues: continues))
      case .tooLong: tally.countMalformed(line: line.number)
      case .object: parse(line, consume: consume)
      }
    }
  }

  package mutating func finish(consume: (borrowing Record) -> Void) {}

  private mutating func parse(_ line: JSONLines.Line, consume: (borrowing Record) -> Void) {
    let isJSON: Void? = json?.parse(line.bytes) { root in
      if line.isSample { tally.records += 1 }
      let entry = LogEntry(root)
      if line.isSample, !entry.isRecognised {
        tally.countUnrecognised(type: entry.typeName)
      }
      entry.finding(session: nil)?.emit(
        line: line.number, offset: line.offset, isUnterminated: line.isUnterminated,
        consume: consume)
    }
    if isJSON == nil { tally.countMalformed(line: line.number) }
  }
}

extension WorkflowLogParser {
  /// What a chunk gives that is parsed by itself: no entry needs those before it.
  ///
  /// - Parameters:
  ///   - chunk: Not empty.
  ///   - continuesText: Whether the line before it is none of JSON.
  /// - Returns: Its records, and how the chunk ends.
  package static func parsed(_ chunk: Chunk, continuesText: Bool) -> ParsedChunk {
    var parser = WorkflowLogParser()
    parser.wasText = continuesText
    var parsed = ParsedChunk()
    parser.parse(chunk) { parsed.append($0) }
    parsed.tally = parser.tally
    parsed.endsInText = parser.wasText
    return parsed
  }

  /// Whether the last line of whole lines is none of JSON.
  package static func endsInText(_ lines: UnsafeRawBufferPointer) -> Bool {
    let end = lines.last == 0x0A ? lines.count - 1 : lines.count
    let start = lines.startOfLine(before: end, from: 0)
    let line = UnsafeRawBufferPointer(rebasing: lines[start..<end])
    return JSONLines.kind(of: line.trimmed) == .text
  }
}

extension Record {
  /// A line of a JSON Lines document that isn't JSON: what a program printed into the log.
  init(text line: JSONLines.Line, continues: Bool) {
    self.init(
      text: line.bytes, line: line.number, offset: line.offset, continues: continues,
      isUnterminated: line.isUnterminated)
  }
}
