/// The result of a tool call, whichever agent wrote it down.
struct ToolResult {
  /// What the agent noted about how the call ended.
  enum Verdict { case failed, succeeded, unsaid }

  var call: ToolCall?
  var kind: ToolKind
  var verdict: Verdict
  var exitCode: Int?
  var text: UnsafeRawBufferPointer

  init(
    call: ToolCall?, kind: ToolKind? = nil, verdict: Verdict, exitCode: Int? = nil,
    text: UnsafeRawBufferPointer
  ) {
    self.call = call
    self.kind =
      kind ?? call.map { $0.command == nil ? ToolKind(tool: $0.tool) : .shell } ?? .shell
    self.verdict = verdict
    self.exitCode = exitCode
    self.text = text
    if call?.files.isEmpty == false { self.kind = .editing }
  }

  /// The record to hand over; nil where the result can't be evidence of anything.
  ///
  /// `details` has what the line said about session, time and identity.
  func finding(_ details: RecordDetails) -> Finding? {
    var details = details
    details.tool = call.map(\.tool).flatMap { $0.isEmpty ? nil : $0 }
    details.command = call?.command
    details.exitCode = exitCode
    details.outcome = outcome
    switch (details.outcome, kind) {
    case (.succeeded, .editing):
      guard !isFailure, let files = call?.files, !files.isEmpty else { return nil }
      details.editedFiles = files
      return Finding(.owned([]), details: details)
    case (.succeeded, .reading): return nil
    case (.failed, .shell): return Finding(evidence, details: details)
    case (.failed, _): return Finding(message, details: details)
    default: return Finding(.borrowed(text), details: details)
    }
  }

  private var isFailure: Bool {
    switch verdict {
    case .failed: true
    case .succeeded: false
    case .unsaid: exitCode.map { $0 != 0 } ?? (kind != .shell && saysError)
    }
  }

  /// What the call ran; nil where it ran nothing.
  private var shell: ShellCommand? { call?.command.map { ShellCommand($0) } }

  private var outcome: RecordDetails.Outcome {
    guard isFailure else {
      return kind == .shell && !(call?.onlyReads ?? false) ? .unknown : .succeeded
    }
    if isRefusal { return .succeeded }
    guard kind == .shell else { return .failed }
    if let exitCode, Self.signalsOfTheUser.contains(exitCode) { return .succeeded }
    guard let shell, isAnswer(of: shell) else { return .failed }
    return shell.onlyReads ? .succeeded : .unknown
  }

  /// SIGINT and SIGPIPE: somebody, or the next command of the pipeline, had seen enough.
  private static let signalsOfTheUser: Set<Int> = [130, 141]

  /// What xargs makes of the 1 of its command.
  private static let answerOfXargs = 123

  private func isAnswer(of shell: ShellCommand) -> Bool {
    guard shell.answersWithStatusOne, !text.lines.contains(where: shell.isComplaint) else {
      return false
    }
    return exitCode == 1 || exitCode == Self.answerOfXargs
      || (exitCode == nil && text.trimmed.isEmpty)
  }

  /// A tool that has no other way says in its first words that it failed.
  private var saysError: Bool {
    text.count < 2_000 && (text.starts(with: "Error: ") || text.starts(with: "error: "))
  }

  /// Of commands that only read: what they complained about, without the files they showed.
  private var evidence: Finding.Text {
    let shell = shell
    if text.trimmed.isEmpty, let exitCode {
      // A command that failed without a word is told from others by its name.
      let name = shell?.segments.last?[0] ?? "command"
      return .owned(Array("\(name): exit code \(exitCode)".utf8))
    }
    guard let shell, shell.onlyReads else { return .borrowed(text) }
    let complaints = text.lines.filter(shell.isComplaint)
    return complaints.isEmpty
      ? .borrowed(text) : .owned(Array(complaints.joined(separator: [0x0A])))
  }

  /// Of other tools: what comes before a quotation of the file or of the arguments, with a line
  /// that a colon leaves open and the next one as one.
  private var message: Finding.Text {
    let end = text.offset(of: "\nString: ") ?? text.count
    let said = text.part(0..<end)
    guard let colon = said.offset(of: ":\n") else { return .borrowed(said) }
    var joined = Array(said)
    joined[colon + 1] = UInt8(ascii: " ")
    return .owned(joined)
  }
}

extension ToolResult {
  /// What agents write where somebody stopped a call that ran.
  private static let interruptions: [StaticString] = [
    "Request interrupted by user", "interrupted by user", "aborted by user", "cancelled by user",
    "canceled by user", "Operation Cancelled", "operation cancelled",
  ]

  /// What agents write where a call was never made.
  ///
  /// A command may print the like, so these count only where there is no exit status.
  private static let refusals: [StaticString] = [
    "Cancelled: parallel tool call", "Sibling tool call errored",
    "The user doesn't want to proceed", "The user doesn't want to take this action",
    "rejected by user", "denied by user", "declined by user", "User rejected", "User denied",
    "User cancelled", "User declined", "user rejected", "user denied", "user cancelled",
    "but you haven't granted it yet", "This command requires approval", "requires approval",
    "has been denied", "denied this tool", "The user wants to clarify",
  ]

  /// Whether the text says, at its beginning or end, that somebody stopped the call.
  var isRefusal: Bool {
    let head = text.part(0..<min(text.count, 400))
    let tail = text.part(max(0, text.count - 300)..<text.count)
    func says(_ phrase: StaticString) -> Bool { head.contains(phrase) || tail.contains(phrase) }
    return Self.interruptions.contains(where: says)
      || (exitCode == nil && Self.refusals.contains(where: says))
  }
}
