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
    let command: String
    var fingerprints: [Fingerprint]
    var steps: [String]
  }

  /// Failures that are remembered at once.
  private static let failureLimit = 16
  /// Steps that are remembered for each failure, and told.
  private static let stepLimit = 6
  /// Longer commands are cut, in bytes.
  private static let stepLength = 160
  private static let fingerprintLimit = 8

  private var failures: [Failure] = []

  /// - Parameter memory: What ``memory`` was where the document is gone on with.
  package init(memory: [UInt8] = []) {
    guard !memory.isEmpty, let parser = JSONParser() else { return }
    failures = memory.withUnsafeBytes { bytes in
      parser.parse(bytes) { root in root.elements.compactMap(Self.failure) } ?? []
    }
  }

  /// The failures that wait for their repair, as JSON; empty where there are none.
  package var memory: [UInt8] {
    if failures.isEmpty { return [] }
    let items = failures.map { failure in
      let prints = failure.fingerprints.map { JSONText.string($0.hex) }.joined(separator: ",")
      let steps = failure.steps.map(JSONText.string).joined(separator: ",")
      return
        "{\"command\":\(JSONText.string(failure.command)),\"fingerprints\":[\(prints)],\"steps\":[\(steps)]}"
    }
    return Array("[\(items.joined(separator: ","))]".utf8)
  }

  private static func failure(_ value: JSONValue) -> Failure? {
    guard let command = value["command"]?.string, let prints = value["fingerprints"],
      let steps = value["steps"]
    else { return nil }
    return Failure(
      command: command,
      fingerprints: prints.elements.compactMap { $0.string.flatMap(Fingerprint.init(hex:)) },
      steps: steps.elements.compactMap(\.string))
  }

  /// Notes what a record tells of a command or an edit.
  ///
  /// - Returns: The repairs that it completes.
  package mutating func observe(
    _ details: RecordDetails, line: Int, events: [ErrorEvent]
  ) -> [Repair] {
    if !details.editedFiles.isEmpty {
      addStep("edit " + details.editedFiles.joined(separator: ", "))
      return []
    }
    guard let line = details.command else { return [] }
    let command = ShellCommand.essence(of: line)
    // Behind a pipe the exit status is that of another command: then its errors tell.
    let hasFailed = details.outcome == .failed || (details.outcome == .unknown && command != line)
    if hasFailed, !events.isEmpty {
      remember(command, events)
      return []
    }
    let hasPassed =
      details.outcome == .succeeded || details.exitCode == 0
      || (details.outcome == .unknown && failures.contains { $0.command == command })
    guard hasPassed, events.isEmpty else { return [] }
    let repaired = failures.filter { $0.command == command && !$0.steps.isEmpty }
    failures.removeAll { $0.command == command }
    // Nothing is mended by looking.
    if !ShellCommand(command).onlyReads { addStep(command) }
    return repaired.flatMap { failure in
      let text = failure.steps.joined(separator: "; ") + "; then `\(Self.cut(command))` passed"
      return failure.fingerprints.map { Repair(fingerprint: $0, text: text) }
    }
  }

  private mutating func remember(_ command: String, _ events: [ErrorEvent]) {
    let prints = events.prefix(Self.fingerprintLimit).map(\.fingerprint)
    if let index = failures.firstIndex(where: { $0.command == command }) {
      failures[index].fingerprints = prints
    } else {
      failures.append(Failure(command: command, fingerprints: prints, steps: []))
      if failures.count > Self.failureLimit { failures.removeFirst() }
    }
  }

  private mutating func addStep(_ step: String) {
    let short = Self.cut(step)
    for index in failures.indices where failures[index].steps.last != short {
      failures[index].steps.append(short)
      if failures[index].steps.count > Self.stepLimit { failures[index].steps.removeFirst() }
    }
  }

  private static func cut(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return line.utf8.count <= stepLength
      ? line : String(decoding: line.utf8.prefix(stepLength), as: UTF8.self) + "…"
  }
}
