/// Knows which lines of JSON are worth parsing: most tell nothing.
///
/// A line tells something where the rules may match one of its strings, or where a member of it does
/// (``TellingMembers``). Both are looked for in the bytes as they stand, where a string may be written in
/// several ways: those that writers choose between are known to ``WrittenKeyword``; beside them any
/// character of ASCII can be an escape of the form `\u0041`, and a line with one of these is parsed,
/// whatever it says. So no line is passed over of which a parser would make anything.
package final class TellingLines: Sendable {
  let table: KeywordTable
  /// What keywords of the table are the marks of, keyword by keyword.
  private let written: [WrittenKeyword]
  /// Where in ``written`` those of a keyword begin, which has none where it tells by itself.
  private let starts: [Int]
  /// Of each such keyword, in bytes.
  private let lengths: [Int]
  /// The table's keywords from here on are the names of ``members``.
  private let firstMember: Int
  private let members = TellingMembers.all

  /// - Parameter keywords: Those of all rules, with whether they count in the last word of a line only.
  ///
  /// Returns nil where nothing can be known of a line before it is parsed.
  init?(_ keywords: [Keyword: Bool]) {
    var marks: [Keyword: [WrittenKeyword]] = [:]
    for (keyword, isLastWord) in keywords {
      guard let written = WrittenKeyword(keyword, isLastWord: isLastWord) else { return nil }
      for mark in written.marks { marks[mark, default: []].append(written) }
    }
    for digit in 2...7 { marks[Keyword("\\u00\(digit)")] = [] }
    let sorted = marks.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
    written = sorted.flatMap(\.value)
    starts = sorted.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.value.count) }
    firstMember = sorted.count
    table = KeywordTable(sorted.map(\.key) + members.names.map { Keyword("\"\($0)\"") })
    lengths = sorted.map(\.key.bytes.count)
  }

  /// Judges the lines of a chunk.
  ///
  /// - `places`: Those that the table's filter has named in `bytes`.
  package func choice(
    in bytes: UnsafeRawBufferPointer, at places: UnsafeBufferPointer<UInt32>
  ) -> Choice {
    Choice(lines: self, bytes: bytes, places: places)
  }

  /// The lines of one chunk, for as long as its bytes are valid.
  package final class Choice: LineChoice {
    private let lines: TellingLines
    private let bytes: UnsafeRawBufferPointer
    private let places: UnsafeBufferPointer<UInt32>
    /// How many bytes there are in the lines that were asked for.
    package private(set) var length = 0
    /// In those of them that tell nothing.
    package private(set) var silentLength = 0
    /// The first of the places that were not looked at.
    private var next = 0

    fileprivate init(
      lines: TellingLines, bytes: UnsafeRawBufferPointer, places: UnsafeBufferPointer<UInt32>
    ) {
      self.lines = lines
      self.bytes = bytes
      self.places = places
    }

    package func mayTell(_ line: Range<Int>) -> Bool {
      length += line.count
      let part = UnsafeRawBufferPointer(rebasing: bytes[..<line.upperBound])
      // A place may be the byte before its keyword.
      while next < places.count, Int(places[next]) + 1 < line.lowerBound { next += 1 }
      while next < places.count, Int(places[next]) < line.upperBound {
        let answer = lines.table.look(at: Int(places[next]), in: part, from: line.lowerBound) {
          lines.tells($0, in: part, endingAt: $1) ? .stop : .goOn
        }
        if answer == .stop { return true }
        next += 1
      }
      silentLength += line.count
      return false
    }
  }

  /// - `line`: What ends with the line.
  private func tells(_ keyword: Int, in line: UnsafeRawBufferPointer, endingAt end: Int) -> Bool {
    guard keyword < firstMember else {
      return members.tells(keyword - firstMember, in: line, behind: end)
    }
    let all = starts[keyword]..<starts[keyword + 1]
    if all.isEmpty { return true }
    // The rules are tried on values, never on names.
    if line.isInName(end) { return false }
    let mark = end - lengths[keyword]..<end
    return all.contains { written[$0].mayStand(in: line, around: mark) }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether byte `index` belongs to the name of a member, or ends it; false where it takes long to tell.
  fileprivate func isInName(_ index: Int) -> Bool {
    var index = index
    let limit = Swift.min(count, index + 64)
    while index < limit, self[index] > 0x20, self[index] != UInt8(ascii: "\\") {
      guard self[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      repeat { index += 1 } while index < limit && self[index] <= 0x20
      return index < limit && self[index] == UInt8(ascii: ":")
    }
    return false
  }
}
