import Testing

@testable import ScanEngine

struct GeminiReaderTests {
  private let head =
    #"{"sessionId":"s1","projectHash":"h","startTime":"2026-08-10T12:00:00Z","kind":"main"}"#

  private func message(_ calls: String) -> String {
    #"{"id":"m1","timestamp":"2026-08-10T12:00:01Z","type":"gemini","content":"Error: prose","toolCalls":[\#(calls)]}"#
  }

  @Test func failedCallIsTakenWhenItFirstShowsTheError() throws {
    let running =
      #"{"id":"t1","name":"run_shell_command","args":{"command":"make"},"status":"executing"}"#
    let failed =
      #"{"id":"t1","name":"run_shell_command","args":{"command":"make"},"status":"error","result":[],"resultDisplay":"make: *** x"}"#
    let records = transcript(head, message(running), message(failed), message(failed))
    #expect(records.map(\.line) == [3])
    let details = try #require(records.first?.details)
    #expect(details.outcome == .failed)
    #expect(details.identifier == "gemini:s1:t1")
    #expect(details.session == "s1")
    #expect(details.command == "make")
    #expect(records.first?.text == "make: *** x")
  }

  @Test(arguments: [
    (
      #""resultDisplay":"","result":[{"functionResponse":{"response":{"error":"File not found: a"}}}]"#,
      "File not found: a"
    ),
    (
      #""resultDisplay":{"fileDiff":"x"},"result":[{"functionResponse":{"response":{"output":"no match"}}}]"#,
      "no match"
    ),
  ])
  func takesTheTextFromWhereItIs(_ fields: String, _ text: String) {
    let records = transcript(
      message(#"{"id":"t1","name":"replace","args":{"file_path":"a"},"status":"error",\#(fields)}"#)
    )
    #expect(records.map(\.text) == [text])
    #expect(records.map(\.outcome) == [.failed])
  }

  @Test func theShellsReportHasTheExitCode() {
    let report =
      #"Command: pytest\nDirectory: (root)\nStdout: E\nKeyError: 1\nStderr: (empty)\nExit Code: 1\nSignal: (none)"#
    let records = transcript(
      message(
        #"{"id":"t1","name":"run_shell_command","args":{"command":"pytest"},"status":"success","result":[{"functionResponse":{"response":{"output":"\#(report)"}}}]}"#
      ))
    #expect(records.map(\.outcome) == [.failed])
    #expect(records.map(\.details?.exitCode) == [1])
    #expect(records.map(\.text) == ["E\nKeyError: 1\nStderr: (empty)"])
  }

  @Test func editsNameTheirFiles() {
    let records = transcript(
      message(
        #"{"id":"t1","name":"write_file","args":{"file_path":"a.py"},"status":"success","resultDisplay":"ok"},"#
          + #"{"id":"t2","name":"read_file","args":{"path":"b"},"status":"success","resultDisplay":"KeyError: 1"}"#
      ))
    #expect(records.map(\.details?.editedFiles) == [["a.py"]])
  }

  @Test func anErrorMessageOfTheClientIsAnError() {
    let records = transcript(
      head,
      #"{"id":"m2","timestamp":"2026-08-10T12:00:01Z","type":"error","content":"[API Error: quota]"}"#
    )
    #expect(records.map(\.outcome) == [.failed])
    #expect(records.map(\.details?.identifier) == ["gemini:s1:m2"])
  }

  @Test(arguments: [
    #"{"$set":{"lastUpdated":"x"}}"#, #"{"$rewindTo":"m1"}"#,
    #"{"id":"m1","type":"user","content":[{"text":"Error: x"}]}"#,
    #"{"id":"m1","type":"info","content":"Request cancelled."}"#,
    #"{"id":"m1","type":"gemini","content":"Error: x"}"#,
    #"{"id":"m1","type":"gemini","content":"","toolCalls":[{"id":"t1","name":"run_shell_command","args":{},"status":"cancelled","resultDisplay":"Error: x"}]}"#,
  ])
  func tellsNothing(_ line: String) {
    var parser = TranscriptJSONParser()
    #expect(parser.records(line + "\n").isEmpty)
    #expect(parser.tally.unrecognised == 0)
  }

  @Test func aSessionThatIsOneObjectIsReadWithLines() {
    let document = """
      {
        "sessionId": "s1",
        "messages": [
          { "id": "m0", "type": "user", "content": "hi ] }" },
          {
            "id": "m1", "type": "gemini", "content": "",
            "toolCalls": [{"id": "t1", "name": "read_file", "args": {}, "status": "error",
              "resultDisplay": "File not found"}]
          }
        ]
      }
      """
    var parser = JSONDocumentParser()
    let records = parser.records(document)
    #expect(records.map(\.line) == [5])
    #expect(records.map(\.text) == ["File not found"])
    #expect(records.map(\.details?.identifier) == ["gemini:s1:t1"])
    #expect(parser.tally.records == 2)
    var broken = JSONDocumentParser()
    #expect(broken.records("{\"messages\":[{").isEmpty)
    #expect(broken.tally.malformed == 1)
  }
}
