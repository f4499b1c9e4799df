/// Tells which pattern an error of one line belongs to, as soon as it is found.
///
/// Of the errors of one pattern only the first one's texts are kept, and what was met before, byte for
/// byte, is neither scrubbed nor fingerprinted again. For one document and one thread.
package final class EventInterpreter: ErrorInterpreter {
  private let rules: EventRules
  /// The identity of each error that was met last, by its texts: each has one place, where it takes
  /// that of another.
  private var places: [Place] = []
  private var count = 0
  /// As binary logarithms: small documents need few places.
  private static let placeBits = 4...12
  private var placeBits = 0
  /// Of each pattern that was met.
  private var identities: [ErrorIdentity] = []
  private var byFingerprint = PlaceIndex()
  /// So many are kept; then all are forgotten, which costs less than choosing.
  private static let identityLimit = 18_432
  /// Errors with longer texts are not remembered, in bytes.
  private static let longestKey = 512

  private var key: [UInt8] = []
  private var type: [UInt8] = []
  private var message: [UInt8] = []
  private var frame: [UInt8] = []

  private struct Place {
    /// 0 where there is none.
    var hash: UInt64 = 0
    var key: [UInt8] = []
    var identity: ErrorIdentity?
  }

  package init(_ rules: EventRules) { self.rules = rules }

  package func meaning(of error: FoundError) -> any ErrorMeaning { identity(of: error) }

  private func identity(of error: FoundError) -> ErrorIdentity {
    key.removeAll(keepingCapacity: true)
    key.append(text: error.type)
    key.append(text: error.message)
    key.append(text: error.frame)
    guard key.count <= Self.longestKey else { return made(of: error) }
    let hash = key.withUnsafeBytes { LineMemory.hash(of: $0) }
    if count > 0 {
      let place = place(of: hash)
      if places[place].hash == hash, places[place].key == key, let identity = places[place].identity
      {
        return identity
      }
    }
    if count == places.count, placeBits < Self.placeBits.upperBound { grow() }
    count += 1
    let identity = made(of: error)
    // A copy has no more room than it needs.
    let copy = key.withUnsafeBytes(Array.init)
    places[place(of: hash)] = Place(hash: hash, key: copy, identity: identity)
    return identity
  }

  private func grow() {
    let old = places
    placeBits = old.isEmpty ? Self.placeBits.lowerBound : placeBits + 2
    places = Array(repeating: Place(), count: 1 << placeBits)
    for each in old where each.hash != 0 { places[place(of: each.hash)] = each }
  }

  @inline(__always)
  private func place(of hash: UInt64) -> Int { Int(hash >> UInt64(64 - placeBits)) }

  /// The identity of the error's pattern, made where it is new.
  private func made(of error: FoundError) -> ErrorIdentity {
    let scrubber = rules.scrubber
    return scrubber.withScrubbed(error.type, &type) { type in
      scrubber.withScrubbed(error.message, &message) { message in
        guard let frame = error.frame else { return identity(error.rule, type, message, nil) }
        return scrubber.withScrubbed(frame, &self.frame) { identity(error.rule, type, message, $0) }
      }
    }
  }

  private func identity(
    _ rule: CompiledRule, _ type: UnsafeRawBufferPointer, _ message: UnsafeRawBufferPointer,
    _ frame: UnsafeRawBufferPointer?
  ) -> ErrorIdentity {
    let fingerprint = rules.fingerprinter.fingerprint(
      type: type, message: message, frame: frame)
    let hash = fingerprint.firstWord
    let known = byFingerprint.place(hash: hash) { identities[$0].fingerprint == fingerprint }
    if let known { return identities[known] }
    if identities.count >= Self.identityLimit {
      identities.removeAll(keepingCapacity: true)
      byFingerprint = PlaceIndex()
    }
    let made = rules.identity(
      type: type.string, message: message.string, frame: frame?.string, labels: rule.labels)
    byFingerprint.add(identities.count, hash: hash) { identities[$0].fingerprint.firstWord }
    identities.append(made)
    return made
  }
}
