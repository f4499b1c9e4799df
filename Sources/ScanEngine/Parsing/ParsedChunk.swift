/// The records of a chunk, kept: it can be parsed by one thread while another looks at those before.
package struct ParsedChunk: Sendable {
  /// A record without its text.
  private struct Kept: Sendable {
    /// Of ``text``.
    var range: Range<Int>
    var role: Record.Role
    var counting: Record.LineCounting
    var line: Int
    var offset: Int64
    var continues: Bool
    var isUnterminated: Bool
    var details: RecordDetails?
  }

  /// The texts of all records, one after the other.
  private var text: [UInt8] = []
  private var records: [Kept] = []
  /// What was read in the chunk.
  var tally = ParsingTally()
  /// Whether its last line is none of JSON, which the next may go on with.
  var endsInText = false
  /// Of the lines that were judged by their bytes, and of those of them that tell nothing, in bytes.
  package var judgedLength = 0
  package var silentLength = 0

  init() {}

  /// Keeps a copy of a record.
  mutating func append(_ record: borrowing Record) {
    let start = text.count
    text.append(contentsOf: record.text)
    records.append(
      Kept(
        range: start..<text.count, role: record.role, counting: record.counting,
        line: record.line, offset: record.offset, continues: record.continues,
        isUnterminated: record.isUnterminated, details: record.details))
  }

  /// Hands the records to `consume`, in the document's order.
  func forEach(_ consume: (borrowing Record) -> Void) {
    text.withUnsafeBytes { text in
      for kept in records {
        consume(
          Record(
            text: UnsafeRawBufferPointer(rebasing: text[kept.range]), role: kept.role,
            counting: kept.counting, line: kept.line, offset: kept.offset,
            continues: kept.continues, isUnterminated: kept.isUnterminated,
            details: kept.details))
      }
    }
  }
}
