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
    #expect(repairs.observe(command("make", .failed), events: [error], scrub: { $0 }).isEmpty)
    #expect(repairs.observe(command("cat main.go", .succeeded), events: [], scrub: { $0 }).isEmpty)
    #expect(repairs.observe(edit("main.go"), events: [], scrub: { $0 }).isEmpty)
    #expect(repairs.observe(command("go mod tidy", .succeeded), events: [], scrub: { $0 }).isEmpty)
    let found = repairs.observe(command("make", .succeeded), events: [], scrub: { $0 })
    #expect(found.map(\.fingerprint) == [error.fingerprint])
    #expect(found.map(\.text) == ["edit main.go; go mod tidy; then `make` passed"])
    #expect(repairs.memory(scrub: { $0 }).isEmpty)
  }

  @Test func remembersFailuresFromOneScanToTheNext() {
    var first = ObservedRepairs()
    _ = first.observe(command("make", .failed), events: [event("undefined: foo")], scrub: { $0 })
    _ = first.observe(edit("main.go"), events: [], scrub: { $0 })
    var second = ObservedRepairs(memory: first.memory(scrub: { $0 }))
    let found = second.observe(command("make", .succeeded), events: [], scrub: { $0 })
    #expect(found.map(\.text) == ["edit main.go; then `make` passed"])
  }

  @Test func takesNothingForARepairWhereNothingWasDone() {
    var repairs = ObservedRepairs()
    _ = repairs.observe(command("make", .failed), events: [event("undefined: foo")], scrub: { $0 })
    _ = repairs.observe(command("git status", .succeeded), events: [], scrub: { $0 })
    #expect(repairs.observe(command("make", .succeeded), events: [], scrub: { $0 }).isEmpty)
    _ = repairs.observe(command("make", .failed), events: [event("undefined: foo")], scrub: { $0 })
    _ = repairs.observe(edit("main.go"), events: [], scrub: { $0 })
    #expect(repairs.observe(command("make all", .succeeded), events: [], scrub: { $0 }).isEmpty)
  }

  @Test func isBounded() {
    var repairs = ObservedRepairs()
    for number in 0..<1_000 {
      let long = String(repeating: "x", count: 4_000)
      let failure = command("run \(number) \(long)", .failed)
      _ = repairs.observe(failure, events: [event("\(number)")], scrub: { $0 })
      _ = repairs.observe(edit("\(number)\(long)"), events: [], scrub: { $0 })
    }
    #expect(repairs.memory(scrub: { $0 }).count < 128 * 1_024)
  }
}
