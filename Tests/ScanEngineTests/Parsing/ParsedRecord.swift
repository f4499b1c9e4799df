@testable import ScanEngine

/// A record that outlives the parser's buffer, to compare.
struct ParsedRecord: Hashable {
  var text: String
  var role: Record.Role
  var line: Int
  var offset: Int64
  var continues: Bool
  var details: RecordDetails?

  init(_ record: borrowing Record) {
    text = String(decoding: record.text, as: UTF8.self)
    role = record.role
    line = record.line
    offset = record.offset
    continues = record.continues
    details = record.details
  }

  var outcome: RecordDetails.Outcome? { details?.outcome }
}

extension DocumentParser {
  /// Parses `text` as the part of a document that starts on `line` at `offset`.
  mutating func records(_ text: String, line: Int = 1, offset: Int64 = 0) -> [ParsedRecord] {
    records(Array(text.utf8), line: line, offset: offset)
  }

  mutating func records(_ bytes: [UInt8], line: Int = 1, offset: Int64 = 0) -> [ParsedRecord] {
    var records: [ParsedRecord] = []
    bytes.withUnsafeBytes { buffer in
      let chunk = Chunk(
        bytes: buffer, offset: offset, line: line,
        isUnterminated: bytes.last.map { $0 != 0x0A } ?? false)
      parse(chunk) { records.append(ParsedRecord($0)) }
      finish { records.append(ParsedRecord($0)) }
    }
    return records
  }
}

/// The records of a transcript given as lines.
func transcript(_ lines: String...) -> [ParsedRecord] {
  var parser = TranscriptJSONParser()
  return parser.records(lines.map { $0 + "\n" }.joined())
}
