extension FixLabels {
  /// Verbs with which advice begins, and with which people tell what they did.
  private static let adviceWords: Set<Substring> = [
    "fix", "fixed", "resolve", "resolved", "solve", "solved", "use", "used", "add", "added", "set",
    "install", "installed", "run", "ran", "upgrade", "upgraded", "pin", "pinned", "replace",
    "replaced", "remove", "removed", "increase", "increased", "switch", "switched", "restart",
    "restarted", "ensure", "downgrade", "downgraded", "configure", "configured", "enable",
    "enabled",
    "disable", "disabled", "export", "rename", "renamed", "delete", "deleted", "bump", "bumped",
    "raise", "raised", "lower", "lowered", "move", "moved", "wrap", "wrapped", "change", "changed",
    "update", "updated", "make", "made", "pass", "passed", "call", "revert", "reverted", "clear",
    "cleared", "create", "created", "start", "stop", "kill", "mount", "grant", "granted", "apply",
    "rolled",
    "roll", "rebuilt", "rebuild", "reinstalled", "reinstall", "rebased", "rebase", "moved",
    "rotate",
    "rotated", "retry", "retried", "quote", "quoted", "escape", "escaped", "await", "awaited",
    "copy",
    "copied", "commit", "committed", "regenerate", "regenerated", "rerun", "reran", "initialise",
    "default", "defaulted", "guard", "guarded", "declare", "declared", "avoid", "handle", "check",
    "initialised", "initialize", "initialized", "drop", "dropped", "split", "import", "imported",
  ]
  /// Words that may stand before such a verb.
  private static let openings: Set<Substring> = [
    "we", "i", "then", "so", "just", "now", "always", "instead", "please", "to", "must", "need",
    "simply", "had", "have", "again",
  ]

  /// Whether a sentence, in lower case, says what to do, or what was done.
  static func advises(_ sentence: some StringProtocol) -> Bool {
    let words = sentence.split { !$0.isLetter && $0 != "'" }.map { Substring($0) }
    return words.drop { openings.contains($0) }.first.map(adviceWords.contains) ?? false
  }
}
