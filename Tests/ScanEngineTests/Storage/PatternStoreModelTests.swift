import Testing

@testable import ScanEngine

/// Random scans of random documents, compared with a model that keeps every event.
struct PatternStoreModelTests {
  @Test(arguments: StoreFactory.all, 0..<12)
  func agreesWithAModel(_ factory: StoreFactory, seed: Int) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    var random = SplitMix(state: UInt64(seed))
    var model = StoreModel()
    for step in 0..<25 {
      let scan = ScanOfTest(store)
      let before = model.counts
      for _ in 0..<Int.random(in: 1...5, using: &random) {
        try model.step(in: scan, using: &random)
      }
      let after = model.counts
      try #require(try store.counts() == after, "seed \(seed), step \(step)")
      try #require(scan.created == after.keys.count { before[$0] == nil })
      try #require(scan.raised == after.count { $0.value > before[$0.key] ?? .max })
      let change = after.values.reduce(0, +) - before.values.reduce(0, +)
      try #require(scan.occurrences == change)
      try store.endScan(scan.scan)
      try model.compare(with: store)
    }
  }
}

/// A generator that gives the same numbers everywhere.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// What a store must hold, kept event by event.
private struct StoreModel {
  struct Log {
    var firm: [LoggedError] = []
    var provisional: [LoggedError] = []
    var firmFixes: Set<LoggedError> = []
    var provisionalFixes: Set<LoggedError> = []
  }

  var logs: [String: Log] = [:]
  var recordOwners: [String: String] = [:]
  var edited: [String: Int] = [:]

  var counts: [String: Int] {
    var counts = edited
    for log in logs.values {
      for error in log.firm + log.provisional { counts[error.name, default: 0] += 1 }
    }
    return counts.filter { $0.value > 0 }
  }

  mutating func step(in scan: ScanOfTest, using random: inout SplitMix) throws {
    if Int.random(in: 0..<5, using: &random) == 0 {
      let names = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        "edited \(Int.random(in: 0..<4, using: &random))"
      }
      let split = Int.random(in: 0...names.count, using: &random)
      let pieces = [names[..<split], names[split...]].map { $0.map { LoggedError($0) } }
      try scan.commit("LEARNINGS.md", mode: .raise(.first), firm: pieces[0])
      try scan.commit("LEARNINGS.md", mode: .raise(.next), firm: pieces[1])
      for (name, count) in Dictionary(grouping: names, by: \.self) {
        edited[name] = max(edited[name] ?? 0, count.count)
      }
      return
    }
    let path = "\(Int.random(in: 0..<4, using: &random)).log"
    let firm = errors(using: &random)
    let provisional = Bool.random(using: &random) ? Array(errors(using: &random).prefix(2)) : []
    let isRescan = Int.random(in: 0..<6, using: &random) == 0
    try scan.commit(
      path, mode: isRescan ? .replace : .append, firm: firm, provisional: provisional)
    var log = isRescan ? Log() : logs[path] ?? Log()
    for error in (isRescan ? logs[path]?.firm ?? [] : []) + (logs[path]?.provisional ?? []) {
      if let record = error.record { recordOwners[record] = nil }
    }
    log.firm += firm.filter { owns($0, path: path) }
    log.provisional = provisional.filter { owns($0, path: path) }
    log.firmFixes.formUnion(firm.filter { $0.fix != nil })
    log.provisionalFixes = Set(provisional.filter { $0.fix != nil })
    logs[path] = log
  }

  private mutating func owns(_ error: LoggedError, path: String) -> Bool {
    guard let record = error.record else { return true }
    guard recordOwners[record] == nil else { return false }
    recordOwners[record] = path
    return true
  }

  private func errors(using random: inout SplitMix) -> [LoggedError] {
    (0..<Int.random(in: 0...5, using: &random)).map { _ in
      LoggedError(
        "error \(Int.random(in: 0..<6, using: &random))",
        day: Int.random(in: 0..<9, using: &random),
        session: [nil, "s1", "s2"].randomElement(using: &random) ?? nil,
        record: Bool.random(using: &random)
          ? "uuid:\(Int.random(in: 0..<25, using: &random))" : nil,
        fix: ["do this", "do that", nil, nil].randomElement(using: &random) ?? nil)
    }
  }

  func compare(with store: any PatternStore) throws {
    let all = logs.values.flatMap { $0.firm + $0.provisional }
    let fixes = logs.values.flatMap { $0.firmFixes.union($0.provisionalFixes) }
    for (name, errors) in Dictionary(grouping: all, by: \.name) {
      let details = try #require(try store.details(of: fingerprint(name)))
      let days = errors.map { $0.day ?? 0 }
      #expect(details.pattern.firstSeen.day == days.min())
      #expect(details.pattern.lastSeen.day == days.max())
      let byDay = Dictionary(grouping: days, by: \.self).mapValues(\.count)
      #expect(details.days == byDay.keys.sorted().map { DayCount(day: $0, count: byDay[$0] ?? 0) })
      let bySession = Dictionary(grouping: errors.compactMap(\.session), by: \.self)
      #expect(
        Dictionary(uniqueKeysWithValues: details.sessions.map { ($0.name, $0.count) })
          == bySession.mapValues(\.count))
      #expect(details.pattern.sessions == bySession.count)
      let texts = Set(fixes.filter { $0.name == name }.compactMap(\.fix))
      #expect(Set(details.fixes.map(\.text)) == texts)
      #expect(details.pattern.fixes == texts.count)
    }
  }
}
