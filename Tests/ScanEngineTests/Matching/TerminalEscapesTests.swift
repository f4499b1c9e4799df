import Testing

@testable import ScanEngine

struct TerminalEscapesTests {
  @Test(arguments: [
    ("\u{1B}[31merror\u{1B}[0m: x", "error: x"), ("\u{1B}[1;38;5;9mE\u{1B}[m", "E"),
    ("a\u{1B}[2Kb", "ab"), ("\u{1B}]0;title\u{07}x", "x"), ("\u{1B}]8;;http://a\u{1B}\\x", "x"),
    ("\u{1B}(Bx", "Bx"), ("x\u{1B}", "x"), ("x\u{1B}[", "x"), ("\u{1B}\ny", "\ny"),
    ("\u{1B}[3\ny", "\ny"), ("\u{1B}]never ends\ny", "\ny"), ("plain", "plain"), ("", ""),
  ])
  func stripsSequences(_ text: String, _ expected: String) {
    var output: [UInt8] = []
    Array(text.utf8).withUnsafeBytes { TerminalEscapes.strip($0, into: &output) }
    #expect(String(decoding: output, as: UTF8.self) == expected)
  }

  @Test(arguments: 0..<20)
  func keepsEveryNewline(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let letters: [UInt8] = [0x1B, 0x5B, 0x5D, 0x0A, 0x6D, 0x31, 0x3B, 0x07, 0x5C]
    let text = (0..<200).map { _ in letters.randomElement(using: &generator) ?? 0 }
    var output: [UInt8] = []
    text.withUnsafeBytes { TerminalEscapes.strip($0, into: &output) }
    #expect(output.count { $0 == 0x0A } == text.count { $0 == 0x0A })
  }
}
