import Testing

@testable import ScanEngine

/// Sums of events, compared with what counting them one by one gives.
struct EventSumsTests {
  private struct Key: Hashable {
    var name: String
    var session: String?
    var day: Int
  }

  @Test(arguments: 0..<20)
  func sumsAreWhatCountingEachEventGives(seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    let names = Int.random(in: 1...400, using: &random)
    let sessions = [nil, "own", "a", "b", "c"]
    var sums = EventSums(
      defaultTime: Timestamp(milliseconds: 3 * millisecondsPerDay), defaultSession: "own")
    var counted: [Key: (count: Int, first: Int64, last: Int64)] = [:]
    var order: [String] = []
    // Some are told of with identities of their own, as a document's two ways of reading give them.
    var known: [String: ErrorEvent] = [:]
    for _ in 0..<2_000 {
      let name = "error \(Int.random(in: 0..<names, using: &random))"
      let isAnother = Int.random(in: 0..<10, using: &random) == 0
      var event = (isAnother ? nil : known[name]) ?? LoggedError(name).event()
      known[name] = event
      let session = sessions.randomElement(using: &random) ?? nil
      event.session = session
      let hasTime = Bool.random(using: &random)
      let time = Int64.random(in: -2 * millisecondsPerDay...9 * millisecondsPerDay, using: &random)
      event.timestamp = hasTime ? Timestamp(milliseconds: time) : nil
      sums.add(event)
      let counts = hasTime ? time : 3 * millisecondsPerDay
      // Without a session of its own it is in its document's.
      let key = Key(
        name: name, session: session ?? "own", day: Timestamp(milliseconds: counts).day)
      let old = counted[key] ?? (0, .max, .min)
      counted[key] = (old.count + 1, min(old.first, counts), max(old.last, counts))
      if !order.contains(name) { order.append(name) }
    }
    #expect(sums.patterns.map(\.sample.message) == order)
    #expect(sums.size == order.count)
    var buckets = 0
    for pattern in sums.patterns {
      let own = sums.buckets(of: pattern)
      buckets += own.count
      for bucket in own {
        let key = Key(name: pattern.sample.message, session: bucket.session, day: bucket.day)
        let expected = counted[key]
        #expect(bucket.sum.count == expected?.count)
        #expect(bucket.sum.first.milliseconds == expected?.first)
        #expect(bucket.sum.last.milliseconds == expected?.last)
      }
      let total = EventSums.total(of: own)
      #expect(total.count == own.reduce(0) { $0 + $1.sum.count })
      #expect(total.first == own.map(\.sum.first).min())
      #expect(total.last == own.map(\.sum.last).max())
    }
    #expect(buckets == counted.count)
  }

  @Test func aPatternWithThousandsOfSessionsIsSummedUpByEach() {
    var sums = EventSums(defaultTime: Timestamp(milliseconds: 0), defaultSession: nil)
    for round in 0..<2 {
      for session in 0..<5_000 {
        var event = LoggedError("one").event()
        event.session = "s\(session)"
        event.timestamp = Timestamp(
          milliseconds: Int64(session), offsetMinutes: Int16(round * 60))
        sums.add(event)
      }
    }
    #expect(sums.patterns.count == 1)
    let buckets = sums.buckets(of: sums.patterns[0])
    #expect(buckets.map(\.session) == (0..<5_000).map { "s\($0)" })
    #expect(buckets.allSatisfy { $0.sum.count == 2 })
  }
}
