import Testing

@testable import ScanEngine

/// What any ``PatternStore`` promises when the form of fingerprints changes.
struct PatternStoreRenewingTests {
  /// A form in which what follows the first word makes no difference.
  private func byFirstWord(_ identity: StoredIdentity) -> RenewedIdentity {
    let word = identity.message.split(separator: " ").first.map(String.init) ?? ""
    return RenewedIdentity(
      fingerprint: fingerprint("2 " + word), problem: fingerprint("problem " + word))
  }

  private func unchanged(_ identity: StoredIdentity) -> RenewedIdentity {
    RenewedIdentity(
      fingerprint: fingerprint(identity.message), problem: fingerprint(identity.message))
  }

  @Test(arguments: StoreFactory.all)
  func addsUpPatternsThatBecomeEqual(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    _ = try store.renew(project: "acme/web", form: "1", identify: unchanged)
    let scan = ScanOfTest(store)
    try scan.commit(firm: [
      LoggedError("disk full", day: 3, fix: "delete something"), LoggedError("disk gone", day: 9),
      LoggedError("disk full", day: 4), LoggedError("net down", day: 5),
    ])
    try scan.commit("b.log", provisional: [LoggedError("disk gone", day: 1)])
    let renewed = try store.renew(project: "acme/web", form: "2", identify: byFirstWord)
    #expect(renewed == 3)
    let patterns = try store.patterns(PatternQuery())
    #expect(patterns.map(\.occurrences) == [4, 1])
    #expect(try store.counts().values.sorted() == [1, 4])
    let disk = try #require(
      try store.lookup([fingerprint("2 disk")])[fingerprint("2 disk")])
    #expect(disk.firstSeen.day == 1)
    #expect(disk.lastSeen.day == 9)
    #expect(try store.fixes(of: disk.fingerprint).map(\.text) == ["delete something"])
    #expect(
      try store.patterns(ofProblem: fingerprint("problem disk")).map(\.fingerprint)
        == [disk.fingerprint])
  }

  @Test(arguments: StoreFactory.all)
  func renewsOnce(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    _ = try store.renew(project: "acme/web", form: "1", identify: unchanged)
    try ScanOfTest(store).commit(firm: ["a", "b"])
    #expect(try store.renew(project: "acme/web", form: "2", identify: byFirstWord) == 2)
    #expect(try store.renew(project: "acme/web", form: "2", identify: byFirstWord) == 0)
  }

  @Test(arguments: StoreFactory.all)
  func leavesWhatAnotherProjectHasAsWell(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    _ = try store.renew(project: "acme/web", form: "1", identify: unchanged)
    let scan = ScanOfTest(store)
    try scan.commit(firm: ["mine", "ours"])
    try scan.commit("c.log", project: "acme/api", firm: ["ours"])
    #expect(try store.renew(project: "acme/web", form: "2", identify: byFirstWord) == 1)
    #expect(try store.counts() == ["mine": 1, "ours": 2])
    #expect(try store.lookup([fingerprint("ours")]).count == 1)
  }
}
