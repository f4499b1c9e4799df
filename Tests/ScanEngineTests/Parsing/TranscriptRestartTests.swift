import Testing

@testable import ScanEngine

/// A mixture of every format, to cut and to mutilate.
private let document: [String] = [
  #"{"type":"session_meta","payload":{"id":"s1","cwd":"/p"}}"#,
  #"{"type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{\"command\":[\"make\"]}","call_id":"c1"}}"#,
  "plain text", "  goes on",
  #"{"Action":"output","Package":"p","Test":"T","Output":"=== RUN   T\n"}"#,
  #"{"Action":"output","Package":"p","Test":"T","Output":"    t_test.go:3: bad\n"}"#,
  #"{"Action":"fail","Package":"p","Test":"T"}"#,
  #"{"type":"event_msg","payload":{"type":"exec_command_end","call_id":"c1","aggregated_output":"x\ty","exit_code":1}}"#,
  #"{"type":"response_item","payload":{"type":"function_call_output","call_id":"c1","output":"Exit code: 1\nOutput:\nx"}}"#,
  #"{"type":"assistant","uuid":"b","sessionId":"s","message":{"content":[{"type":"tool_use","id":"t1","name":"Bash","input":{"command":"echo \"é\u0001\\\""}},{"type":"tool_use","id":"t2","name":"Edit","input":{"file_path":"a"}}]}}"#,
  #"{"type":"user","uuid":"c","message":{"content":[{"type":"tool_result","tool_use_id":"t1","is_error":true,"content":"Exit code 1\nKeyError: 1"}]}}"#,
  #"{"type":"user","uuid":"d","message":{"content":[{"type":"tool_result","tool_use_id":"t2","content":"ok"}]}}"#,
  "",
  #"{"sessionId":"g","projectHash":"h"}"#,
  #"{"id":"m1","timestamp":"2026-08-10T12:00:01Z","type":"gemini","content":"","toolCalls":[{"id":"t9","name":"run_shell_command","args":{"command":"make"},"status":"error","resultDisplay":"bad"}]}"#,
  #"{"id":"m1","timestamp":"2026-08-10T12:00:01Z","type":"gemini","content":"","toolCalls":[{"id":"t9","name":"run_shell_command","args":{"command":"make"},"status":"error","resultDisplay":"bad"}]}"#,
  #"{"type":"item_failed","timestamp":1755086400123,"details":{"error":{"code":"E1","stack":["a","b"]}}}"#,
  #"{"broken": "#,
]

struct TranscriptRestartTests {
  @Test(arguments: 1..<document.count)
  func aParserGoesOnWhereAnotherStopped(_ cut: Int) {
    let lines = document.map { $0 + "\n" }
    var whole = TranscriptJSONParser()
    let expected = whole.records(lines.joined())
    let head = lines[..<cut].joined()
    var first = TranscriptJSONParser()
    let before = first.records(head)
    var second = TranscriptJSONParser(memory: first.memory)
    let after = second.records(
      lines[cut...].joined(), line: cut + 1, offset: Int64(head.utf8.count))
    #expect(before + after == expected)
    #expect(second.memory == whole.memory)
    #expect(first.tally.records + second.tally.records == whole.tally.records)
  }

  @Test func theMixtureYieldsEveryRecordOnce() {
    var parser = TranscriptJSONParser()
    let records = parser.records(document.joined(separator: "\n"))
    #expect(records.map(\.line) == [3, 4, 5, 6, 8, 11, 12, 15, 17])
    #expect(records[5].details?.command == "echo \"é\u{1}\\\"")
    #expect(parser.tally.malformed == 1)
    #expect(parser.tally.firstMalformedLine == 18)
  }

  @Test func noTruncationOrDamageIsFatal() {
    for line in document {
      let bytes = Array(line.utf8)
      for length in 0..<bytes.count {
        var parser = TranscriptJSONParser()
        _ = parser.records(Array(bytes[..<length]))
        var log = WorkflowLogParser()
        _ = log.records(Array(bytes[..<length]))
        var damaged = bytes
        damaged[length] ^= 0x15
        _ = parser.records(damaged)
        var object = JSONDocumentParser()
        _ = object.records(damaged)
      }
    }
  }

  @Test func memoryKeepsItsBounds() {
    var parser = TranscriptJSONParser()
    let command = String(repeating: "\\u0001é\\\"", count: 2_000)
    for number in 0..<400 {
      _ = parser.records(
        #"{"type":"assistant","message":{"content":[{"type":"tool_use","id":"t\#(number)","name":"Bash","input":{"command":"\#(command)"}}]}}"#
          + "\n")
    }
    #expect(parser.memory.count <= 64 << 10)
    let restarted = TranscriptJSONParser(memory: parser.memory)
    #expect(restarted.memory == parser.memory)
    #expect(!parser.memory.isEmpty)
  }

  @Test(arguments: ["{", "[]", "{\"calls\":3}", "{\"calls\":[{\"id\":1}],\"session\":[]}"])
  func damagedMemoryIsAnEmptyOne(_ memory: String) {
    #expect(TranscriptJSONParser(memory: Array(memory.utf8)).memory.isEmpty)
  }
}
