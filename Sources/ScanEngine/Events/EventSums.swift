/// Events summed up by pattern, session and day: a million events are a few thousand rows.
///
/// Tens of thousands of patterns are kept at once, so each takes little more than its texts.
package struct EventSums: Sendable {
  /// Occurrences, with the time of the first and the last.
  package struct Sum: Hashable, Sendable {
    package var count: Int
    package private(set) var first: Timestamp
    package private(set) var last: Timestamp

    package init(count: Int, first: Timestamp, last: Timestamp) {
      self.count = count
      self.first = first
      self.last = last
    }

    fileprivate mutating func add(_ other: Sum) {
      count += other.count
      first = min(first, other.first)
      last = max(last, other.last)
    }
  }

  /// A pattern's occurrences of one day in one session.
  package struct Bucket: Hashable, Sendable {
    package var session: String?
    package var day: Int
    package var sum: Sum
  }

  /// An error with all its occurrences.
  package struct Pattern: Hashable, Sendable {
    /// The first one.
    package let sample: ErrorEvent
    /// The places of its buckets: of the first, of the one that was made last, and of that into which
    /// the last event fell.
    fileprivate var first: Int32
    fileprivate var end: Int32
    fileprivate var last: Int32
  }

  /// In the order of their first events.
  package private(set) var patterns: [Pattern] = []

  /// What a ``Bucket`` is made of.
  private struct Part {
    var pattern: Int32
    var session: Int32
    var day: Int32
    /// The place of the pattern's next; -1 behind its last.
    var next: Int32 = -1
    var count = 1
    /// In milliseconds since 1970.
    var first: Int64
    var last: Int64

    var hash: UInt64 {
      let place = UInt64(UInt32(bitPattern: pattern)) << 32 | UInt64(UInt32(bitPattern: session))
      return (place &* 0x9E37_79B9_7F4A_7C15) ^ UInt64(UInt32(bitPattern: day))
    }

    @inline(__always)
    func isOf(_ other: Part) -> Bool {
      pattern == other.pattern && session == other.session && day == other.day
    }

    @inline(__always)
    mutating func add(_ time: Int64) {
      count += 1
      if time < first { first = time }
      if time > last { last = time }
    }

    var sum: Sum {
      Sum(
        count: count, first: Timestamp(milliseconds: first), last: Timestamp(milliseconds: last))
    }
  }

  private let defaultTime: Timestamp
  private let defaultSession: String?
  /// Of ``patterns``, by their fingerprints.
  private var byFingerprint = PlaceIndex()
  /// The same by the identity of the sample itself, which most events share.
  private var byIdentity = PlaceIndex()
  /// The first is ``defaultSession``.
  private var sessions: [String?]
  private var sessionIndex: [String?: Int]
  /// The document of the last event, and its session.
  private var origin: EventOrigin?
  private var originSession = 0
  private var parts: [Part] = []
  private var byPart = PlaceIndex()

  /// - Parameters:
  ///   - defaultTime: Of events that have none of their own.
  ///   - defaultSession: The same.
  package init(defaultTime: Timestamp, defaultSession: String?) {
    self.defaultTime = defaultTime
    self.defaultSession = defaultSession
    sessions = [defaultSession]
    sessionIndex = [defaultSession: 0]
  }

  package var isEmpty: Bool { patterns.isEmpty }

  /// How much of it must be kept: texts, most of all.
  package var size: Int { patterns.count }

  /// Counts an event.
  package mutating func add(_ event: ErrorEvent) {
    let time = event.timestamp ?? defaultTime
    let pattern = pattern(of: event)
    let part = Part(
      pattern: Int32(pattern), session: Int32(session(of: event)), day: Int32(clamping: time.day),
      first: time.milliseconds, last: time.milliseconds)
    let last = Int(patterns[pattern].last)
    if last >= 0, parts[last].isOf(part) {
      parts[last].add(time.milliseconds)
      return
    }
    patterns[pattern].last = Int32(place(of: part))
  }

  /// The place of a part, with its event counted.
  private mutating func place(of part: Part) -> Int {
    if let known = byPart.place(hash: part.hash, where: { parts[$0].isOf(part) }) {
      parts[known].add(part.first)
      return known
    }
    let place = parts.count
    byPart.add(place, hash: part.hash) { parts[$0].hash }
    parts.append(part)
    let pattern = Int(part.pattern)
    if patterns[pattern].first < 0 {
      patterns[pattern].first = Int32(place)
    } else {
      parts[Int(patterns[pattern].end)].next = Int32(place)
    }
    patterns[pattern].end = Int32(place)
    return place
  }

  private mutating func pattern(of event: ErrorEvent) -> Int {
    let identity = event.identity
    let address = Self.address(of: identity)
    let same = byIdentity.place(hash: address) { patterns[$0].sample.identity === identity }
    if let same { return same }
    let (fingerprint, hash) = (identity.fingerprint, identity.fingerprint.firstWord)
    let known = byFingerprint.place(hash: hash) { patterns[$0].sample.fingerprint == fingerprint }
    if let known { return known }
    let place = patterns.count
    byIdentity.add(place, hash: address) { Self.address(of: patterns[$0].sample.identity) }
    byFingerprint.add(place, hash: hash) { patterns[$0].sample.fingerprint.firstWord }
    patterns.append(Pattern(sample: event, first: -1, end: -1, last: -1))
    return place
  }

  @inline(__always)
  private static func address(of identity: ErrorIdentity) -> UInt64 {
    UInt64(UInt(bitPattern: ObjectIdentifier(identity)))
  }

  @inline(__always)
  private mutating func session(of event: ErrorEvent) -> Int {
    if let name = event.ownSession { return place(ofSession: name) }
    if event.origin !== origin {
      origin = event.origin
      originSession = event.origin.session.map { place(ofSession: $0) } ?? 0
    }
    return originSession
  }

  private mutating func place(ofSession name: String) -> Int {
    if name == defaultSession { return 0 }
    if let known = sessionIndex[name] { return known }
    sessionIndex[name] = sessions.count
    sessions.append(name)
    return sessions.count - 1
  }

  /// A pattern's occurrences by session and day, in the order in which these came; never none.
  package func buckets(of pattern: Pattern) -> [Bucket] {
    var buckets: [Bucket] = []
    var place = Int(pattern.first)
    while place >= 0 {
      let part = parts[place]
      buckets.append(
        Bucket(session: sessions[Int(part.session)], day: Int(part.day), sum: part.sum))
      place = Int(part.next)
    }
    return buckets
  }

  /// What buckets hold together; there is at least one.
  package static func total(of buckets: [Bucket]) -> Sum {
    buckets.dropFirst().reduce(into: buckets[0].sum) { $0.add($1.sum) }
  }
}
