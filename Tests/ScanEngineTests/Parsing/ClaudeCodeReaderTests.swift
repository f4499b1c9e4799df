import Testing

@testable import ScanEngine

struct ClaudeCodeReaderTests {
  /// The lines of a call of the shell and of its result.
  private func shell(
    _ command: String, _ content: String, failed: Bool, extra: String = ""
  ) -> [ParsedRecord] {
    transcript(
      #"{"type":"assistant","uuid":"b","sessionId":"s","message":{"role":"assistant","content":["#
        + #"{"type":"tool_use","id":"toolu_1","name":"Bash","input":{"command":"\#(command)"}}]}}"#,
      result("toolu_1", content, failed: failed, extra: extra))
  }

  private func result(
    _ id: String, _ content: String, failed: Bool, extra: String = ""
  ) -> String {
    #"{"type":"user","uuid":"c","sessionId":"s","timestamp":"2026-08-10T12:00:05.123Z","#
      + #""message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"\#(id)","#
      + #""is_error":\#(failed),"content":"\#(content)"}]}\#(extra)}"#
  }

  private func use(_ tool: String, _ input: String) -> String {
    #"{"type":"assistant","sessionId":"s","message":{"role":"assistant","content":["#
      + #"{"type":"tool_use","id":"toolu_2","name":"\#(tool)","input":\#(input)}]}}"#
  }

  @Test func failedCommandKeepsItsStory() throws {
    let records = shell(
      "npm test", #"Exit code 1\nnpm ERR! missing script"#, failed: true,
      extra: #","toolUseResult":"Error: Exit code 1\nnpm ERR! missing script""#)
    let record = try #require(records.first)
    #expect(records.count == 1)
    #expect(record.text == "npm ERR! missing script")
    #expect(record.line == 2)
    let details = try #require(record.details)
    #expect(details.outcome == .failed)
    #expect(details.exitCode == 1)
    #expect(details.command == "npm test")
    #expect(details.tool == "Bash")
    #expect(details.identifier == "tool_use:toolu_1")
    #expect(details.session == "s")
    #expect(details.timestamp == Timestamp(milliseconds: 1_786_363_205_123))
  }

  @Test(arguments: [
    ("grep -r foo .", #"Exit code 1"#), ("diff a b", #"Exit code 1\n1c1\n< a"#),
    ("cd x && rg foo", #"Exit code 1\n"#), ("cat log.txt; grep y log.txt", #"Exit code 1\nE: x"#),
    ("test -f x", "Exit code 1"), ("sleep 100", #"Exit code 130"#),
    ("find . | xargs grep x", "Exit code 123"),
    ("rm x", "The user doesn't want to proceed with this tool use. The tool use was rejected"),
    ("ls", "<tool_use_error>Cancelled: parallel tool call Bash(x) errored</tool_use_error>"),
    ("make", #"Exit code 137\n[Request interrupted by user for tool use]"#),
    ("make", "Claude requested permissions to use Bash, but you haven't granted it yet."),
  ])
  func isNoError(_ command: String, _ content: String) {
    #expect(!shell(command, content, failed: true).contains { $0.outcome != .succeeded })
  }

  @Test(arguments: [
    ("grep x nosuch", #"Exit code 2\ngrep: nosuch: No such file or directory"#),
    (
      "cd /nope && grep x f",
      #"Exit code 1\n/bin/bash: line 1: cd: /nope: No such file or directory"#
    ),
    ("grep x f || make", #"Exit code 2\nmake: *** No rule"#),
    ("ls nosuch", #"Exit code 1\nls: nosuch: No such file or directory"#),
    ("pytest", #"Exit code 1\nE"#), ("make", "make failed"),
  ])
  func isError(_ command: String, _ content: String) {
    #expect(shell(command, content, failed: true).map(\.outcome) == [.failed])
  }

  @Test func testsBeforeAnUnsuccessfulSearchAreLeftToRules() {
    let records = shell("npm test | grep xyz", #"Exit code 1\nTypeError: x"#, failed: true)
    #expect(records.map(\.outcome) == [.unknown])
  }

  @Test func complaintsOfReadersComeWithoutTheFilesShown() {
    let records = shell(
      "cat a.py b.py", #"Exit code 1\nraise ValueError: x\ncat: b.py: No such file"#, failed: true)
    #expect(records.map(\.text) == ["cat: b.py: No such file"])
  }

  @Test(arguments: [
    ("npm test || true", RecordDetails.Outcome.unknown), ("cat a.py", .succeeded),
    ("git log -3", .succeeded), ("cat build.log", .unknown),
  ])
  func outputOfSuccess(_ command: String, _ outcome: RecordDetails.Outcome) {
    let records = shell(command, "TypeError: x", failed: false)
    #expect(records.map(\.outcome) == [outcome])
    #expect(records.map(\.details?.exitCode) == [0])
  }

  @Test(arguments: ["Read", "Grep", "Glob", "LS", "WebFetch", "Task", "mcp__docs__search"])
  func whatReadersShowIsNoEvidence(_ tool: String) {
    #expect(
      transcript(
        use(tool, #"{"file_path":"a.py"}"#), result("toolu_2", "KeyError: 1", failed: false)
      )
      .isEmpty)
  }

  @Test(arguments: ["Edit", "Write", "MultiEdit", "NotebookEdit", "mcp__fs__write_file"])
  func editsNameTheirFiles(_ tool: String) throws {
    let records = transcript(
      use(tool, #"{"file_path":"a.py"}"#), result("toolu_2", "updated KeyError: 1", failed: false))
    let record = try #require(records.first)
    #expect(record.text.isEmpty)
    #expect(record.outcome == .succeeded)
    #expect(record.details?.editedFiles == ["a.py"])
  }

  @Test func failedEditIsAnErrorWithoutTheQuotedSource() {
    let records = transcript(
      use("Edit", #"{"file_path":"a.py"}"#),
      result(
        "toolu_2",
        #"<tool_use_error>String to replace not found in file.\nString: raise KeyError: 1</tool_use_error>"#,
        failed: true))
    #expect(records.map(\.text) == ["String to replace not found in file."])
    #expect(records.map(\.outcome) == [.failed])
  }

  @Test func blocksAreJoinedAndRemindersDropped() {
    let records = transcript(
      use("Bash", #"{"command":"make"}"#),
      #"{"type":"user","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_2","#
        + #""content":[{"type":"text","text":"a"},{"type":"image","source":{}},"#
        + #"{"type":"text","text":"b\n<system-reminder>Error: no</system-reminder>"}]}]}}"#)
    #expect(records.map(\.text) == ["a\nb"])
  }

  @Test(arguments: [
    #"{"type":"assistant","uuid":"a","message":{"role":"assistant","content":[{"type":"text","text":"KeyError: 1"}]}}"#,
    #"{"type":"user","uuid":"a","message":{"role":"user","content":"raise ValueError: x"}}"#,
    #"{"type":"user","uuid":"a","isMeta":true,"message":{"role":"user","content":"```\nKeyError: 1\n```"}}"#,
    #"{"type":"summary","summary":"Fix KeyError: 1","leafUuid":"a"}"#,
    #"{"type":"system","uuid":"a","level":"error","content":"Error: x"}"#,
    #"{"type":"file-history-snapshot","messageId":"a","snapshot":{}}"#,
    #"{"type":"queue-operation","operation":"enqueue","content":"Error: x","sessionId":"s"}"#,
    #"{"type":"progress","uuid":"a","sessionId":"s","data":{"message":"Error: x"}}"#,
    #"{"type":"assistant","isApiErrorMessage":true,"message":{"content":[{"type":"text","text":"API Error: Request was aborted."}]}}"#,
  ])
  func tellsNothing(_ line: String) {
    var parser = TranscriptJSONParser()
    #expect(parser.records(line + "\n").isEmpty)
    #expect(parser.tally.unrecognised == 0)
  }

  @Test func anErrorOfTheProviderIsOne() {
    let records = transcript(
      #"{"type":"assistant","uuid":"01234567-89ab-cdef-0123-456789abcdef","isApiErrorMessage":true,"#
        + #""message":{"content":[{"type":"text","text":"API Error: 529 Overloaded"}]}}"#)
    #expect(records.map(\.outcome) == [.failed])
    #expect(records.map(\.text) == ["API Error: 529 Overloaded"])
    #expect(records.map(\.details?.identifier) == ["uuid:01234567-89ab-cdef-0123-456789abcdef"])
  }

  @Test func outputThatAUserPastesIsEvidence() {
    let records = transcript(
      #"{"type":"user","message":{"role":"user","content":"It fails:\n```\nKeyError: 1\n```\nand\n```python\nraise KeyError(1)\n```"}}"#,
      #"{"type":"user","message":{"role":"user","content":"see\n\nTraceback (most recent call last):\n  File \"a.py\", line 1, in f\nKeyError: 2"}}"#,
      #"{"type":"user","message":{"role":"user","content":"<bash-stdout></bash-stdout><bash-stderr>ls: x: No such file</bash-stderr>"}}"#
    )
    #expect(
      records.map(\.text) == [
        "KeyError: 1\n",
        "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nKeyError: 2\n",
        "ls: x: No such file",
      ])
    #expect(records.map(\.role) == [.fence, .output, .output])
    #expect(records.map(\.outcome) == [.unknown, .unknown, .unknown])
  }

  @Test func eachPastedBlockHasAnIdentity() {
    let records = transcript(
      #"{"type":"user","uuid":"01234567-89ab-cdef-0123-456789abcdef","message":{"role":"user","content":"a\n```\nE: 1\n```\nb\n```\nE: 2\n```"}}"#
    )
    #expect(Set(records.map(\.details?.identifier)).count == 2)
  }

  @Test func aCommandThatPrintsLikeARefusalHasFailed() {
    let records = shell(
      "git push", #"Exit code 1\nremote: access has been denied"#, failed: true)
    #expect(records.map(\.outcome) == [.failed])
  }

  @Test func aFailureWithoutWordsIsToldByTheCommandsName() {
    #expect(
      shell("cd x && ./bin/deploy --now", "Exit code 3", failed: true).map(\.text)
        == ["deploy: exit code 3"])
  }

  @Test func aMessageThatGoesOnBehindAColonIsOneLine() {
    let records = transcript(
      use("Edit", #"{"file_path":"a.py"}"#),
      result("toolu_2", #"InputValidationError: Edit failed:\nold_string is missing"#, failed: true)
    )
    #expect(records.map(\.text) == ["InputValidationError: Edit failed: old_string is missing"])
  }

  @Test func aRepeatedResultIsReadOnce() {
    let line = result("toolu_9", "Error: x", failed: true)
    #expect(transcript(line, line).count == 1)
  }

  @Test func unknownTypesAreCounted() {
    var parser = TranscriptJSONParser()
    _ = parser.records(
      "{\"type\":\"brand-new\",\"uuid\":\"a\"}\n{\"type\":\"brand-new\"}\n{\"a\":1}\n")
    #expect(parser.tally.unrecognised == 3)
    #expect(parser.tally.unrecognisedTypes == ["brand-new", "(no type)"])
  }
}
