import Testing

@testable import ScanEngine

struct CompiledPatternTests {
  @Test func givesUpAPatternThatBacktracksWithoutEnd() throws {
    let pattern = try CompiledPattern("^(?:a+)+$")
    guard var scratch = MatchScratch() else { throw OutOfMemory() }
    let line = Array(repeating: UInt8(ascii: "a"), count: 40) + [UInt8(ascii: "!")]
    #expect(line.withUnsafeBytes { scratch.search(pattern, in: $0) } == .exceeded)
  }

  @Test func reportsTheRuleThatCostTooMuch() throws {
    let place = SourcePosition(file: "scanners.yaml", line: 1, column: 1)
    var rule = Rule(
      id: Located("slow", at: place), pattern: Located("^(?:a+)+$", at: place))
    rule.keywords = [Located("aaa", at: place)]
    guard var matcher = TextMatcher(RuleBook([CompiledRule(rule)])) else { throw OutOfMemory() }
    let line = Array((String(repeating: "a", count: 60) + "!").utf8)
    line.withUnsafeBytes {
      matcher.match(Record(text: $0, line: 1, offset: 0)) { _ in Issue.record("no error here") }
    }
    #expect(matcher.exceededRules == ["slow"])
  }

  /// Milliseconds for each of millions of lines would be hours.
  @Test func leavesARuleOutThatCostsTooMuchOnManyLines() throws {
    let place = SourcePosition(file: "scanners.yaml", line: 1, column: 1)
    var rule = Rule(
      id: Located("slow", at: place), pattern: Located("^(?:a+)+$", at: place))
    rule.keywords = [Located("aaa", at: place)]
    guard var matcher = TextMatcher(RuleBook([CompiledRule(rule)])) else { throw OutOfMemory() }
    let slow = String(repeating: "a", count: 60) + "!\n"
    let log = Array((String(repeating: slow, count: 1_000) + "aaaa\n").utf8)
    var found = 0
    log.withUnsafeBytes { matcher.match(Record(text: $0, line: 1, offset: 0)) { _ in found += 1 } }
    #expect(matcher.abandonedRules == ["slow"])
    // It is not tried any more, not even where it would match.
    #expect(found == 0)
  }

  @Test func tellsWhereARegexIsWrong() {
    #expect(throws: CompiledPattern.SyntaxError.self) { try CompiledPattern("a(b") }
    do {
      _ = try CompiledPattern("ab[c")
    } catch {
      #expect(error.offset == 4)
      #expect(!error.message.isEmpty)
    }
  }

  @Test func keepsGroupsOfOneName() throws {
    let pattern = try CompiledPattern("(?<type>a)|(?<type>b)(?<message>c)")
    #expect(pattern.numbers(of: "type") == [1, 2])
    #expect(pattern.numbers(of: "message") == [3])
    #expect(pattern.groupCount == 3)
  }

  @Test func readsBytesThatAreNoText() throws {
    let pattern = try CompiledPattern("err.r: (.+)$")
    guard var scratch = MatchScratch() else { throw OutOfMemory() }
    let line: [UInt8] = Array("err".utf8) + [0xFF] + Array("r: ".utf8) + [0xC3, 0x28]
    #expect(line.withUnsafeBytes { scratch.search(pattern, in: $0) } == .matched)
    #expect(scratch.range(ofGroup: 1) == 7..<9)
  }
}

private struct OutOfMemory: Error {}
