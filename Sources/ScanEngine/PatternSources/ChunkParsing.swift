/// Parses a document's chunks, and leaves out lines that tell nothing where these are known.
struct ChunkParsing: Sendable {
  /// Know the lines that needn't be parsed; nil where all are.
  let rules: RuleBook?

  /// Hands `body` the chunk as it is to be parsed; returns how many bytes were judged, and how many of
  /// those tell nothing.
  func prepare(_ chunk: Chunk, _ body: (Chunk) -> Void) -> (judged: Int, silent: Int) {
    if let parsed = chunk.parsed {
      body(chunk)
      return (parsed.judgedLength, parsed.silentLength)
    }
    // Only where places were looked for is it worth knowing the lines.
    guard let places = chunk.places, let tellingLines = rules?.tellingLines else {
      body(chunk)
      return (0, 0)
    }
    var chunk = chunk
    let choice = tellingLines.choice(in: chunk.bytes, at: places)
    chunk.choice = choice
    body(chunk)
    return (choice.length, choice.silentLength)
  }

  /// Parses a chunk by itself.
  ///
  /// - `continuesText`: Whether the line before it is none of JSON.
  func parsed(_ chunk: Chunk, continuesText: Bool) -> ParsedChunk {
    var parsed = ParsedChunk()
    let lengths = prepare(chunk) {
      parsed = WorkflowLogParser.parsed($0, continuesText: continuesText)
    }
    (parsed.judgedLength, parsed.silentLength) = lengths
    return parsed
  }
}
