/// Remembers what was made of the errors that were met last: logs repeat themselves word for word.
///
/// It saves scrubbing, normalising and hashing, and lets the events of a pattern share their text.
/// What it gives is what would have been made anew, so it changes nothing but the time. For one
/// document and one thread.
package final class EventMemory {
  /// What decides how an error is scrubbed and fingerprinted.
  struct Key: Hashable {
    let text: MatchText
    /// What the record says instead.
    let type: String?
    let message: String?
    let frame: String?
  }

  /// What was made of a text that stays as it is.
  private struct Place {
    var text: MatchText?
    var identity: ErrorIdentity?
  }

  /// Where the record says nothing: each text has one place, where it takes that of another.
  private var places: [Place] = []
  private var count = 0
  /// As binary logarithms: small documents need few places.
  private static let placeBits = 4...10
  private var placeBits = 0

  /// Where the record says something.
  private var known: [Key: ErrorIdentity] = [:]
  /// Errors that are remembered; then all are forgotten, which costs less than choosing.
  private static let limit = 4_096
  /// Longer texts are not remembered, in bytes.
  private static let longestMessage = 1_024

  package init() {}

  /// What `make` gives for a text, or has given before.
  @inline(__always)
  func identity(of text: MatchText, make: (Key) -> ErrorIdentity) -> ErrorIdentity {
    if count > 0 {
      let place = place(of: text)
      if places[place].text === text, let identity = places[place].identity { return identity }
    }
    let identity = make(Key(text: text, type: nil, message: nil, frame: nil))
    if text.message.utf8.count <= Self.longestMessage { remember(text, identity) }
    return identity
  }

  private func remember(_ text: MatchText, _ identity: ErrorIdentity) {
    if count == places.count, placeBits < Self.placeBits.upperBound { grow() }
    count += 1
    places[place(of: text)] = Place(text: text, identity: identity)
  }

  private func grow() {
    let old = places
    placeBits = old.isEmpty ? Self.placeBits.lowerBound : placeBits + 2
    places = Array(repeating: Place(), count: 1 << placeBits)
    for each in old { if let text = each.text { places[place(of: text)] = each } }
  }

  /// By its address: texts that say the same are the same, as a rule.
  @inline(__always)
  private func place(of text: MatchText) -> Int {
    let address = UInt64(UInt(bitPattern: ObjectIdentifier(text)))
    return Int((address &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - placeBits))
  }

  /// The same where the record says something.
  func identity(of key: Key, make: (Key) -> ErrorIdentity) -> ErrorIdentity {
    guard (key.message ?? key.text.message).utf8.count <= Self.longestMessage else {
      return make(key)
    }
    if let identity = known[key] { return identity }
    if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
    let identity = make(key)
    known[key] = identity
    return identity
  }
}
