/// What a pattern's fingerprint was made of, as the store keeps it; scrubbed.
public struct StoredIdentity: Hashable, Sendable {
  /// The class name, error code or keyword.
  public let type: String
  /// The message of the sample.
  public let message: String
  /// `file:function`, where there is one.
  public let frame: String?
}

/// A pattern's identity in another form.
public struct RenewedIdentity: Hashable, Sendable {
  package let fingerprint: Fingerprint
  package let problem: Fingerprint

  package init(fingerprint: Fingerprint, problem: Fingerprint) {
    self.fingerprint = fingerprint
    self.problem = problem
  }
}
