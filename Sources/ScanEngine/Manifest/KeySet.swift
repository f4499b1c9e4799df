/// The keys that one kind of mapping in a manifest can have, each with a line that shows its use.
struct KeySet: Sendable {
  /// `a source`, for messages.
  let owner: String
  let examples: [(name: String, example: String)]
  /// A whole mapping in one line.
  let sample: String

  /// In the order of the reference.
  var names: [String] { examples.map(\.name) }

  func example(for name: String) -> String {
    examples.first { $0.name == name }?.example ?? "\(name): …"
  }
}

extension KeySet {
  static let manifest = KeySet(
    owner: "the manifest",
    examples: [
      ("version", "version: 1"),
      ("enabled", "enabled: true"),
      ("project", "project: acme/web"),
      ("rules", "rules: {python: [\(rule.sample)]}"),
      ("scrub", "scrub: [\(scrub.sample)]"),
      ("normalize", "normalize: [\(normalize.sample)]"),
      ("mute", "mute: [\(mute.sample)]"),
      ("sources", "sources: [\(source.sample)]"),
    ],
    sample: "{version: 1}")

  static let source = KeySet(
    owner: "a source",
    examples: [
      ("name", "name: build_logs"),
      ("parser", "parser: transcript"),
      ("glob", "glob: logs/*.log"),
      ("exclude", "exclude: [state.json, checkpoints/**]"),
      ("rules", "rules: [python, generic]"),
      ("window", "window: 30d"),
      ("recommendation", "recommendation: Medium value - logs of the nightly build"),
      ("enabled", "enabled: false"),
      ("sessions", "sessions: true"),
      ("updates", "updates: appended"),
      ("labels", "labels: [bug, error]"),
      ("repo", "repo: acme/web"),
      ("comments", "comments: true"),
    ],
    sample: "{name: logs, glob: logs/*.log, parser: transcript, recommendation: Build logs}")

  static let rule = KeySet(
    owner: "a rule",
    examples: [
      ("id", "id: python.exception"),
      ("pattern", "pattern: '^(?<type>\\w+Error): (?<message>.+)$'"),
      ("keywords", "keywords: [Error, Exception]"),
      ("type", "type: ${type}"),
      ("message", "message: ${message}"),
      ("language", "language: python"),
      ("category", "category: runtime"),
      ("min_length", "min_length: 10"),
      ("except", "except: ['^DEBUG ']"),
      ("fix", "fix: '^Fix: (?<fix>.+)$'"),
      ("block", "block: \(block.sample)"),
      ("verdict", "verdict: \(verdict.sample)"),
      ("examples", "examples: [\(example.sample)]"),
      ("counterexamples", "counterexamples: ['0 errors']"),
    ],
    sample: "{id: python.exception, pattern: '^(?<type>\\w+Error): (?<message>.+)$'}")

  static let block = KeySet(
    owner: "a block",
    examples: [
      ("begin", "begin: '^Traceback '"),
      ("frame", "frame: '^  File \"(?<file>[^\"]+)\", line (?<line>\\d+)'"),
      ("end", "end: '^$'"),
      ("max_lines", "max_lines: 100"),
      ("repeats", "repeats: true"),
    ],
    sample: "{begin: '^Traceback ', frame: '^  File \"(?<file>[^\"]+)\"'}")

  static let verdict = KeySet(
    owner: "a verdict",
    examples: [
      ("scope", "scope: '^=== RUN +(?<name>.+)$'"),
      ("confirmed", "confirmed: '^--- FAIL: (?<name>.+)$'"),
      ("denied", "denied: '^--- PASS: (?<name>.+)$'"),
      ("over", "over: '^(?:FAIL|ok)\\b'"),
    ],
    sample:
      "{scope: '^=== RUN +(?<name>.+)$', confirmed: '^--- FAIL: (?<name>.+)$', denied: '^--- PASS: (?<name>.+)$'}"
  )

  static let example = KeySet(
    owner: "an example",
    examples: [
      ("text", "text: 'KeyError: 1'"),
      ("type", "type: KeyError"),
      ("message", "message: '1'"),
    ],
    sample: "{text: 'KeyError: 1', type: KeyError, message: '1'}")

  static let scrub = KeySet(
    owner: "a scrub entry",
    examples: [
      ("pattern", "pattern: 'acme_[a-z0-9]{32}'"),
      ("replace", "replace: '<ACME_KEY>'"),
    ],
    sample: "{pattern: 'acme_[a-z0-9]{32}', replace: '<ACME_KEY>'}")

  static let normalize = KeySet(
    owner: "a normalize entry",
    examples: [
      ("pattern", "pattern: 'shard-[0-9]+'"),
      ("replace", "replace: 'shard-<n>'"),
    ],
    sample: "{pattern: 'shard-[0-9]+', replace: 'shard-<n>'}")

  static let mute = KeySet(
    owner: "a mute",
    examples: [
      ("fingerprint", "fingerprint: 3fa2c1d09b77"),
      ("type", "type: SandboxError"),
      ("message", "message: '^sandbox'"),
      ("reason", "reason: flaky third-party sandbox"),
      ("until", "until: 2027-03-01"),
    ],
    sample: "{fingerprint: 3fa2c1d09b77, reason: flaky sandbox}")
}
