/// Finds program output that a user pasted into a message.
///
/// What people write about errors is no evidence; a fenced block without a programming language,
/// or a paragraph that holds a stack trace, is output that they saw.
enum PastedOutput {
  static func findings(in text: UnsafeRawBufferPointer, details: RecordDetails) -> [Finding] {
    if let finding = shellMode(text, details: details) { return [finding] }
    guard text.contains("\n"), !text.trimmed.starts(with: "<") else { return [] }
    var scanner = Scanner(details: details)
    for line in text.lines { scanner.take(line) }
    scanner.endBlock()
    return scanner.findings
  }

  /// What a command that the user ran from the prompt printed.
  private static func shellMode(
    _ text: UnsafeRawBufferPointer, details: RecordDetails
  ) -> Finding? {
    guard text.starts(with: "<bash-stdout>") || text.starts(with: "<bash-stderr>") else {
      return nil
    }
    var output = part(of: text, from: "<bash-stdout>", to: "</bash-stdout>")
    let complaints = part(of: text, from: "<bash-stderr>", to: "</bash-stderr>")
    if !output.isEmpty, !complaints.isEmpty { output.append(0x0A) }
    output += complaints
    return output.isEmpty ? nil : Finding(.owned(output), details: details)
  }

  private static func part(
    of text: UnsafeRawBufferPointer, from begin: StaticString, to end: StaticString
  ) -> [UInt8] {
    guard let start = text.offset(of: begin).map({ $0 + begin.utf8CodeUnitCount }),
      let stop = text.offset(of: end, from: start)
    else { return [] }
    return Array(text.part(start..<stop))
  }

  private struct Scanner {
    let details: RecordDetails
    var findings: [Finding] = []
    /// The line that opened the fence we're in.
    private var fence: UnsafeRawBufferPointer?
    private var block: [UInt8] = []
    private var frames = 0

    init(details: RecordDetails) { self.details = details }

    mutating func take(_ line: UnsafeRawBufferPointer) {
      let content = line.trimmed
      if content.starts(with: "```") || content.starts(with: "~~~") {
        endBlock()
        fence = fence == nil ? content : nil
        return
      }
      if fence == nil {
        if content.isEmpty { return endBlock() }
        if Self.isFrame(line) { frames += 1 }
      }
      block.append(contentsOf: line)
      block.append(0x0A)
    }

    mutating func endBlock() {
      defer {
        block = []
        frames = 0
      }
      guard !block.isEmpty else { return }
      if let fence {
        if Self.isOutput(fence) { add(.fence) }
      } else if frames >= 2 {
        add(.output)
      }
    }

    private mutating func add(_ role: Record.Role) {
      var details = details
      // The places of errors are counted in each of them, so each needs an identity.
      if !findings.isEmpty {
        details.identifier = details.identifier.map { "\($0)#\(findings.count)" }
      }
      findings.append(Finding(.owned(block), role: role, details: details))
    }

    private static func isFrame(_ line: UnsafeRawBufferPointer) -> Bool {
      let content = line.trimmed
      if content.starts(with: "Traceback (most recent call last)") { return true }
      guard content.count < line.count else { return false }
      return content.starts(with: "File \"")
        || (content.starts(with: "at ") && (content.contains(":") || content.contains("(")))
    }

    /// Whether a fence's tag leaves it open that it holds output.
    private static func isOutput(_ fence: UnsafeRawBufferPointer) -> Bool {
      let tag = fence.string.drop { $0 == "`" || $0 == "~" }.lowercased()
      return [
        "", "text", "txt", "plain", "plaintext", "console", "terminal", "shell", "sh", "bash",
        "zsh", "log", "logs", "output", "error", "errors", "traceback", "pytb", "stacktrace",
        "shell-session", "powershell",
      ].contains(tag)
    }
  }
}
