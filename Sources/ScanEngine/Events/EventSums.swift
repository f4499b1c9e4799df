/// Events summed up by pattern, session and day: a million events are a few thousand rows.
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

    fileprivate mutating func add(_ time: Timestamp) {
      count += 1
      if time < first { first = time }
      if time > last { last = time }
    }
  }

  /// A pattern's occurrences of one day in one session.
  package struct Bucket: Hashable, Sendable {
    package var session: String?
    package var day: Int
    package var sum: Sum
  }

  /// All occurrences of a pattern.
  package struct Pattern: Hashable, Sendable {
    /// The first one.
    package let sample: ErrorEvent
    package fileprivate(set) var sum: Sum
    fileprivate var buckets: [Int] = []
    /// The bucket that the last one fell into.
    fileprivate var last = -1
  }

  /// In the order of their first events.
  package private(set) var patterns: [Pattern] = []

  private struct Key: Hashable {
    var pattern: Int
    var session: Int
    var day: Int
  }

  private let defaultTime: Timestamp
  private let defaultSession: String?
  private var patternIndex: [Fingerprint: Int] = [:]
  /// The same by the identity of the sample itself, which most events share.
  private var identityIndex: [ObjectIdentifier: Int] = [:]
  /// The first is ``defaultSession``.
  private var sessions: [String?]
  private var sessionIndex: [String?: Int]
  /// The document of the last event, and its session.
  private var origin: EventOrigin?
  private var originSession = 0
  private var bucketIndex: [Key: Int] = [:]
  private var keys: [Key] = []
  private var sums: [Sum] = []

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
    let pattern = pattern(of: event, time: time)
    let day = time.day
    let session = session(of: event)
    let last = patterns[pattern].last
    if last >= 0, keys[last].day == day, keys[last].session == session {
      sums[last].add(time)
      return
    }
    patterns[pattern].last = bucket(Key(pattern: pattern, session: session, day: day), time)
  }

  /// The bucket of the key, with the event counted.
  private mutating func bucket(_ key: Key, _ time: Timestamp) -> Int {
    if let bucket = bucketIndex[key] {
      sums[bucket].add(time)
      return bucket
    }
    bucketIndex[key] = sums.count
    patterns[key.pattern].buckets.append(sums.count)
    keys.append(key)
    sums.append(Sum(count: 1, first: time, last: time))
    return sums.count - 1
  }

  private mutating func pattern(of event: ErrorEvent, time: Timestamp) -> Int {
    let identity = ObjectIdentifier(event.identity)
    if let known = identityIndex[identity] {
      patterns[known].sum.add(time)
      return known
    }
    if let known = patternIndex[event.fingerprint] {
      patterns[known].sum.add(time)
      return known
    }
    identityIndex[identity] = patterns.count
    patternIndex[event.fingerprint] = patterns.count
    patterns.append(Pattern(sample: event, sum: Sum(count: 1, first: time, last: time)))
    return patterns.count - 1
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

  /// A pattern's occurrences by session and day.
  package func buckets(of pattern: Pattern) -> [Bucket] {
    pattern.buckets.map { index in
      Bucket(session: sessions[keys[index].session], day: keys[index].day, sum: sums[index])
    }
  }
}
