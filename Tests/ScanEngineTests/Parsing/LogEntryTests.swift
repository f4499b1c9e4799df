import Testing

@testable import ScanEngine

struct LogEntryTests {
  /// What logging libraries write for an error.
  @Test(arguments: [
    (
      "pino",
      #"{"level":50,"time":1755086400123,"pid":1,"hostname":"h","err":{"type":"TypeError","message":"x is undefined","stack":"TypeError: x is undefined\n    at f (/a.js:1:2)"},"msg":"request failed"}"#,
      "TypeError", "x is undefined"
    ),
    (
      "bunyan",
      #"{"name":"app","level":60,"msg":"out of memory","time":"2026-08-10T12:00:00Z","v":0}"#,
      nil, nil
    ),
    (
      "winston", #"{"level":"error","message":"connect failed","timestamp":"2026-08-10 12:00:00"}"#,
      nil, nil
    ),
    (
      "zap",
      #"{"level":"error","ts":1755086400.5,"caller":"a/b.go:3","msg":"dial","error":"connection refused","stacktrace":"main.f\n\t/a/b.go:3"}"#,
      nil, nil
    ),
    (
      "logrus",
      #"{"level":"fatal","msg":"cannot start","error":"no such file","time":"2026-08-10T12:00:00+02:00"}"#,
      nil, nil
    ),
    (
      "structlog",
      #"{"event":"upload went wrong","level":"error","timestamp":"2026-08-10T12:00:00Z","exception":"Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nKeyError: 'x'"}"#,
      nil, nil
    ),
    (
      "python-json-logger",
      #"{"asctime":"2026-08-10 12:00:00,123","levelname":"ERROR","message":"bad","exc_info":"Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nKeyError: 'x'"}"#,
      nil, nil
    ),
    (
      "tracing",
      #"{"timestamp":"2026-08-10T12:00:00Z","level":"ERROR","fields":{"message":"bad thing"},"target":"a::b"}"#,
      nil, nil
    ),
    (
      "OpenTelemetry", #"{"severityNumber":17,"message":"bad","timestamp":"2026-08-10T12:00:00Z"}"#,
      nil,
      nil
    ),
    (
      "Java ECS",
      #"{"@timestamp":"2026-08-10T12:00:00Z","log.level":"ERROR","message":"bad","error.type":"java.io.IOException","error.message":"closed","error.stack_trace":"java.io.IOException: closed\n\tat a.B.c(B.java:3)"}"#,
      "java.io.IOException", "closed"
    ),
    (
      "orchestrator",
      #"{"timestamp":"2026-08-10T12:00:00Z","event_type":"item_failed","workflow_id":"w","details":{"error_type":"KeyError","error":"'x'"}}"#,
      "KeyError", "'x'"
    ),
  ])
  func isAnError(_ library: String, _ line: String, _ type: String?, _ message: String?) throws {
    let records = transcript(line)
    let record = try #require(records.first)
    #expect(records.count == 1)
    #expect(record.outcome == .failed)
    #expect(record.details?.errorType == type)
    #expect(record.details?.errorMessage == message)
    #expect(record.details?.timestamp != nil)
    #expect(!record.text.isEmpty)
  }

  @Test(arguments: [
    #"{"level":30,"time":1755086400123,"msg":"Error: retried fine"}"#,
    #"{"level":"info","msg":"Error: retried fine","err":null}"#,
    #"{"levelname":"WARNING","message":"KeyError: x"}"#,
  ])
  func isNoError(_ line: String) {
    #expect(transcript(line).isEmpty)
  }

  @Test func auditOfAToolCallIsAResult() {
    let records = transcript(
      #"{"timestamp":"2026-08-10T12:00:00Z","task_id":"t","phase":"p","tool_name":"Bash","args":{"command":"make"},"result":"make: *** x","success":false,"error":"exit status 2"}"#,
      #"{"timestamp":"2026-08-10T12:00:00Z","tool_name":"Read","args":{"file_path":"a"},"result":"KeyError: 1","success":true,"error":null}"#,
      #"{"timestamp":"2026-08-10T12:00:00Z","tool_name":"Edit","args":{"file_path":"a"},"result":"ok","success":true}"#,
      #"{"timestamp":"2026-08-10T12:00:00Z","tool_name":"Bash","args":{"command":"grep x y"},"result":"","success":false,"exit_code":1}"#
    )
    #expect(records.map(\.outcome) == [.failed, .succeeded, .succeeded])
    #expect(records.map(\.details?.command) == ["make", nil, "grep x y"])
    #expect(records.map(\.details?.editedFiles) == [[], ["a"], []])
  }

  @Test(arguments: [
    ("2026-01-20T10:00:04Z", 1_768_903_204_000, 0),
    ("2026-01-20T10:00:04.5+02:00", 1_768_896_004_500, 120),
    ("2026-01-20 10:00:04,123", 1_768_903_204_123, 0),
    ("2026-01-20T10:00:04-0130", 1_768_908_604_000, -90),
    ("1970-01-01T00:00Z", 0, 0),
  ])
  func readsTimes(_ text: String, _ milliseconds: Int64, _ offset: Int16) {
    var text = text
    let time = text.withUTF8 { Timestamp(text: UnsafeRawBufferPointer($0)) }
    #expect(time == Timestamp(milliseconds: milliseconds, offsetMinutes: offset))
  }

  @Test(arguments: ["", "today", "2026-13-01T00:00:00Z", "2026-01-20", "2026-01-20T25:00:00Z"])
  func refusesTimes(_ text: String) {
    var text = text
    #expect(text.withUTF8 { Timestamp(text: UnsafeRawBufferPointer($0)) } == nil)
  }
}
