import Testing

@testable import ScanEngine

struct CodexReaderTests {
  private let head =
    #"{"timestamp":"2026-08-10T12:00:00Z","type":"session_meta","payload":{"id":"s1","cwd":"/p"}}"#

  private func call(_ name: String, _ arguments: String) -> String {
    #"{"type":"response_item","payload":{"type":"function_call","name":"\#(name)","#
      + #""arguments":"\#(arguments)","call_id":"c1"}}"#
  }

  private func output(_ text: String) -> String {
    #"{"timestamp":"2026-08-10T12:00:01Z","type":"response_item","payload":"#
      + #"{"type":"function_call_output","call_id":"c1","output":"\#(text)"}}"#
  }

  private func end(_ exitCode: Int, _ text: String) -> String {
    #"{"type":"event_msg","payload":{"type":"exec_command_end","call_id":"c1","#
      + #""command":["bash","-lc","cargo test"],"aggregated_output":"\#(text)","exit_code":\#(exitCode)}}"#
  }

  @Test(arguments: [
    #"Chunk ID: x\nWall time: 0.1 seconds\nProcess exited with code 101\nOutput:\nerror: boom"#,
    #"Exit code: 101\nWall time: 0.1 seconds\nOutput:\nerror: boom"#,
    #"{\"output\":\"error: boom\",\"metadata\":{\"exit_code\":101,\"duration_seconds\":0.1}}"#,
  ])
  func readsOutputOfFunctions(_ text: String) throws {
    let records = transcript(head, call("exec_command", #"{\"cmd\":\"cargo test\"}"#), output(text))
    let record = try #require(records.first)
    #expect(record.text.hasSuffix("error: boom"))
    #expect(!record.text.contains("xit"))
    #expect(record.line == 3)
    let details = try #require(record.details)
    #expect(details.outcome == .failed)
    #expect(details.exitCode == 101)
    #expect(details.command == "cargo test")
    #expect(details.identifier == "call:c1")
    #expect(details.session == "s1")
    #expect(details.timestamp == Timestamp(milliseconds: 1_786_363_201_000))
  }

  @Test func anExitCodeInTheOutputIsNone() {
    let records = transcript(
      call("shell", #"{\"command\":[\"bash\",\"-lc\",\"make\"]}"#),
      output(#"Exit code: 0\nWall time: 1 seconds\nOutput:\nProcess exited with code 3"#))
    #expect(records.map(\.details?.exitCode) == [0])
    #expect(records.map(\.outcome) == [.unknown])
    #expect(records.map(\.details?.command) == ["make"])
  }

  @Test func aResultIsReadOnce() {
    let records = transcript(
      call("exec_command", #"{\"cmd\":\"cargo test\"}"#), end(1, "error: boom"),
      output(#"Process exited with code 1\nOutput:\nerror: boom"#))
    #expect(records.map(\.line) == [2])
    #expect(records.map(\.details?.identifier) == ["call:c1"])
    #expect(records.map(\.details?.command) == ["cargo test"])
  }

  @Test(arguments: [
    "aborted by user after 3.2s", "exec command rejected by user", "patch rejected by user",
  ])
  func stoppedByTheUserIsNoError(_ text: String) {
    let records = transcript(call("shell", #"{\"command\":\"make\"}"#), output(text))
    #expect(!records.contains { $0.outcome != .succeeded })
  }

  @Test(arguments: [
    "failed to parse function arguments: missing field", "apply_patch verification failed: x",
    "exec_command failed for `x`: CreateProcess",
  ])
  func aCallThatCouldNotBeMadeIsAnError(_ text: String) {
    #expect(
      transcript(call("apply_patch", "{}"), output(text)).map(\.outcome) == [.failed])
  }

  @Test func grepFindingNothingIsNoError() {
    let records = transcript(
      call("exec_command", #"{\"cmd\":\"rg foo src\"}"#),
      output(#"Process exited with code 1\nOutput:\n"#))
    #expect(records.map(\.outcome) == [.succeeded])
  }

  @Test(arguments: [
    #"{"type":"response_item","payload":{"type":"custom_tool_call","call_id":"c1","name":"apply_patch","input":"*** Begin Patch\n*** Update File: src/a.rs\n@@\n*** Add File: b.rs\n*** End Patch"}}"#,
    #"{"type":"response_item","payload":{"type":"function_call","call_id":"c1","name":"shell","arguments":"{\"command\":[\"apply_patch\",\"*** Begin Patch\\n*** Update File: src/a.rs\\n*** Add File: b.rs\\n\"]}"}}"#,
  ])
  func patchesNameTheirFiles(_ line: String) {
    let records = transcript(
      line,
      #"{"type":"response_item","payload":{"type":"custom_tool_call_output","call_id":"c1","output":"{\"output\":\"Success. Updated\",\"metadata\":{\"exit_code\":0}}"}}"#
    )
    #expect(records.map(\.details?.editedFiles) == [["src/a.rs", "b.rs"]])
    #expect(records.map(\.text) == [""])
  }

  @Test func otherEventsThatFail() {
    let records = transcript(
      #"{"type":"event_msg","payload":{"type":"patch_apply_end","call_id":"c2","success":false,"stdout":"","stderr":"Failed to find context","changes":{"a.rs":{}}}}"#,
      #"{"type":"event_msg","payload":{"type":"mcp_tool_call_end","call_id":"c3","invocation":{"server":"x","tool":"query","arguments":{}},"result":{"Err":"connection refused"}}}"#,
      #"{"type":"event_msg","payload":{"type":"error","message":"usage limit reached"}}"#)
    #expect(
      records.map(\.text) == [
        "Failed to find context", "connection refused", "usage limit reached",
      ])
    #expect(records.allSatisfy { $0.outcome == .failed })
  }

  @Test func readsWhatExecStreams() {
    let records = transcript(
      #"{"type":"thread.started","thread_id":"t1"}"#, #"{"type":"turn.started"}"#,
      #"{"type":"item.started","item":{"id":"i1","type":"command_execution","command":"bash -lc 'make'","aggregated_output":"","status":"in_progress"}}"#,
      #"{"type":"item.completed","item":{"id":"i1","type":"command_execution","command":"bash -lc 'make'","aggregated_output":"make: *** x","exit_code":2,"status":"failed"}}"#,
      #"{"type":"item.completed","item":{"id":"i2","type":"file_change","changes":[{"path":"a.c","kind":"update"}],"status":"completed"}}"#,
      #"{"type":"turn.failed","error":{"message":"x"}}"#)
    #expect(records.map(\.outcome) == [.failed, .succeeded])
    #expect(records.map(\.details?.identifier) == ["call:t1/i1", "call:t1/i2"])
    #expect(records.map(\.details?.editedFiles) == [[], ["a.c"]])
  }

  @Test(arguments: [
    #"{"type":"turn_context","payload":{"cwd":"/p"}}"#,
    #"{"type":"response_item","payload":{"type":"message","role":"assistant","content":[{"type":"output_text","text":"KeyError: 1"}]}}"#,
    #"{"type":"response_item","payload":{"type":"reasoning","summary":[]}}"#,
    #"{"type":"event_msg","payload":{"type":"token_count","info":null}}"#,
    #"{"type":"event_msg","payload":{"type":"agent_message","message":"Error: x"}}"#,
    #"{"type":"event_msg","payload":{"type":"turn_aborted","reason":"interrupted"}}"#,
    #"{"type":"compacted","payload":{"message":"Error: x"}}"#,
  ])
  func tellsNothing(_ line: String) {
    var parser = TranscriptJSONParser()
    #expect(parser.records(line + "\n").isEmpty)
    #expect(parser.tally.unrecognised == 0)
  }

  @Test func unknownTypesAreCountedByBothNames() {
    var parser = TranscriptJSONParser()
    _ = parser.records(
      #"{"type":"event_msg","payload":{"type":"brand_new"}}"# + "\n"
        + #"{"type":"response_item","payload":{"type":"novel"}}"# + "\n")
    #expect(parser.tally.unrecognisedTypes == ["event_msg.brand_new", "response_item.novel"])
  }
}
