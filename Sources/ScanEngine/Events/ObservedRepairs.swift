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
    /// Whether a command line that has this essence begins with its words as they stand.
    let isPlain: Bool

    init(command: [UInt8], fingerprints: [Fingerprint], start: Int) {
      self.command = command
      self.fingerprints = fingerprints
      self.start = start
      // `<` and `~` are what is left of a secret and of a home.
      isPlain =
        command.first != 0x20
        && command.allSatisfy { 0x20..<0x7E ~= $0 && $0 != UInt8(ascii: "<") }
        && !zip(command, command.dropFirst()).contains { $0 == (0x20, 0x20) }
    }
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
  /// Commands that passed after the last of them, none of which had failed, as they were written: most
  /// are forgotten before anybody asks for them.
  private var unread: [String] = []
  private static let unreadLimit = 64
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
  ///
  /// - `scrub`: Takes the secrets out of a text.
  package func memory(scrub: (String) -> String) -> [UInt8] {
    var settled = self
    settled.readSteps(scrub)
    return settled.settledMemory
  }

  private var settledMemory: [UInt8] {
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
  ///   - scrub: Takes the secrets out of a text.
  ///   - marks: Whether `<` or `~` stands in a text wherever something was taken out.
  /// - Returns: The repairs that it completes.
  package mutating func observe(
    _ details: RecordDetails, events: [ErrorEvent], scrub: (String) -> String, marks: Bool = false
  ) -> [Repair] {
    // A step is one for a failure only, and a failure has errors.
    guard !events.isEmpty || !failures.isEmpty else { return [] }
    if !details.editedFiles.isEmpty {
      readSteps(scrub)
      var step = "edit " + details.editedFiles.map(scrub).joined(separator: ", ")
      step.withUTF8 { addStep(Array($0)) }
      return []
    }
    guard let written = details.command else { return [] }
    if marks, details.outcome == .succeeded, events.isEmpty, !mayHaveFailed(written) {
      unread.append(written)
      if unread.count == Self.unreadLimit { readSteps(scrub) }
      return []
    }
    readSteps(scrub)
    let isWhole = read(written, scrub)
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

  /// Sets the command at hand; returns whether that is the line as it stands.
  private mutating func read(_ written: String, _ scrub: (String) -> String) -> Bool {
    var line = scrub(written)
    return line.withUTF8 {
      ShellCommand.essence(of: UnsafeRawBufferPointer($0), into: &command)
    }
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
    if !failures.isEmpty, !command.withUnsafeBytes(ShellCommand.onlyReads) { addStep(command) }
    return repairs
  }
}

extension ObservedRepairs {
  /// Steps taken so far.
  private var stepCount: Int { forgotten + steps.count }

  private func steps(since failure: Failure) -> ArraySlice<[UInt8]> {
    steps.suffix(stepCount - failure.start)
  }

  /// Takes up the commands that were not read: of them only the last can be steps that are remembered.
  private mutating func readSteps(_ scrub: (String) -> String) {
    guard !unread.isEmpty else { return }
    var last: [[UInt8]] = []
    for written in unread.reversed() where last.count < Self.stepLimit {
      _ = read(written, scrub)
      let step = Self.cut(command)
      if last.last != step, !command.withUnsafeBytes(ShellCommand.onlyReads) { last.append(step) }
    }
    unread.removeAll(keepingCapacity: true)
    for step in last.reversed() { addStep(step) }
  }

  /// Whether a command may be one that has failed, judged before its secrets are taken out.
  private func mayHaveFailed(_ written: String) -> Bool {
    var line = written
    return line.withUTF8 { bytes in
      let line = UnsafeRawBufferPointer(bytes)
      return failures.contains { !$0.isPlain || line.beginsWithWords(of: $0.command) }
    }
  }

  private mutating func addStep(_ step: [UInt8]) {
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

extension UnsafeRawBufferPointer {
  /// Whether a command line begins with the words of `essence`, which have one blank between them.
  fileprivate func beginsWithWords(of essence: [UInt8]) -> Bool {
    var index = endOfBlanks(from: 0)
    for byte in essence {
      guard index < count else { return false }
      if byte == 0x20 {
        let end = endOfBlanks(from: index)
        guard end > index else { return false }
        index = end
      } else {
        guard self[index] == byte else { return false }
        index += 1
      }
    }
    return true
  }
}
