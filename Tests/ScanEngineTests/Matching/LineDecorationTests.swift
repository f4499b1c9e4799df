import Testing

@testable import ScanEngine

struct LineDecorationTests {
  private func decoration(_ line: String) -> LineDecoration {
    Array(line.utf8).withUnsafeBytes { LineDecoration($0) }
  }

  @Test(arguments: [
    "2026-02-11T10:00:00Z ", "2026-02-11 10:00:00,123 ERROR ", "[2026-02-11 10:00:00] ERROR: ",
    "2026/02/11 10:00:00 ", "Feb 11 10:00:00 host app[123]: ",
    "10:00:00.123 [main] ERROR c.a.Till - ",
    "web_1  | ", "web-1 | 2026-02-11 10:00:00 ", "    ", "\t", "> ", "- ", "ERROR: ", "[ERROR] ",
    "E0312 10:15:03.201 planner.cpp:88] ", "##[error]", "2026-02-11T10:00:00Z ##[error]",
    "#12 1.802 ", "1.802 ", "2026-02-11T10:00:00Z ERROR till::db: ",
    "2026-02-11T10:00:00Z ERROR request{id=7}: till::db: ",
    "",
  ])
  func findsWhereTheMessageBegins(_ prefix: String) {
    let starts = decoration(prefix + "TypeError: no total").starts
    #expect(starts.contains(prefix.utf8.count), "\(starts)")
    #expect(starts.first == 0)
    #expect(Array(starts) == starts.sorted())
  }

  @Test(arguments: [
    ("2026-02-11 10:00:00 ERROR no total", LogLevel.error), ("[FATAL] no total", .fatal),
    ("10:00:00 WARN no total", .warning), ("2026-02-11T10:00:00Z  INFO till: no total", .info),
    ("CRITICAL: no total", .fatal), ("2026-02-11 10:00:00|INFO|Till|no total", .info),
    ("E0312 10:15:03.201 planner.cpp:88] no total", .error), ("##[warning]no total", .warning),
    ("app[12]: no total", nil), ("no error in this line", nil), ("information about it", nil),
  ])
  func readsTheLevel(_ line: String, _ level: LogLevel?) {
    #expect(decoration(line).level == level)
  }

  @Test(arguments: [
    "2026-02-11 10:00:00 INFO retried after TypeError: no total", "[INFO] TypeError: no total",
    "2026-02-11 10:00:00 WARN TypeError: no total", "[debug] TypeError: no total",
    "INFO: TypeError: no total", "DEBUG TypeError: no total", "##[warning]TypeError: no total",
    "2026-02-11 10:00:00.1234|INFO|Shop.Store|ERROR|none", "web_1 | 10:00:00 INFO TypeError: x",
  ])
  func callsHarmlessLevelsHarmless(_ line: String) {
    #expect(decoration(line).isHarmless)
  }

  @Test(arguments: [
    "WARNING: DATA RACE", "WARNING: ThreadSanitizer: data race (pid=1)", "TypeError: no total",
    "ERROR: no total", "2026-02-11 10:00:00 ERROR INFO is missing",
    "[info] - rounds *** FAILED ***",
    "note: test did not panic",
  ])
  func letsErrorsThrough(_ line: String) {
    #expect(!decoration(line).isHarmless)
  }

  @Test func looksForNothingBehindAWarning() {
    let line = "WARNING: TypeError: no total"
    #expect(decoration(line).starts == [0])
  }
}
