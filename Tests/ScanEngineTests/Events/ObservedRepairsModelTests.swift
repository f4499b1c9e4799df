import Testing

@testable import ScanEngine

/// The repairs that are observed, against the simplest way to observe them.
struct ObservedRepairsModelTests {
  /// Gives each failure a list of its own of what was done since.
  private struct Model {
    struct Failure {
      let command: String
      var errors: [Fingerprint]
      var steps: [String] = []
    }

    var failures: [Failure] = []

    mutating func edit(_ file: String) { add("edit " + file) }

    mutating func fail(_ command: String, _ errors: [Fingerprint]) {
      if let index = failures.firstIndex(where: { $0.command == command }) {
        failures[index].errors = errors
      } else {
        failures.append(Failure(command: command, errors: errors))
        if failures.count > 16 { failures.removeFirst() }
      }
    }

    mutating func pass(_ command: String) -> [String] {
      let repaired = failures.filter { $0.command == command && !$0.steps.isEmpty }
      failures.removeAll { $0.command == command }
      if !ShellCommand(command).onlyReads { add(command) }
      return repaired.flatMap { failure in
        failure.errors.map {
          "\($0.hex) \(failure.steps.joined(separator: "; ")); then `\(cut(command))` passed"
        }
      }
    }

    private mutating func add(_ step: String) {
      let short = cut(step)
      for index in failures.indices where failures[index].steps.last != short {
        failures[index].steps.append(short)
        if failures[index].steps.count > 6 { failures[index].steps.removeFirst() }
      }
    }

    private func cut(_ text: String) -> String {
      let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
      return line.utf8.count <= 160
        ? line : String(decoding: line.utf8.prefix(160), as: UTF8.self) + "…"
    }
  }

  private func event(_ number: Int) -> ErrorEvent {
    let prints = Fingerprinter.builtIn.fingerprints(
      type: "error", message: "\(number)", frame: nil)
    return ErrorEvent(
      ErrorIdentity(type: "error", message: "\(number)", fingerprint: prints.error),
      origin: EventOrigin(source: "s", path: "p"), line: 1)
  }

  /// Takes out what stands for a secret and for a home.
  private func scrub(_ text: String) -> String {
    text.replacing("pw1", with: "<password>").replacing("pw2", with: "<password>")
      .replacing("/home/dev", with: "~")
  }

  private func essence(_ text: String) -> String {
    var text = scrub(text)
    var bytes: [UInt8] = []
    _ = text.withUTF8 { ShellCommand.essence(of: UnsafeRawBufferPointer($0), into: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let endings = [
    "", "", "", " | tail", "  2>&1", " pw1", " pw2", " <password>", " /home/dev/a", " ~/a", " é",
    "\t",
  ]

  /// - `commandCount`: Few are often repeated, many fill all places.
  @Test(arguments: [3, 12, 40], [false, true])
  func areThoseOfAListForEachFailure(commandCount: Int, marks: Bool) {
    let long = String(repeating: "ü", count: 120)
    var numbers = SystemRandomNumberGenerator()
    for _ in 0..<60 {
      var (model, repairs) = (Model(), ObservedRepairs())
      for _ in 0..<400 {
        let number = Int.random(in: 0..<commandCount, using: &numbers)
        let name =
          ["cat", "touch", "make", "make", " make", ""].randomElement(using: &numbers) ?? ""
        let ending = Self.endings.randomElement(using: &numbers) ?? ""
        let text = "\(name) \(number)\(ending)"
        var details = RecordDetails()
        details.command = text
        var (found, expected): ([ObservedRepairs.Repair], [String]) = ([], [])
        func observe(_ events: [ErrorEvent]) -> [ObservedRepairs.Repair] {
          repairs.observe(details, events: events, scrub: scrub, marks: marks)
        }
        switch Int.random(in: 0..<16, using: &numbers) {
        case 0, 1:
          let events = (0...number % 3).map { event(number + $0) }
          details.outcome = .failed
          model.fail(essence(text), events.map(\.fingerprint))
          found = observe(events)
        case 2:
          details.editedFiles = [number % 5 == 0 ? long : number % 7 == 0 ? "\n" : "file\(number)"]
          model.edit(details.editedFiles[0])
          found = observe([])
        case 3:
          // What was read before goes on with what was remembered of it.
          repairs = ObservedRepairs(memory: repairs.memory(scrub: scrub))
        default:
          details.outcome = .succeeded
          expected = model.pass(essence(text))
          found = observe([])
        }
        guard found.map({ "\($0.fingerprint.hex) \($0.text)" }) == expected else {
          Issue.record("\(text.debugDescription): \(found), not \(expected)")
          return
        }
      }
    }
  }
}
