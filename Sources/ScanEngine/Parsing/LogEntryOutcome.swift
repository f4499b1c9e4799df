/// Decides whether a log entry says that something failed.
extension LogEntry {
  /// Goes by all that the entry says: one sign of failure outweighs any of success.
  ///
  /// - Parameter hasError: Whether an error field says that there was one.
  /// - Returns: `unknown` where it has no sign of either.
  func outcome(hasError: Bool) -> RecordDetails.Outcome {
    let kind = kindOutcome
    let level = levelOutcome
    let success = successOutcome
    if hasError || kind == .failed || level == .failed || success == .failed {
      return isCancelled ? .succeeded : .failed
    }
    if kind == .succeeded || level == .succeeded || success == .succeeded { return .succeeded }
    return commandOutcome
  }

  /// The entry's type where that names a failure: `verification_failed`.
  var failingKind: String? {
    guard kindOutcome == .failed, let name = text(Self.kindKeys) else { return nil }
    let last = KindWords(of: name).last
    let isTelling = KindWords.failing.contains(last) || KindWords.refusing.contains(last)
    return isTelling ? name.string : nil
  }

  private var kindOutcome: RecordDetails.Outcome {
    guard let name = text(Self.kindKeys), let words = Self.words(ofKind: name) else {
      return .unknown
    }
    return words.namesGate ? gateOutcome : Self.outcome(ofKind: words)
  }

  /// Longer names name no kind, in bytes.
  static let maximumKindLength = 80

  /// nil where it is no name.
  static func words(ofKind name: UnsafeRawBufferPointer) -> KindWords? {
    name.count <= maximumKindLength && !name.contains(" ") ? KindWords(of: name) : nil
  }

  static func outcome(ofKind words: KindWords) -> RecordDetails.Outcome {
    if words.denies { return .unknown }
    if KindWords.failing.contains(words.last) { return .failed }
    return KindWords.succeeding.contains(words.last) ? .succeeded : .unknown
  }

  private static let passKeys: JSONNames = [
    "passed", "gate_passed", "all_passed", "approved", "ok",
  ]
  private static let verdictKeys: [JSONNames] = [
    ["status"], ["result"], ["outcome"], ["verdict"], ["decision"], kindKeys,
  ]

  /// A gate's name may say itself how it ended; else its details do.
  private var gateOutcome: RecordDetails.Outcome {
    if let passed = value(Self.passKeys)?.boolean {
      return passed ? .succeeded : .failed
    }
    for keys in Self.verdictKeys {
      guard let last = text(keys).map(KindWords.init(of:))?.last else { continue }
      if KindWords.failing.contains(last) || KindWords.refusing.contains(last) { return .failed }
      if KindWords.succeeding.contains(last) { return .succeeded }
    }
    return .unknown
  }

  static let successKeys: JSONNames = ["success", "succeeded", "ok"]
  static let isErrorKeys: JSONNames = ["is_error", "isError"]
  static let statusKeys: JSONNames = ["success", "status", "outcome"]
  private static let failedStatuses: [ShortWord] = [
    "false", "error", "errored", "failed", "failure", "fatal", "crashed", "exception",
  ]
  private static let succeededStatuses: [ShortWord] = [
    "true", "ok", "success", "succeeded", "passed", "completed",
  ]

  private var successOutcome: RecordDetails.Outcome {
    if let success = value(Self.successKeys)?.boolean {
      return success ? .succeeded : .failed
    }
    if let failure = value(Self.isErrorKeys)?.boolean {
      return failure ? .failed : .succeeded
    }
    return text(Self.statusKeys).map(Self.outcome(ofStatus:)) ?? .unknown
  }

  /// Longer texts are no status, in bytes.
  static let maximumStatusLength = 40

  static func outcome(ofStatus status: UnsafeRawBufferPointer) -> RecordDetails.Outcome {
    guard status.count <= maximumStatusLength else { return .unknown }
    let words = KindWords(of: status)
    guard words.count == 1 else { return .unknown }
    if failedStatuses.contains(words.last) { return .failed }
    return succeededStatuses.contains(words.last) ? .succeeded : .unknown
  }

  /// A command that ended with another status than 0.
  private var commandOutcome: RecordDetails.Outcome {
    guard let exitCode else { return .unknown }
    let command = value(Self.commandKeys).flatMap(ToolCall.commandLine)
    let output = text(Self.outputKeys) ?? UnsafeRawBufferPointer(start: nil, count: 0)
    let call = ToolCall(identifier: "", tool: "", command: command)
    let result = ToolResult(
      call: call, kind: .shell, verdict: .unsaid, exitCode: exitCode, text: output)
    return result.finding(RecordDetails())?.details.outcome ?? .succeeded
  }

  private static let reasonKeys: JSONNames = ["status", "reason"]

  private var isCancelled: Bool {
    guard let status = text(Self.reasonKeys) else { return false }
    return ["cancelled", "canceled", "rejected by user", "user_rejected"].contains {
      status.equals($0)
    }
  }
}

extension LogEntry {
  private static let failedLevels: [ShortWord] = [
    "error", "err", "critical", "crit", "fatal", "severe", "emergency", "emerg", "alert", "panic",
    "dpanic", "failure",
  ]
  private static let succeededLevels: [ShortWord] = [
    "info", "information", "informational", "debug", "trace", "verbose", "notice", "warn",
    "warning", "silly", "http", "default", "success", "fine", "finer", "finest", "log",
  ]
  private static let syslogKeys: JSONNames = ["severity", "short_message"]
  static let levelNumberKeys: JSONNames = ["levelno", "level_number"]
  static let severityNumberKeys: JSONNames = [
    "severityNumber", "SeverityNumber", "severity_number",
  ]

  private var levelOutcome: RecordDetails.Outcome {
    guard let level = value(Self.levelKeys) else { return numericSeverity }
    if let number = level.integer {
      return Self.outcome(numericLevel: number, isSyslog: has(Self.syslogKeys))
    }
    guard let name = level.stringBytes, name.count <= Self.maximumLevelLength else {
      return numericSeverity
    }
    return Self.outcome(ofLevel: name)
  }

  /// Longer texts name no level, in bytes.
  static let maximumLevelLength = 16

  static func outcome(ofLevel name: UnsafeRawBufferPointer) -> RecordDetails.Outcome {
    let word = ShortWord(lowercasing: name.trimmed)
    if failedLevels.contains(word) { return .failed }
    return succeededLevels.contains(word) ? .succeeded : .unknown
  }

  /// The levels of bunyan and pino (10 to 60), or those of syslog (0, the worst, to 7).
  static func outcome(numericLevel level: Int, isSyslog: Bool) -> RecordDetails.Outcome {
    switch level {
    case 50...: .failed
    case 10..<50: .succeeded
    case 0...7 where isSyslog: level <= 3 ? .failed : .succeeded
    default: .unknown
    }
  }

  /// From here on Python's level numbers, and those of OpenTelemetry, tell of errors.
  static let failedLevelNumber = 40
  static let failedSeverityNumber = 17

  private var numericSeverity: RecordDetails.Outcome {
    if let number = value(Self.levelNumberKeys)?.integer {
      return number >= Self.failedLevelNumber ? .failed : .succeeded
    }
    if let number = value(Self.severityNumberKeys)?.integer {
      return number >= Self.failedSeverityNumber ? .failed : number > 0 ? .succeeded : .unknown
    }
    return .unknown
  }
}
