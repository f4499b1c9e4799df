/// What an error is, wherever and whenever it happens; all its occurrences in a document share it.
public final class ErrorIdentity: Hashable, Sendable {
  /// The class name, error code or keyword that the tool introduced it with.
  public let type: String
  /// What went wrong, without type and location; scrubbed.
  public let message: String
  /// `file:function` of the innermost frame of the user's own code, or the file alone.
  public let frame: String?
  /// What its rule says of it.
  package let labels: RuleLabels
  /// Which pattern it is an occurrence of.
  public let fingerprint: Fingerprint
  /// What is wrong, wherever it happened: the fingerprint of type and message without the frame.
  ///
  /// The type goes in without its module, so that an error that somebody quotes is known again.
  public let problem: Fingerprint

  package init(
    type: String, message: String, frame: String? = nil, labels: RuleLabels = .none,
    fingerprint: Fingerprint, problem: Fingerprint? = nil
  ) {
    self.type = type
    self.message = message
    self.frame = frame
    self.labels = labels
    self.fingerprint = fingerprint
    self.problem = problem ?? fingerprint
  }

  /// Whether both are made of the same.
  public static func == (left: ErrorIdentity, right: ErrorIdentity) -> Bool {
    left === right
      || left.fingerprint == right.fingerprint && left.problem == right.problem
        && left.type == right.type && left.message == right.message && left.frame == right.frame
        && left.labels == right.labels
  }

  /// By the fingerprint.
  public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

extension ErrorIdentity {
  /// `python`, `rust`, …, as the rule says.
  public var language: String? { labels.language }
  /// `runtime`, `compile`, `test`, …, as the rule says.
  public var category: String? { labels.category }
  /// The rule's id; nil where the record itself named the error.
  public var rule: String? { labels.rule }
}

extension ErrorIdentity: ErrorMeaning {}
