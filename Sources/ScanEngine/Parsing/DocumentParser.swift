/// Turns the bytes of one document into records, in one pass and with bounded memory.
///
/// A parser is a value. What it must remember to go on later from the end of the last whole line
/// it was given (the commands of calls whose results are to come, the session's id) is in
/// ``memory``; a parser that starts with that memory at that line yields the same records as one
/// that read the document in one go.
package protocol DocumentParser {
  /// JSON, at most 64 KiB; empty where there is nothing to remember.
  var memory: [UInt8] { get }
  /// What was read so far.
  var tally: ParsingTally { get }

  /// Parses whole lines; only the document's very last may lack its newline.
  ///
  /// - Parameters:
  ///   - chunk: The lines that follow those parsed before.
  ///   - consume: Is called for each record in the document's order; the record's text is valid
  ///     during the call only.
  mutating func parse(_ chunk: Chunk, consume: (borrowing Record) -> Void)

  /// Says that the document is over: yields what was held back.
  mutating func finish(consume: (borrowing Record) -> Void)
}

/// Consecutive whole lines of a document.
package struct Chunk {
  package var bytes: UnsafeRawBufferPointer
  /// The byte of the document that the chunk starts at.
  package var offset: Int64
  /// The line of the document that the chunk starts with, counted from 1.
  package var line: Int
  /// Whether the document ends in this chunk without a newline.
  package var isUnterminated: Bool
  /// The places in ``bytes`` at which a rule's keyword may stand, or in JSON a keyword of lines that
  /// tell something, ascending; nil where nobody looked.
  ///
  /// As valid as the bytes.
  package var places: UnsafeBufferPointer<UInt32>?
  /// Knows lines that needn't be parsed; nil where all are.
  ///
  /// As valid as the bytes.
  package var choice: (any LineChoice)?
  /// What the bytes give, where they have been parsed already; nil where they haven't.
  package var parsed: ParsedChunk?

  package init(
    bytes: UnsafeRawBufferPointer, offset: Int64, line: Int, isUnterminated: Bool = false
  ) {
    self.bytes = bytes
    self.offset = offset
    self.line = line
    self.isUnterminated = isUnterminated
  }
}

/// Counts that tell whether a format has drifted away from what the parser knows.
package struct ParsingTally: Hashable, Sendable {
  /// Structured records read; where some are not parsed, those of them that stand for all.
  package var records = 0
  /// Of these, of no known type.
  package var unrecognised = 0
  /// Up to ``exampleLimit`` names of unknown types, in order of appearance.
  package var unrecognisedTypes: [String] = []
  /// Lines that should be JSON and are not, of those that were parsed.
  package var malformed = 0
  /// The first such line, counted from 1.
  package var firstMalformedLine: Int?
  /// Lines of which only the beginning and the end were looked at.
  package var longLines = 0

  package static let exampleLimit = 5

  package init() {}

  /// Adds what was read behind that.
  mutating func add(_ later: ParsingTally) {
    records += later.records
    unrecognised += later.unrecognised
    for type in later.unrecognisedTypes
    where unrecognisedTypes.count < Self.exampleLimit && !unrecognisedTypes.contains(type) {
      unrecognisedTypes.append(type)
    }
    malformed += later.malformed
    firstMalformedLine = firstMalformedLine ?? later.firstMalformedLine
    longLines += later.longLines
  }
}
