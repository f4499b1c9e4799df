import Testing

@testable import ScanEngine

/// What is left of a command line without what only shapes its output, judged from its bytes.
struct ShellEssenceTests {
  private func essence(_ line: String) -> (text: String, isWhole: Bool) {
    var line = line
    var bytes: [UInt8] = []
    let isWhole = line.withUTF8 {
      ShellCommand.essence(of: UnsafeRawBufferPointer($0), into: &bytes)
    }
    return (String(decoding: bytes, as: UTF8.self), isWhole)
  }

  /// The same, character by character.
  private func expected(_ line: String) -> String {
    let filters: Set<Substring> = [
      "tail", "head", "cat", "tee", "grep", "less", "rg", "sed", "awk", "sort", "uniq", "cut",
    ]
    var parts = line.split(separator: "|", omittingEmptySubsequences: false)
    while parts.count > 1, let last = parts.last,
      let name = last.split(whereSeparator: \.isWhitespace).first, filters.contains(name),
      !last.contains("&&"), !last.contains(";")
    {
      parts.removeLast()
    }
    var words = parts.joined(separator: "|").split(whereSeparator: \.isWhitespace)
    while let last = words.last, ["2>&1", "&>/dev/null", "2>/dev/null"].contains(last) {
      words.removeLast()
    }
    return words.isEmpty ? line : words.joined(separator: " ")
  }

  @Test(arguments: [
    ("make 2>&1 | tail -20", "make"),
    ("make  -j 4\t2>/dev/null", "make -j 4"),
    ("a | grep x | head", "a"),
    ("a || cat b", "a |"),
    ("a | tail; b", "a | tail; b"),
    ("a | sed s/x/y/ && b", "a | sed s/x/y/ && b"),
    ("a | wc -l", "a | wc -l"),
    ("2>&1", "2>&1"),
    (" \n ", " \n "),
    ("", ""),
    ("|tail", "|tail"),
    ("größe\u{A0}messen\u{2003}x\u{3000}| cat", "größe messen x"),
  ])
  func isTheCommandWithoutFilters(line: String, expected: String) {
    #expect(essence(line).text == expected)
    #expect(essence(line).isWhole == (expected == line))
  }

  @Test func isTheSameFromBytesAsFromCharacters() {
    let pieces = [
      "|", "||", " ", "  ", "\t", "\n", "\r\n", "\u{85}", "\u{A0}", "\u{1680}", "\u{2003}",
      "\u{200B}", "\u{2028}", "\u{202F}", "\u{205F}", "\u{3000}", "\u{B}", "&&", ";", "tail",
      "head",
      "cat", "grep", "make", "npm run x", "2>&1", "&>/dev/null", "2>/dev/null", "é", "日本", "-20",
      "sort", "cut", "uniq -c", "'", "\"", "\u{1C}",
    ]
    var numbers = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let line = (0..<Int.random(in: 0...9, using: &numbers)).map { _ in
        pieces.randomElement(using: &numbers) ?? ""
      }.joined()
      let found = essence(line)
      guard found.text == expected(line), found.isWhole == (expected(line) == line) else {
        Issue.record("\(line.debugDescription): \(found), not \(expected(line).debugDescription)")
        return
      }
    }
  }

  @Test func tellsFromTheFirstWordWhatTheWholeLineTells() {
    let pieces = [
      "cat", "git", "log", "commit", "sed", "-i", "find", "-exec", "make", "npm", "run", "sudo",
      "env",
      "A=1", "bash", "-c", "'ls'", "\"make\"", "/usr/bin/ls", "./x", "|", ";", "&&", "&", " ", "\t",
      "\n", "(", ")", "#", ">", "x.log", "echo", "2>&1", "\\", "é", "ls", "\r", "<<E", "$(ls)",
    ]
    var numbers = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      var line = (0..<Int.random(in: 0...7, using: &numbers)).map { _ in
        (pieces.randomElement(using: &numbers) ?? "") + (Bool.random(using: &numbers) ? " " : "")
      }.joined()
      let expected = ShellCommand(line).onlyReads
      let found = line.withUTF8 { ShellCommand.onlyReads(UnsafeRawBufferPointer($0)) }
      guard found == expected else {
        Issue.record("\(line.debugDescription): \(found)")
        return
      }
    }
  }
}
