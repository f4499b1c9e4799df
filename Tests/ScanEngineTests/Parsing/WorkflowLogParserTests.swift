import Testing

@testable import ScanEngine

struct WorkflowLogParserTests {
  private func records(_ text: String) -> [ParsedRecord] {
    var parser = WorkflowLogParser()
    return parser.records(text)
  }

  @Test(arguments: [
    #"{"event_type":"error","message":"m"}"#,
    #"{"event":"failure","description":"m"}"#,
    #"{"type":"exception","message":"m"}"#,
    #"{"event_type":"item_failed","message":"m"}"#,
    #"{"event_type":"verification_failed","message":"m"}"#,
    #"{"event_type":"ReviewFailed","message":"m"}"#,
    #"{"event_type":"workflow_abandoned","message":"m"}"#,
    #"{"event_type":"gate_checked","message":"m","details":{"passed":false}}"#,
    #"{"event_type":"quality_gate","message":"m","details":{"status":"failed"}}"#,
    #"{"event_type":"gate_rejected","message":"m"}"#,
    #"{"event_type":"step","success":false,"message":"m"}"#,
    #"{"event_type":"step","details":{"success":false},"message":"m"}"#,
    #"{"event_type":"step","message":"m","error":"boom: it broke"}"#,
    #"{"event_type":"step","message":"m","error":{"message":"boom"}}"#,
    #"{"event_type":"step","message":"m","errors":["boom"]}"#,
    #"{"event_type":"step","message":"m","details":{"error":"boom"}}"#,
    #"{"level":"error","message":"m"}"#,
    #"{"severity":"CRITICAL","message":"m"}"#,
    #"{"level":"info","success":false,"message":"m"}"#,
    #"{"event":"command","command":"npm test","exit_code":1,"output":"m"}"#,
  ])
  func tellsFailure(_ line: String) throws {
    #expect(try #require(records(line + "\n").first).outcome == .failed)
  }

  @Test(arguments: [
    #"{"event_type":"progress","message":"m"}"#,
    #"{"event_type":"step","message":"m","error":null}"#,
    #"{"event_type":"step","message":"m","error":""}"#,
    #"{"event_type":"step","message":"m","error":[]}"#,
    #"{"event_type":"step","message":"m","error":{}}"#,
    #"{"event_type":"step","message":"m","error":false}"#,
    #"{"event_type":"step","message":"m","error":"none"}"#,
    #"{"event_type":"step","message":"m","error":{"message":null,"code":null}}"#,
    #"{"event_type":"step","message":"m","errors":0}"#,
    #"{"event_type":"step","message":"m","error_type":null}"#,
    #"{"event":"error_handling_enabled","message":"m"}"#,
  ])
  func leavesItToRules(_ line: String) throws {
    #expect(try #require(records(line + "\n").first).outcome == .unknown)
  }

  @Test(arguments: [
    #"{"level":"info","message":"m"}"#,
    #"{"level":"WARNING","message":"retry after ConnectionError: reset"}"#,
    #"{"event_type":"step","success":true,"message":"m"}"#,
    #"{"event_type":"item_completed","message":"m"}"#,
    #"{"event_type":"gate_checked","message":"m","details":{"passed":true}}"#,
    #"{"event":"command","command":"grep -r x .","exit_code":1,"message":"m"}"#,
  ])
  func tellsSuccess(_ line: String) {
    #expect(!records(line + "\n").contains { $0.outcome != .succeeded })
  }

  @Test func takesEveryField() throws {
    let record = try #require(
      records(
        #"{"event_type":"error","timestamp":"2026-01-20T10:00:04+01:00","error_id":"e1","#
          + #""workflow_id":"wf_1","phase_id":"p","error_type":"KeyError","#
          + #""message":"KeyError: 'x'","file_path":"a/b.py","line_number":3,"#
          + #""command":"python a/b.py","exit_code":1}"# + "\n"
      ).first)
    let details = try #require(record.details)
    #expect(record.text == "KeyError: 'x'")
    #expect(details.identifier == "error_id:e1")
    #expect(details.session == "wf_1")
    #expect(details.errorType == "KeyError")
    #expect(details.errorMessage == "'x'")
    #expect(details.frame == "a/b.py")
    #expect(details.command == "python a/b.py")
    #expect(details.exitCode == 1)
    #expect(details.timestamp == Timestamp(milliseconds: 1_768_899_604_000, offsetMinutes: 60))
  }

  /// One entry is one error: what two fields both tell stands in the text once.
  @Test(arguments: [
    (
      #"{"event":"error","message":"bad","stack_trace":"T\n  File \"a\", line 1\nE: bad"}"#,
      "T\n  File \"a\", line 1\nE: bad"
    ),
    (#"{"event":"error","message":"Job failed","traceback":"T\nE: bad"}"#, "Job failed\nT\nE: bad"),
    (#"{"event":"item_failed","message":"Item 3 failed","error":"E: bad thing"}"#, "E: bad thing"),
    (#"{"event":"item_failed","message":"Item 3","error":"timeout"}"#, "Item 3: timeout"),
    (#"{"event":"error","error":{"type":"TypeError","message":"bad"}}"#, "TypeError: bad"),
    (#"{"event":"error","error":{"name":"Error","code":"ENOENT","message":"bad"}}"#, "ENOENT: bad"),
    (#"{"event":"run","success":false,"stderr":"fatal: no"}"#, "fatal: no"),
    (
      #"{"event":"error","error":{"stack":"TypeError: x\n    at f (a.js:1:2)"}}"#,
      "TypeError: x\n    at f (a.js:1:2)"
    ),
  ])
  func composesText(_ line: String, _ text: String) throws {
    #expect(records(line + "\n").map(\.text) == [text])
  }

  @Test(arguments: [
    (#"{"event_type":"verification_failed","message":"m"}"#, "verification_failed"),
    (#"{"level":"error","message":"m"}"#, nil),
    (#"{"event":"step","success":false,"message":"m"}"#, nil),
  ])
  func namesWhatNoRuleKnowsByItsKind(_ line: String, _ type: String?) {
    #expect(records(line + "\n").map(\.details?.fallbackType) == [type])
  }

  @Test func aFailureWithoutWordsKeepsItsName() {
    #expect(records("{\"event\":\"item_failed\",\"item_id\":3}\n").map(\.text) == ["item_failed"])
  }

  @Test func countsWhatItCannotRead() {
    var parser = WorkflowLogParser()
    let records = parser.records(
      "{\"event\":\"error\",\"message\":\"a\"}\n{\"event\": \"err\nTraceback:\n  more\n{\"x\":1}\n")
    #expect(records.map(\.line) == [1, 3, 4])
    #expect(records.map(\.continues) == [false, false, true])
    #expect(parser.tally.records == 2)
    #expect(parser.tally.malformed == 1)
    #expect(parser.tally.firstMalformedLine == 2)
    #expect(parser.tally.unrecognised == 1)
  }
}
