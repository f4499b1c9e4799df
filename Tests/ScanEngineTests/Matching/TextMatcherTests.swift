import Testing

@testable import ScanEngine

struct TextMatcherTests {
  static let book = try? BuiltInRules.book()

  /// A text and what is found in it: type | message | frame | line.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let found: [String]

    var testDescription: String { name }
  }

  @Test(arguments: MatcherCases.all)
  func findsEachErrorOnce(_ sample: Case) throws {
    let book = try #require(Self.book)
    #expect(MatchedText(sample.text, book)?.summaries == sample.found)
  }

  /// What is printed in pieces is found as if it had come at once.
  @Test(arguments: MatcherCases.all)
  func findsTheSameInPieces(_ sample: Case) throws {
    let book = try #require(Self.book)
    let whole = try #require(MatchedText(sample.text, book)).matches
    let count = sample.text.split(separator: "\n", omittingEmptySubsequences: false).count
    for cut in 1...count {
      #expect(MatchedText(sample.text, book, cuts: [cut])?.matches == whole, "cut before \(cut)")
    }
    #expect(MatchedText(sample.text, book, cuts: Array(1...count))?.matches == whole)
  }

  /// A scan that stops and starts again at the open error finds what one scan would.
  @Test(arguments: MatcherCases.all)
  func findsTheSameFromTheOpenErrorOn(_ sample: Case) throws {
    let book = try #require(Self.book)
    let whole = try #require(MatchedText(sample.text, book)).summaries
    let lines = sample.text.split(separator: "\n", omittingEmptySubsequences: false)
    for stop in 1..<lines.count {
      let first = Prefix(lines[..<stop].joined(separator: "\n") + "\n", book)
      let rest = lines[(first.resumption - 1)...].joined(separator: "\n")
      let second = Prefix(rest, book, from: first.resumption)
      #expect(first.firm + second.found + second.open == whole, "stopped after \(stop)")
    }
  }

  @Test(arguments: [
    "\u{1B}[31mTypeError: Cannot read properties of null (reading 'id')\u{1B}[0m\n",
    "TypeError: Cannot read properties of null (reading 'id')\r\n",
    "progress 10%\rTypeError: Cannot read properties of null (reading 'id')\n",
    "\u{FEFF}\n\0\nTypeError: Cannot read properties of null (reading 'id')",
  ])
  func readsWhatTerminalsShow(_ text: String) throws {
    let book = try #require(Self.book)
    let matches = try #require(MatchedText(text, book)).matches
    #expect(matches.map(\.message) == ["Cannot read properties of null (reading 'id')"])
  }

  /// What one feeding finds, what stays open, and the line to go on from.
  private struct Prefix {
    var found: [String] = []
    /// Of these, what is not found again from there.
    var firm: [String] = []
    var open: [String] = []
    var resumption: Int

    init(_ text: String, _ book: RuleBook, from line: Int = 1) {
      resumption = line + text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      guard var matcher = TextMatcher(book) else { return }
      var matches: [Match] = []
      Array(text.utf8).withUnsafeBytes {
        matcher.match(Record(text: $0, line: line, offset: 0)) { matches.append($0) }
      }
      let place = matcher.openPlace
      if let place { resumption = place.line }
      firm = Self.summaries(matches.filter { $0.offset < place?.offset ?? .max })
      var last: [Match] = []
      matcher.finish { last.append($0) }
      found = Self.summaries(matches)
      open = Self.summaries(last)
    }

    private static func summaries(_ matches: [Match]) -> [String] {
      matches.map { "\($0.type) | \($0.message) | \($0.frame ?? "-") | \($0.line)" }
    }
  }
}
