/// A kind of input; the raw values are what the command line calls them.
enum Kind: String, CaseIterable {
  case plain
  case errors
  case jsonl
  case claude
  case messages
  case distinct

  /// How many files it has where the command line doesn't say.
  func files(for amount: Int) -> Int {
    switch self {
    case .plain, .errors: 8
    case .jsonl, .messages, .distinct: 1
    // Sessions have some MiB.
    case .claude: max(1, (amount + (2 << 20)) >> 22)
    }
  }

  /// The name of a file, counted from 0.
  func name(of file: Int) -> String {
    switch self {
    case .plain, .errors, .distinct: "agent-\(file + 1).log"
    case .jsonl: "workflow_log.jsonl"
    case .messages: "messages.txt"
    case .claude: ClaudeSession.identifier(of: file) + ".jsonl"
    }
  }
}
