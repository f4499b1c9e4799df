/// Leaves out a program's source: its errors are those that it may raise, not those that occurred.
package struct SourceCodeParser: DocumentParser {
  package init() {}

  package var memory: [UInt8] { [] }
  package var tally: ParsingTally { ParsingTally() }

  package mutating func parse(_ chunk: Chunk, consume: (borrowing Record) -> Void) {}

  package mutating func finish(consume: (borrowing Record) -> Void) {}
}
