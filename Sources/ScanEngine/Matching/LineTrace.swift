/// Collects what was tried on one line of a document, for people who wonder about the outcome.
///
/// Nothing is collected, and nothing paid, where there is none.
package final class LineTrace {
  /// What became of a rule on a piece of text.
  package enum Outcome: Hashable, Sendable {
    case tooShort(least: Int)
    case unmatched
    /// An `except` pattern matches.
    case vetoed(pattern: String)
    case matched(type: String, message: String)
  }

  package enum Step: Hashable, Sendable {
    /// The line was read as this, with that text.
    case read(Record.Role, text: String)
    /// What the structured record says of its outcome.
    case outcome(RecordDetails.Outcome)
    /// The log entry says by its level that it tells of no error.
    case harmless
    /// A rule whose keyword occurs was tried.
    case tried(rule: String, keyword: String?, Outcome)
    /// The line belongs to an error that began on another.
    case belongs(rule: String, firstLine: Int)
    /// The sentence around a quote says that it is no error that occurred.
    case denied(quote: String)
    /// The section, the label or the list of tasks is about no error that occurred.
    case aside(reason: String)
  }

  /// The line that is asked for, counted from 1.
  package let line: Int
  package private(set) var steps: [Step] = []

  /// More steps are left out: a line of JSON may hold whole logs.
  private static let limit = 400
  private static let textLimit = 400

  package init(line: Int) { self.line = line }

  /// Keeps what happened, where it happened on the line that is asked for.
  func add(_ step: @autoclosure () -> Step, on number: Int) {
    guard number == line, steps.count < Self.limit else { return }
    let step = step()
    if steps.last != step { steps.append(step) }
  }

  /// Keeps how the line was read, where the record holds it.
  func note(_ record: borrowing Record) {
    guard record.line <= line else { return }
    if record.counting == .single {
      add(.read(record.role, text: Self.text(record.text)), on: record.line)
      return
    }
    var start = 0
    for _ in record.line..<line {
      start = record.text.endOfLine(from: start) + 1
      guard start < record.text.count else { return }
    }
    let end = record.text.endOfLine(from: start)
    add(
      .read(
        record.role, text: Self.text(UnsafeRawBufferPointer(rebasing: record.text[start..<end]))),
      on: line)
  }

  static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes.trimmed.prefixOfCharacters(textLimit), as: UTF8.self)
  }
}

extension CompiledRule {
  /// The keyword of the rule that a line holds; nil where the rule has none.
  func keyword(in line: UnsafeRawBufferPointer) -> String? {
    let found = keywords?.first { keyword in
      let count = keyword.bytes.count
      guard count > 0, count <= line.count else { return false }
      return (0...(line.count - count)).contains { start in
        (0..<count).allSatisfy { index in
          let byte = line[start + index]
          return (keyword.ignoresCase ? Keyword.lowercased(byte) : byte) == keyword.bytes[index]
        }
      }
    }
    return found.map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}
