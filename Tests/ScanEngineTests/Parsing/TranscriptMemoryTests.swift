import Testing

@testable import ScanEngine

struct TranscriptMemoryTests {
  private func call(_ number: Int) -> ToolCall {
    ToolCall(identifier: "call \(number)", tool: "Bash", command: "make \"\(number)\"\n\u{85}é")
  }

  @Test func forgetsTheOldest() {
    var memory = TranscriptMemory()
    for number in 0..<1_000 { memory.remember(call(number)) }
    #expect(memory.call("call 743") == nil)
    #expect(memory.call("call 744") == call(744))
    #expect(memory.call("call 999") == call(999))
  }

  @Test func forgetsWhereCommandsAreLong() {
    var memory = TranscriptMemory()
    for number in 0..<40 {
      memory.remember(
        ToolCall(
          identifier: "\(number)", tool: "Bash", command: String(repeating: "\"", count: 4_000)))
    }
    #expect(memory.saved.count <= TranscriptMemory.maximumCost + 64)
    #expect(memory.saved.count > TranscriptMemory.maximumCost - 8_100)
    #expect(memory.call("0") == nil)
    #expect(memory.call("39") != nil)
  }

  /// Whoever goes on from what was saved must remember what one remembers who read on.
  @Test func savesWhatItRemembers() {
    var memory = TranscriptMemory()
    for number in 0..<1_500 {
      memory.remember(call(number))
      if number % 3 == 0 { memory.settle("call \(number / 2)") }
      if number % 97 == 0 { memory = goingOn(from: memory) }
    }
    let other = goingOn(from: memory)
    #expect(other.saved == memory.saved)
    for number in 0..<1_500 {
      #expect(other.call("call \(number)") == memory.call("call \(number)"))
    }
  }

  @Test func settlesOnce() {
    var memory = TranscriptMemory()
    memory.remember(call(1))
    memory.remember(call(2))
    memory.settle("call 1")
    memory.remember(call(1))
    #expect(memory.call("call 1")?.isSettled == true)
    #expect(memory.call("call 1")?.command == nil)
    #expect(memory.call("call 2") == call(2))
  }

  private func goingOn(from memory: TranscriptMemory) -> TranscriptMemory {
    TranscriptMemory(saved: memory.saved)
  }
}
