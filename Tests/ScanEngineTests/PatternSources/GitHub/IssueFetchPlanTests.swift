import Testing

@testable import ScanEngine

struct IssueFetchPlanTests {
  private static let day: Int64 = 86_400_000
  /// A day; the first is in 1997, so that all are written with four digits.
  private static func at(_ number: Int64) -> Timestamp {
    Timestamp(milliseconds: (number + 10_000) * day)
  }

  private func plan(
    watermark: Int64? = nil, window: String = "30d", days: Int? = nil, isRescan: Bool = false,
    now: Int64 = 1_000
  ) throws -> IssueFetchPlan {
    IssueFetchPlan(
      watermark: watermark.map(Self.at), window: try #require(Window(window)),
      override: days.flatMap { Window(days: $0) }, isRescan: isRescan, now: Self.at(now))
  }

  private func issue(closed: Int64?, changed: Int64) -> GitHubIssue {
    GitHubIssue(
      number: 1, title: "", body: "", labels: [], closedAt: closed.map(Self.at),
      updatedAt: Self.at(changed), url: "")
  }

  @Test func limitsTheFirstFetchByTheWindow() throws {
    let plan = try plan()
    #expect(plan.since == Self.at(970) && plan.isComplete)
    #expect(plan.wanted.contains(issue(closed: 970, changed: 980)))
    #expect(!plan.wanted.contains(issue(closed: 969, changed: 980)))
    #expect(!plan.wanted.contains(issue(closed: nil, changed: 980)))
    #expect(try self.plan(window: "forever").since == nil)
  }

  @Test func wantsWhatChangedSinceTheWatermarkHoweverLongAgoItWasClosed() throws {
    let plan = try plan(watermark: 990)
    #expect(plan.since == Self.at(990) && plan.isComplete)
    #expect(plan.wanted.contains(issue(closed: 5, changed: 995)))
  }

  @Test(arguments: [
    // A window that holds the watermark: all is fetched that a normal fetch would have given.
    (990, 20, 980, true), (970, 3_650, -2_650, true),
    // A narrower one: what changed between watermark and window would be passed over.
    (900, 20, 980, false),
  ])
  func movesTheWatermarkOnlyWhereNothingIsPassedOver(
    _ watermark: Int64, days: Int, since: Int64, isComplete: Bool
  ) throws {
    let plan = try plan(watermark: watermark, days: days)
    #expect(plan.since == Self.at(since))
    #expect(plan.isComplete == isComplete)
    let isLabelledLate = plan.wanted.contains(issue(closed: -5_000, changed: watermark + 1))
    #expect(isLabelledLate == isComplete)
    #expect(plan.wanted.contains(issue(closed: since, changed: since)))
    #expect(!plan.wanted.contains(issue(closed: since - 1, changed: watermark - 1)))
  }

  @Test func movesTheFirstWatermarkOnlyForTheSourcesOwnWindow() throws {
    #expect(try plan(days: 30).isComplete)
    #expect(try plan(days: 31).isComplete)
    #expect(try !plan(days: 29).isComplete)
    #expect(try !plan(window: "forever", days: 3_650).isComplete)
  }

  @Test func rescansAtLeastWhatANormalFetchReads() throws {
    let behind = try plan(watermark: 900, isRescan: true)
    #expect(behind.since == Self.at(900) && behind.isComplete && !behind.canResume)
    let ahead = try plan(watermark: 990, isRescan: true)
    #expect(ahead.since == Self.at(970) && ahead.isComplete)
  }

  private func place(of plan: IssueFetchPlan, changed: Int64) throws -> FetchPlace {
    let place = FetchPlace(since: plan.since, wanted: plan.wanted, changed: Self.at(changed))
    #expect(FetchPlace(place.bytes) == place)
    return place
  }

  @Test func goesOnWhereTheFirstFetchWasCutShort() throws {
    let place = try place(of: try plan(), changed: 985)
    // Some days later the window begins later: that is no reason to begin anew.
    for now in [1_000, 1_003] as [Int64] {
      var next = try plan(now: now)
      next.resume(at: place)
      #expect(next.since == Self.at(985))
    }
    var wider = try plan(days: 60)
    wider.resume(at: place)
    #expect(wider.since == Self.at(940))
    var rescan = try plan(isRescan: true)
    rescan.resume(at: place)
    #expect(rescan.since == Self.at(970))
  }

  @Test func goesOnOnlyWhereTheOtherFetchReadAllThatIsWanted() throws {
    let narrow = try place(of: try plan(watermark: 900, days: 20), changed: 995)
    var normal = try plan(watermark: 900)
    normal.resume(at: narrow)
    #expect(normal.since == Self.at(900))
    let wide = try place(of: try plan(watermark: 990, days: 3_650), changed: 500)
    normal = try plan(watermark: 990)
    normal.resume(at: wide)
    #expect(normal.since == Self.at(990))
    var again = try plan(watermark: 990, days: 3_650)
    again.resume(at: wide)
    #expect(again.since == Self.at(500))
  }

  @Test(arguments: ["", "x", "\n\n\n", "1\n2"])
  func takesNoPlaceFromOtherBytes(_ text: String) {
    #expect(FetchPlace(Array(text.utf8)) == nil)
  }
}
