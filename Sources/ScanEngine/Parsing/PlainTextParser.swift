/// Hands on plain text as it is: one stream of lines.
package struct PlainTextParser: DocumentParser {
  private var hasBegun = false

  package init() {}

  package var memory: [UInt8] { [] }
  package var tally: ParsingTally { ParsingTally() }

  package mutating func parse(_ chunk: Chunk, consume: (borrowing Record) -> Void) {
    var record = Record(
      text: chunk.bytes, line: chunk.line, offset: chunk.offset, continues: hasBegun,
      isUnterminated: chunk.isUnterminated)
    record.places = chunk.places
    hasBegun = true
    consume(record)
  }

  package mutating func finish(consume: (borrowing Record) -> Void) {}
}
