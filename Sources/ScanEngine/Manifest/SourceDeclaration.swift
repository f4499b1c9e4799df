/// A place that errors are read from, as the manifest declares it.
package struct SourceDeclaration: Hashable, Sendable {
  /// Unique in the manifest.
  package var name: Located<String>
  package var parser: ParserKind
  /// Relative to the project root; empty for github.
  package var globs: [Located<String>] = []
  package var exclude: [Located<String>] = []
  /// The sets named and the rules written in place, in order; nil is every set.
  package var rules: [RuleReference]?
  package var window: Window = .default
  package var recommendation: String
  package var isEnabled = true
  /// Whether what the glob's first `*` matched is a session's id.
  package var hasSessions = false
  /// nil is the default of the document's kind.
  package var updates: UpdateKind?
  /// For github: an issue must have one of these; compared without regard to case.
  package var labels: [String] = []
  /// For github: `owner/name` or `host/owner/name`; nil is the git remote's.
  package var repository: Located<String>?
  /// For github: whether comments are read as well.
  package var readsComments = false

  package init(name: Located<String>, parser: ParserKind, recommendation: String) {
    self.name = name
    self.parser = parser
    self.recommendation = recommendation
  }
}

/// How the bytes of a document become records.
package enum ParserKind: String, CaseIterable, Hashable, Sendable {
  case workflowLog = "workflow-log"
  case transcript
  case github
}

/// How a document grows: by lines at its end, or by edits anywhere.
package enum UpdateKind: String, CaseIterable, Hashable, Sendable {
  case appended
  case edited
}

/// An entry of a source's `rules`.
package enum RuleReference: Hashable, Sendable {
  case set(Located<String>)
  case rule(Rule)
}
