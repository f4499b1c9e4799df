/// What `scanners.yaml` declares, as a plain value that remembers positions.
///
/// Its shape is valid; whether regexes compile and examples match is found out when it is compiled
/// into pattern sources.
public struct Manifest: Hashable, Sendable {
  /// The file's name as messages show it.
  public let file: String
  /// SHA-256 of the file's bytes, 64 hex digits.
  public let digest: String
  /// False turns every flow into a no-op.
  public let enabled: Bool
  /// `owner/name`, where the manifest sets it.
  public let project: String?
  /// In the file's order.
  package let ruleSets: [RuleSet]
  /// Redactions added to the built-in ones, in order.
  package let scrub: [Replacement]
  /// Normalisations of messages added to the built-in ones, in order.
  package let normalize: [Replacement]
  /// Patterns that are counted and never reported.
  package let mute: [Mute]
  /// In the file's order.
  package let sources: [SourceDeclaration]

  package init(
    file: String, digest: String, enabled: Bool = true, project: String? = nil,
    ruleSets: [RuleSet] = [], scrub: [Replacement] = [], normalize: [Replacement] = [],
    mute: [Mute] = [], sources: [SourceDeclaration] = []
  ) {
    self.file = file
    self.digest = digest
    self.enabled = enabled
    self.project = project
    self.ruleSets = ruleSets
    self.scrub = scrub
    self.normalize = normalize
    self.mute = mute
    self.sources = sources
  }
}

/// A named list of rules that several sources can use.
package struct RuleSet: Hashable, Sendable {
  package let name: Located<String>
  package let rules: [Rule]

  package init(name: Located<String>, rules: [Rule]) {
    self.name = name
    self.rules = rules
  }
}

/// What a regex is replaced by; `replace` may name groups as `${name}` or `$1`.
package struct Replacement: Hashable, Sendable {
  package let pattern: Located<String>
  package let replace: Located<String>

  package init(pattern: Located<String>, replace: Located<String>) {
    self.pattern = pattern
    self.replace = replace
  }
}

/// Patterns that the project knows about and doesn't want to hear of.
package struct Mute: Hashable, Sendable {
  package enum Subject: Hashable, Sendable {
    /// A prefix of the fingerprint, in lower-case hex digits.
    case fingerprint(Located<String>)
    case type(Located<String>)
    /// A regex that is searched in the message.
    case message(Located<String>)
  }

  package let subject: Subject
  package let reason: String?
  /// The last day it holds, `YYYY-MM-DD`, UTC; nil is without end.
  package let until: String?
  package let position: SourcePosition

  package init(subject: Subject, reason: String?, until: String?, position: SourcePosition) {
    self.subject = subject
    self.reason = reason
    self.until = until
    self.position = position
  }
}
