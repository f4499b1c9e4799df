/// Events summed up by pattern, session and day: a million events are a few thousand rows.
struct EventSums {
  /// Occurrences, with the time of the first and the last.
  struct Sum: Hashable, Sendable {
    var count: Int
    var first: Timestamp
    var last: Timestamp

    fileprivate mutating func add(_ time: Timestamp) {
      count += 1
      first = min(first, time)
      last = max(last, time)
    }
  }

  /// A pattern's occurrences of one day in one session.
  struct Bucket: Hashable, Sendable {
    var session: String?
    var day: Int
    var sum: Sum
  }

  /// All occurrences of a pattern.
  struct Pattern: Hashable, Sendable {
    /// The place, in the list of events, of the first one.
    var sample: Int
    var sum: Sum
    fileprivate var buckets: [Int]
  }

  /// In the order of their first events.
  private(set) var patterns: [Pattern] = []

  private struct Key: Hashable {
    var pattern: Int
    var session: Int
    var day: Int
  }

  private let defaultTime: Timestamp
  private let defaultSession: String?
  private var patternIndex: [Fingerprint: Int] = [:]
  private var sessions: [String?] = []
  private var sessionIndex: [String?: Int] = [:]
  private var bucketIndex: [Key: Int] = [:]
  private var keys: [Key] = []
  private var sums: [Sum] = []

  init(defaultTime: Timestamp, defaultSession: String?) {
    self.defaultTime = defaultTime
    self.defaultSession = defaultSession
  }

  /// Counts an event.
  mutating func add(_ event: ErrorEvent, at index: Int) {
    let time = event.timestamp ?? defaultTime
    let pattern = pattern(of: event, at: index, time: time)
    let session = session(event.session ?? defaultSession)
    let key = Key(pattern: pattern, session: session, day: time.day)
    if let bucket = bucketIndex[key] {
      sums[bucket].add(time)
    } else {
      bucketIndex[key] = sums.count
      patterns[pattern].buckets.append(sums.count)
      keys.append(key)
      sums.append(Sum(count: 1, first: time, last: time))
    }
  }

  private mutating func pattern(of event: ErrorEvent, at index: Int, time: Timestamp) -> Int {
    if let known = patternIndex[event.fingerprint] {
      patterns[known].sum.add(time)
      return known
    }
    patternIndex[event.fingerprint] = patterns.count
    let sum = Sum(count: 1, first: time, last: time)
    patterns.append(Pattern(sample: index, sum: sum, buckets: []))
    return patterns.count - 1
  }

  private mutating func session(_ name: String?) -> Int {
    if let known = sessionIndex[name] { return known }
    sessionIndex[name] = sessions.count
    sessions.append(name)
    return sessions.count - 1
  }

  /// A pattern's occurrences by session and day.
  func buckets(of pattern: Pattern) -> [Bucket] {
    pattern.buckets.map { index in
      Bucket(session: sessions[keys[index].session], day: keys[index].day, sum: sums[index])
    }
  }
}
