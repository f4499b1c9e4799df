/// Pairs a command that failed with the same command passing later in the session: what was done
/// between the two is a candidate fix.
package struct ObservedRepairs {
  /// What mended an error, as it was seen.
  package struct Repair: Hashable, Sendable {
    package let fingerprint: Fingerprint
    package let text: String
  }

  /// A command that failed and has not passed since.
  private struct Failure {
    let command: [UInt8]
    var fingerprints: [Fingerprint]
    /// How many steps had been taken when it failed.
    var start: Int
  }

  /// Failures that are remembered at once.
  private static let failureLimit = 16
  /// Steps that are remembered, and told.
  private static let stepLimit = 6
  /// Longer commands are cut, in bytes.
  private static let stepLength = 160
  private static let fingerprintLimit = 8

  private var failures: [Failure] = []
  /// What was done last, never the same twice in a row: since each failure, the end of it.
  private var steps: [[UInt8]] = []
  /// Steps that were taken before the first of ``steps``.
  private var forgotten = 0
  /// The command at hand.
  private var command: [UInt8] = []

  /// - Parameter memory: What ``memory`` was where the document is gone on with.
  package init(memory: [UInt8] = []) {
    guard !memory.isEmpty, let parser = JSONParser() else { return }
    memory.withUnsafeBytes { bytes in
      _ = parser.parse(bytes) { root in
        // Of what was done since the first failure all others have seen the end.
        let since = root.elements.map { Self.texts($0["steps"]) }
        steps = since.max { $0.count < $1.count }?.suffix(Self.stepLimit) ?? []
        failures = zip(root.elements, since).compactMap { value, known in
          failure(value, start: max(0, steps.count - known.count))
        }
      }
    }
  }

  /// The failures that wait for their repair, as JSON; empty where there are none.
  package var memory: [UInt8] {
    if failures.isEmpty { return [] }
    func string(_ bytes: [UInt8]) -> String {
      JSONText.string(String(decoding: bytes, as: UTF8.self))
    }
    let items = failures.map { failure in
      let prints = failure.fingerprints.map { JSONText.string($0.hex) }.joined(separator: ",")
      let steps = steps(since: failure).map(string).joined(separator: ",")
      return
        "{\"command\":\(string(failure.command)),\"fingerprints\":[\(prints)],\"steps\":[\(steps)]}"
    }
    return Array("[\(items.joined(separator: ","))]".utf8)
  }

  private static func texts(_ value: JSONValue?) -> [[UInt8]] {
    value?.elements.compactMap { $0.stringBytes.map { Array($0) } } ?? []
  }

  private func failure(_ value: JSONValue, start: Int) -> Failure? {
    guard let command = value["command"]?.stringBytes, let prints = value["fingerprints"] else {
      return nil
    }
    return Failure(
      command: Array(command),
      fingerprints: prints.elements.compactMap { $0.string.flatMap(Fingerprint.init(hex:)) },
      start: start)
  }

  /// Notes what a record tells of a command or an edit.
  ///
  /// - Parameters:
  ///   - details: What the record says.
  ///   - events: What was found in it.
  ///   - scrub: Takes the secrets out of a text; most texts tell nothing and are never asked for.
  /// - Returns: The repairs that it completes.
  package mutating func observe(
    _ details: RecordDetails, events: [ErrorEvent], scrub: (String) -> String
  ) -> [Repair] {
    // A step is one for a failure only, and a failure has errors.
    guard !events.isEmpty || !failures.isEmpty else { return [] }
    if !details.editedFiles.isEmpty {
      var step = "edit " + details.editedFiles.map(scrub).joined(separator: ", ")
      step.withUTF8 { addStep(UnsafeRawBufferPointer($0)) }
      return []
    }
    guard var line = details.command.map(scrub) else { return [] }
    let isWhole = line.withUTF8 {
      ShellCommand.essence(of: UnsafeRawBufferPointer($0), into: &command)
    }
    // Behind a pipe the exit status is that of another command: then its errors tell.
    let hasFailed = details.outcome == .failed || (details.outcome == .unknown && !isWhole)
    if hasFailed, !events.isEmpty {
      remember(events)
      return []
    }
    let hasPassed =
      details.outcome == .succeeded || details.exitCode == 0
      || (details.outcome == .unknown && failures.contains { $0.command == command })
    guard hasPassed, events.isEmpty else { return [] }
    return pass()
  }

  private mutating func remember(_ events: [ErrorEvent]) {
    let prints = events.prefix(Self.fingerprintLimit).map(\.fingerprint)
    if let index = failures.firstIndex(where: { $0.command == command }) {
      failures[index].fingerprints = prints
    } else {
      failures.append(Failure(command: command, fingerprints: prints, start: stepCount))
      if failures.count > Self.failureLimit { failures.removeFirst() }
    }
  }

  /// Notes that the command passed.
  private mutating func pass() -> [Repair] {
    var repairs: [Repair] = []
    if failures.contains(where: { $0.command == command }) {
      for failure in failures where failure.command == command && failure.start < stepCount {
        let text =
          (steps(since: failure) + [
            Array("then `".utf8) + Self.cut(command) + Array("` passed".utf8)
          ])
          .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "; ")
        repairs += failure.fingerprints.map { Repair(fingerprint: $0, text: text) }
      }
      failures.removeAll { $0.command == command }
    }
    // Nothing is mended by looking.
    let step = command
    step.withUnsafeBytes { if !failures.isEmpty, !ShellCommand.onlyReads($0) { addStep($0) } }
    return repairs
  }
}

extension ObservedRepairs {
  /// Steps taken so far.
  private var stepCount: Int { forgotten + steps.count }

  private func steps(since failure: Failure) -> ArraySlice<[UInt8]> {
    steps.suffix(stepCount - failure.start)
  }

  private mutating func addStep(_ step: UnsafeRawBufferPointer) {
    let short = Self.cut(step)
    guard steps.last != short else {
      // What is done again is nothing new, but for those that have seen nothing yet.
      for index in failures.indices where failures[index].start == stepCount {
        failures[index].start -= 1
      }
      return
    }
    steps.append(short)
    if steps.count > Self.stepLimit {
      steps.removeFirst()
      forgotten += 1
    }
  }

  private static func cut(_ text: [UInt8]) -> [UInt8] { text.withUnsafeBytes(cut) }

  /// The first line that is not empty, as far as it is told.
  private static func cut(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    var start = 0
    while start < text.count, case let length = text.newlineLength(at: start), length > 0 {
      start += length
    }
    var end = start
    while end < text.count, text.newlineLength(at: end) == 0 { end += 1 }
    guard end - start > stepLength else { return Array(text[start..<end]) }
    return Array((String(decoding: text[start..<start + stepLength], as: UTF8.self) + "…").utf8)
  }
}
