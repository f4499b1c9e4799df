import ArgumentParser
import ScanEngine

/// What the flows take that agents run as their hooks.
struct HookOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Run as the hook of this agent: claude-code, codex or gemini.",
      discussion: """
        Takes folder, session and transcript from the JSON on standard input, keeps to the budget, \
        leaves GitHub out, prints only what the agent allows, logs to .orchestrator/scanctl.log, \
        and exits with status 0 whatever happens.
        """, valueName: "agent"))
  var hook: HookAgent?

  @Option(
    help: ArgumentHelp(
      "With --hook: how long it may take; what is left, the next run reads. Default: 800.",
      valueName: "ms"))
  var budget: Int?

  /// In milliseconds.
  private static let defaultBudget = 800

  var limit: Int { budget ?? Self.defaultBudget }

  func validate() throws {
    guard let budget else { return }
    guard hook != nil else { throw ValidationError("--budget goes with --hook") }
    guard (50...600_000).contains(budget) else {
      throw ValidationError("--budget takes a number of milliseconds from 50 to 600000")
    }
  }
}

/// An agent that runs scanctl as its hook.
enum HookAgent: String, CaseIterable, ExpressibleByArgument {
  case claudeCode = "claude-code"
  case codex
  case gemini

  /// Whose transcripts it writes.
  var folders: AgentFolders.Agent {
    switch self {
    case .claudeCode: .claudeCode
    case .codex: .codex
    case .gemini: .gemini
    }
  }

  /// What may stand on standard output when a session starts; nil is nothing.
  ///
  /// Claude Code and Codex give plain text to the model. Gemini CLI takes nothing but JSON.
  func greeting(_ line: String?) -> String? {
    guard self == .gemini else { return line }
    var object = JSONObject()
    if let line { object.add("systemMessage", line) }
    return object.description
  }
}
