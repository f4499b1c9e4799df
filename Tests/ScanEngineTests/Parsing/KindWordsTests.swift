import Testing

@testable import ScanEngine

struct KindWordsTests {
  private func words(_ name: String) -> KindWords {
    Array(name.utf8).withUnsafeBytes { KindWords(of: $0) }
  }

  @Test(
    arguments: [
      ("item_failed", "failed", 2), ("item.Failed", "failed", 2), ("itemFailed", "failed", 2),
      ("HTTPError", "httperror", 1), ("failed", "failed", 1), ("--", "", 0),
      ("v2Ready", "v2ready", 1),
      ("step-completed-", "completed", 2),
    ] as [(String, ShortWord, Int)])
  func splits(_ name: String, last: ShortWord, count: Int) {
    #expect(words(name).last == last)
    #expect(words(name).count == count)
  }

  @Test func knowsGatesAndDenials() {
    #expect(words("qualityGate_passed").namesGate)
    #expect(words("no_errors").denies)
    #expect(!words("gateway_notice").namesGate)
    #expect(!words("gateway_notice").denies)
  }

  @Test func tellsLongWordsFromShortOnes() {
    #expect(words("failedfailedfailed").last != words("failedfailedfail").last)
    #expect(!KindWords.failing.contains(words("failedfailedfailed").last))
  }

  @Test(
    arguments: [
      ("Bash", .shell), ("run_command", .shell), ("mcp__files__write-file", .editing),
      ("MultiEdit", .editing), ("ExitPlanMode", .reading), ("write_stdin", .shell),
      ("get_test_failure", .reading), ("Read", .reading), ("runTests", .shell), ("", .reading),
    ] as [(String, ToolKind)])
  func knowsTools(_ name: String, kind: ToolKind) {
    #expect(ToolKind(tool: name) == kind)
  }
}
