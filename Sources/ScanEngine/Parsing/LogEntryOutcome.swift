/// Decides whether a log entry says that something failed.
extension LogEntry {
  /// Goes by all that the entry says: one sign of failure outweighs any of success.
  ///
  /// - Parameter error: What the entry holds in its error fields.
  /// - Returns: `unknown` where it has no sign of either.
  func outcome(_ error: ReportedError) -> RecordDetails.Outcome {
    let kind = kindOutcome
    let level = levelOutcome
    let success = successOutcome
    if error.isPresent || kind == .failed || level == .failed || success == .failed {
      return isCancelled ? .succeeded : .failed
    }
    if kind == .succeeded || level == .succeeded || success == .succeeded { return .succeeded }
    return commandOutcome
  }

  /// The entry's type where that names a failure: `verification_failed`.
  var failingKind: String? {
    guard kindOutcome == .failed, let name = text(Self.kindKeys) else { return nil }
    let last = KindWords.words(of: name).last ?? ""
    let isTelling = KindWords.failing.contains(last) || KindWords.refusing.contains(last)
    return isTelling ? name.string : nil
  }

  private var kindOutcome: RecordDetails.Outcome {
    guard let name = text(Self.kindKeys), name.count <= 80, !name.contains(" ") else {
      return .unknown
    }
    let words = KindWords.words(of: name)
    if words.contains("gate") { return gateOutcome }
    guard let last = words.last, !words.contains("no") else { return .unknown }
    if KindWords.failing.contains(last) { return .failed }
    return KindWords.succeeding.contains(last) ? .succeeded : .unknown
  }

  /// A gate's name may say itself how it ended; else its details do.
  private var gateOutcome: RecordDetails.Outcome {
    if let passed = value(["passed", "gate_passed", "all_passed", "approved", "ok"])?.boolean {
      return passed ? .succeeded : .failed
    }
    for keys: [StaticString] in [
      ["status"], ["result"], ["outcome"], ["verdict"], ["decision"], Self.kindKeys,
    ] {
      guard let last = text(keys).map(KindWords.words(of:))?.last else { continue }
      if KindWords.failing.contains(last) || KindWords.refusing.contains(last) { return .failed }
      if KindWords.succeeding.contains(last) { return .succeeded }
    }
    return .unknown
  }

  private var successOutcome: RecordDetails.Outcome {
    if let success = value(["success", "succeeded", "ok"])?.boolean {
      return success ? .succeeded : .failed
    }
    if let failure = value(["is_error", "isError"])?.boolean {
      return failure ? .failed : .succeeded
    }
    guard let status = text(["success", "status", "outcome"]), status.count <= 40 else {
      return .unknown
    }
    switch KindWords.words(of: status).joined(separator: " ") {
    case "false", "error", "errored", "failed", "failure", "fatal", "crashed", "exception":
      return .failed
    case "true", "ok", "success", "succeeded", "passed", "completed": return .succeeded
    default: return .unknown
    }
  }

  /// A command that ended with another status than 0.
  private var commandOutcome: RecordDetails.Outcome {
    guard let exitCode else { return .unknown }
    let command = value(["command", "cmd"]).flatMap(ToolCall.commandLine)
    let output = text(Self.outputKeys) ?? UnsafeRawBufferPointer(start: nil, count: 0)
    let call = ToolCall(identifier: "", tool: "", command: command)
    let result = ToolResult(
      call: call, kind: .shell, verdict: .unsaid, exitCode: exitCode, text: output)
    return result.finding(RecordDetails())?.details.outcome ?? .succeeded
  }

  private var isCancelled: Bool {
    guard let status = text(["status", "reason"]) else { return false }
    return ["cancelled", "canceled", "rejected by user", "user_rejected"].contains {
      status.equals($0)
    }
  }
}

extension LogEntry {
  private var levelOutcome: RecordDetails.Outcome {
    guard let level = value(Self.levelKeys) else { return numericSeverity }
    if let number = level.integer { return outcome(numericLevel: number) }
    guard let name = level.stringBytes, name.count <= 16 else { return numericSeverity }
    switch name.trimmed.string.lowercased() {
    case "error", "err", "critical", "crit", "fatal", "severe", "emergency", "emerg", "alert",
      "panic", "dpanic", "failure":
      return .failed
    case "info", "information", "informational", "debug", "trace", "verbose", "notice", "warn",
      "warning", "silly", "http", "default", "success", "fine", "finer", "finest", "log":
      return .succeeded
    default: return .unknown
    }
  }

  /// The levels of bunyan and pino (10 to 60), or those of syslog (0, the worst, to 7).
  private func outcome(numericLevel level: Int) -> RecordDetails.Outcome {
    switch level {
    case 50...: .failed
    case 10..<50: .succeeded
    case 0...7 where has(["severity", "short_message"]): level <= 3 ? .failed : .succeeded
    default: .unknown
    }
  }

  /// Python's level numbers, and those of OpenTelemetry.
  private var numericSeverity: RecordDetails.Outcome {
    if let number = value(["levelno", "level_number"])?.integer {
      return number >= 40 ? .failed : .succeeded
    }
    if let number = value(["severityNumber", "SeverityNumber", "severity_number"])?.integer {
      return number >= 17 ? .failed : number > 0 ? .succeeded : .unknown
    }
    return .unknown
  }
}

/// The words that the names of event types are made of.
enum KindWords {
  static let failing: Set<String> = [
    "error", "errored", "errors", "failure", "failures", "failed", "fail", "fails", "exception",
    "crash", "crashed", "panic", "panicked", "fatal", "abandoned",
  ]

  static let succeeding: Set<String> = [
    "completed", "complete", "succeeded", "success", "passed", "pass", "approved", "started",
    "start", "resolved", "recovered", "created",
  ]

  /// How a gate says no.
  static let refusing: Set<String> = ["rejected", "blocked", "denied", "false", "no"]

  /// `item_failed`, `item.failed` and `itemFailed` in words, in lower case.
  static func words(of name: UnsafeRawBufferPointer) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    for byte in name.prefix(80) {
      let isUpper = 0x41...0x5A ~= byte
      let isLetter = isUpper || 0x61...0x7A ~= byte || 0x30...0x39 ~= byte
      let startsWord = isUpper && (word.last.map { 0x61...0x7A ~= $0 } ?? false)
      if !isLetter || startsWord {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
      }
      if isLetter { word.append(byte) }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words.map { $0.lowercased() }
  }
}
