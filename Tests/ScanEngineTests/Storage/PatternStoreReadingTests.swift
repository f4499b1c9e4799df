import Testing

@testable import ScanEngine

/// What any ``PatternStore`` promises about patterns and fixes.
struct PatternStoreReadingTests {
  @Test(arguments: StoreFactory.all)
  func choosesAndOrdersPatterns(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    let scan = ScanOfTest(store)
    try scan.commit(firm: [LoggedError("a", day: 1), LoggedError("b", day: 5, session: "s1")])
    try scan.commit(
      "x", source: "other", firm: [LoggedError("a", day: 2), LoggedError("c", day: 3)])
    try scan.commit("x", project: "acme/else", firm: [LoggedError("d", day: 4)])
    func names(_ change: (inout PatternQuery) -> Void) throws -> [String] {
      var query = PatternQuery()
      change(&query)
      return try store.patterns(query).map(\.message)
    }
    #expect(try names { _ in }.first == "a")
    #expect(try names { _ in }.count == 4)
    #expect(try names { $0.limit = 1 } == ["a"])
    #expect(try names { $0.order = .lastSeen } == ["b", "d", "c", "a"])
    #expect(try names { $0.order = .firstSeen } == ["b", "d", "c", "a"])
    let dayFour = Timestamp(milliseconds: 4 * millisecondsPerDay)
    #expect(try names { ($0.order, $0.since) = (.lastSeen, dayFour) } == ["b", "d"])
    #expect(try names { ($0.order, $0.source) = (.lastSeen, "other") } == ["c", "a"])
    #expect(try names { ($0.source, $0.since) = ("other", dayFour) }.isEmpty)
    #expect(try names { $0.session = "s1" } == ["b"])
    #expect(try names { $0.project = "acme/else" } == ["d"])
    #expect(try names { $0.project = "acme/none" }.isEmpty)
    var seen = 0
    try store.patterns(PatternQuery()) { _ in
      seen += 1
      return seen < 2
    }
    #expect(seen == 2, "the body ends it")
  }

  @Test(arguments: StoreFactory.all)
  func breaksTiesByFingerprint(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    let names = ["a", "b", "c", "d", "e"]
    try ScanOfTest(store).commit(firm: names.map { LoggedError($0) })
    for order in PatternQuery.Order.allCases {
      var query = PatternQuery()
      query.order = order
      let found = try store.patterns(query).map(\.fingerprint)
      #expect(found == names.map(fingerprint).sorted())
    }
  }

  @Test(arguments: StoreFactory.all)
  func findsAPatternByThePrefixOfItsFingerprint(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    // ca978112… and 3e23e816…, 2e7d2c03…, 18ac3e73…
    try ScanOfTest(store).commit(firm: ["a", "b", "c", "d"])
    let a = try #require(try store.lookup([fingerprint("a")])[fingerprint("a")])
    for prefix in ["c", "ca9", "CA978112", fingerprint("a").hex] {
      #expect(try store.pattern(matching: prefix) == .unique(a))
    }
    for prefix in ["", "caf", "g", "c a", fingerprint("a").hex + "0"] {
      #expect(try store.pattern(matching: prefix) == .none)
    }
    var names = (0..<40).map { "more \($0)" }
    names.sort { fingerprint($0) < fingerprint($1) }
    try ScanOfTest(store).commit(firm: names.map { LoggedError($0) })
    let digit = String(fingerprint(names[0]).hex.prefix(1))
    guard case .ambiguous(let some) = try store.pattern(matching: digit) else {
      Issue.record("not ambiguous")
      return
    }
    #expect(some.count <= PatternMatch.shownCount)
    #expect(some == some.sorted())
  }

  @Test(arguments: StoreFactory.all)
  func tellsWhatIsKnownOfAPattern(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    let scan = ScanOfTest(store)
    var event = ErrorEvent(
      ErrorIdentity(
        type: "Error", message: "a", frame: "a.py:main",
        labels: RuleLabels(rule: "python.exception", language: "python", category: "runtime"),
        fingerprint: fingerprint("a")),
      origin: EventOrigin(source: "logs", path: "a.log", title: "It fails"), line: 1)
    event.timestamp = Timestamp(milliseconds: 3 * millisecondsPerDay + 5)
    event.session = "s1"
    event.command = "make"
    try scan.commit { $0.firm.events = [event] }
    try scan.commit("b.log", firm: [LoggedError("a", day: 4, session: "s2"), "a"])
    let details = try #require(try store.details(of: fingerprint("a")))
    let pattern = details.pattern
    #expect(pattern.form == "1")
    #expect(pattern.type == "Error")
    #expect(pattern.message == "a")
    #expect(pattern.frame == "a.py:main")
    #expect(pattern.language == "python")
    #expect(pattern.category == "runtime")
    #expect(pattern.rule == "python.exception")
    #expect(pattern.title == "It fails")
    #expect(
      pattern.sample
        == StoredPattern.Sample(source: "logs", path: "a.log", line: 1, command: "make"))
    #expect([pattern.sources, pattern.sessions, pattern.fixes] == [1, 2, 0])
    #expect(details.documents.map(\.name) == ["b.log", "a.log"])
    #expect(details.projects == [NamedCount(name: "acme/web", count: 3)])
    #expect(details.sessions.map(\.name) == ["s1", "s2"])
    #expect(try store.details(of: fingerprint("z")) == nil)
    let totals = try store.totals()
    #expect([totals.patterns, totals.occurrences, totals.documents] == [1, 3, 2])
  }

  @Test(arguments: StoreFactory.all)
  func takesASampleThatStillStands(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    let scan = ScanOfTest(store)
    func message() throws -> String? { try store.patterns(PatternQuery()).first?.message }
    func event(_ message: String) -> ErrorEvent { LoggedError("a").event(message: message) }
    try scan.commit { $0.firm.events = [event("the secret x")] }
    try scan.commit("b.log") { $0.firm.events = [event("another")] }
    #expect(try message() == "the secret x")
    try scan.commit(mode: .replace) { $0.firm.events = [event("the secret ***")] }
    #expect(try message() == "the secret ***")
  }

  @Test(arguments: StoreFactory.all)
  func keepsFixesApartFromErrors(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    func found(_ text: String, _ origin: Fix.Origin = .documented) -> FixFound {
      FixFound(
        fingerprint: fingerprint("a"),
        fix: Fix(text: text, origin: origin, source: "logs", path: "f.log", line: 3))
    }
    func texts() throws -> [String] { try store.fixes(of: fingerprint("a")).map(\.text) }
    let scan = ScanOfTest(store)
    // Found before the error, and told twice.
    try scan.commit("f.log", fixes: [found("retry", .observed), found("pin it"), found("pin it")])
    #expect(try store.totals().patternsFixed == 0)
    try scan.commit(firm: [LoggedError("a", fix: "pin it")])
    #expect(try store.totals().patternsFixed == 1)
    #expect(try texts() == ["pin it", "retry"], "documented ones first")
    #expect(try store.patterns(PatternQuery()).first?.fixes == 2)
    // One document takes it back, the other still tells it.
    try scan.commit(mode: .replace, firm: ["a"])
    #expect(try texts() == ["pin it", "retry"])
    try scan.commit("f.log", mode: .replace)
    #expect(try texts().isEmpty)
    try scan.commit("f.log") { $0.provisional.fixes = [found("half a sent")] }
    #expect(try texts() == ["half a sent"])
    try scan.commit("f.log", fixes: [found("half a sentence")])
    #expect(try texts() == ["half a sentence"])
    // The pattern goes and comes back in a rescan; a fix from elsewhere stays.
    try scan.commit(mode: .replace)
    try scan.commit(firm: ["a"])
    #expect(try texts() == ["half a sentence"])
  }

  @Test(arguments: StoreFactory.all)
  func keepsTheFixesThatAnEditedDocumentNoLongerTells(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    func edit(_ errors: [LoggedError]) throws -> [[String]] {
      try ScanOfTest(store).commit("LEARNINGS.md", mode: .raise(.first), firm: errors)
      return try ["a", "b"].map { try store.fixes(of: fingerprint($0)).map(\.text) }
    }
    #expect(
      try edit([LoggedError("a", fix: "do x"), LoggedError("b", fix: "do y")])
        == [["do x"], ["do y"]])
    #expect(
      try edit([LoggedError("a", fix: "do x!"), LoggedError("a", fix: "or z")])
        == [["do x!", "or z"], ["do y"]], "what it says of a replaces what it said of a")
  }
}
