import Testing

@testable import ScanEngine

/// What was done between a command's failure and its success.
struct ObservedRepairsTests {
  private func command(_ text: String, _ outcome: RecordDetails.Outcome) -> RecordDetails {
    var details = RecordDetails()
    details.command = text
    details.outcome = outcome
    return details
  }

  private func edit(_ file: String) -> RecordDetails {
    var details = RecordDetails()
    details.editedFiles = [file]
    details.outcome = .succeeded
    return details
  }

  private func event(_ message: String) -> ErrorEvent {
    let prints = Fingerprinter.builtIn.fingerprints(type: "error", message: message, frame: nil)
    return ErrorEvent(
      ErrorIdentity(type: "error", message: message, fingerprint: prints.error),
      origin: EventOrigin(source: "s", path: "p"), line: 1)
  }

  @Test func tellsWhatWasDoneBetweenFailureAndSuccess() {
    var repairs = ObservedRepairs()
    let error = event("undefined: foo")
    #expect(repairs.observe(command("make", .failed), line: 1, events: [error]).isEmpty)
    #expect(repairs.observe(command("cat main.go", .succeeded), line: 2, events: []).isEmpty)
    #expect(repairs.observe(edit("main.go"), line: 3, events: []).isEmpty)
    #expect(repairs.observe(command("go mod tidy", .succeeded), line: 4, events: []).isEmpty)
    let found = repairs.observe(command("make", .succeeded), line: 5, events: [])
    #expect(found.map(\.fingerprint) == [error.fingerprint])
    #expect(found.map(\.text) == ["edit main.go; go mod tidy; then `make` passed"])
    #expect(repairs.memory.isEmpty)
  }

  @Test func remembersFailuresFromOneScanToTheNext() {
    var first = ObservedRepairs()
    _ = first.observe(command("make", .failed), line: 1, events: [event("undefined: foo")])
    _ = first.observe(edit("main.go"), line: 2, events: [])
    var second = ObservedRepairs(memory: first.memory)
    let found = second.observe(command("make", .succeeded), line: 3, events: [])
    #expect(found.map(\.text) == ["edit main.go; then `make` passed"])
  }

  @Test func takesNothingForARepairWhereNothingWasDone() {
    var repairs = ObservedRepairs()
    _ = repairs.observe(command("make", .failed), line: 1, events: [event("undefined: foo")])
    _ = repairs.observe(command("git status", .succeeded), line: 2, events: [])
    #expect(repairs.observe(command("make", .succeeded), line: 3, events: []).isEmpty)
    _ = repairs.observe(command("make", .failed), line: 4, events: [event("undefined: foo")])
    _ = repairs.observe(edit("main.go"), line: 5, events: [])
    #expect(repairs.observe(command("make all", .succeeded), line: 6, events: []).isEmpty)
  }

  @Test func isBounded() {
    var repairs = ObservedRepairs()
    for number in 0..<1_000 {
      let long = String(repeating: "x", count: 4_000)
      let failure = command("run \(number) \(long)", .failed)
      _ = repairs.observe(failure, line: number, events: [event("\(number)")])
      _ = repairs.observe(edit("\(number)\(long)"), line: number, events: [])
    }
    #expect(repairs.memory.count < 128 * 1_024)
  }
}
