/// Remembers what was made of the errors that were met last: logs repeat themselves word for word.
///
/// It saves scrubbing, normalising and hashing, and lets the events of a pattern share their text.
/// What it gives is what would have been made anew, so it changes nothing but the time. A class, for
/// one document's events are made in several closures; for one thread.
package final class EventMemory {
  /// What decides how an error is scrubbed and fingerprinted.
  struct Key: Hashable {
    let type: String
    let message: String
    let frame: String?
  }

  /// What came of it.
  struct Identity {
    let type: String
    let message: String
    let frame: String?
    let fingerprint: Fingerprint
    let problem: Fingerprint
  }

  /// Errors that are remembered; then all are forgotten, which costs less than choosing.
  private static let limit = 4_096
  /// Longer texts are not remembered, in bytes.
  private static let longestMessage = 1_024

  package init() {}

  private var known: [Key: Identity] = [:]

  /// What `make` gives for the key, or has given before.
  func identity(of key: Key, make: (Key) -> Identity) -> Identity {
    guard key.message.utf8.count <= Self.longestMessage else { return make(key) }
    if let identity = known[key] { return identity }
    if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
    let identity = make(key)
    known[key] = identity
    return identity
  }
}
