import Foundation
import Synchronization
import Testing

@testable import ScanEngine

/// Several connections at once, as several processes have them.
struct StoreConcurrencyTests {
  private func atOnce(_ width: Int, _ body: @Sendable @escaping (Int) throws -> Void) throws {
    let failures = Mutex<[any Error]>([])
    DispatchQueue.concurrentPerform(iterations: width) { index in
      do { try body(index) } catch { failures.withLock { $0.append(error) } }
    }
    for failure in failures.withLock({ $0 }) { throw failure }
  }

  @Test(arguments: StoreFactory.all)
  func losesNothingWhereManyWrite(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    // They also make the store at the same time.
    try atOnce(8) { index in
      let store = try factory.open(folder)
      for round in 0..<10 {
        let scan = ScanOfTest(store)
        try scan.commit(
          "\(index).log", firm: ["common", LoggedError("\(index)"), "common"],
          provisional: [LoggedError("record", record: "uuid:\(round)")])
        try store.endScan(scan.scan)
      }
    }
    let counts = try factory.open(folder).counts()
    #expect(counts["common"] == 160)
    #expect((0..<8).allSatisfy { counts["\($0)"] == 10 })
  }

  @Test(arguments: StoreFactory.all)
  func countsADocumentOnceWhereManyReadIt(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let conflicts = Mutex(0)
    try atOnce(8) { _ in
      let store = try factory.open(folder)
      let batch = DocumentBatch(
        target: .new(project: "acme/web", source: "logs", path: "a.log"), mode: .append,
        reading: ScanOfTest(store).reading(.appended), form: "1")
      do {
        try ScanOfTest(store).commit {
          $0.firm.events = [LoggedError("a").event()]
          $0.target = batch.target
        }
      } catch let error as StoreError where error.kind == .conflict {
        conflicts.withLock { $0 += 1 }
      }
    }
    #expect(try factory.open(folder).counts() == ["a": 1])
    #expect(conflicts.withLock { $0 } == 7)
  }

  @Test(arguments: StoreFactory.all)
  func reportsWhatIsNewOncePerProcess(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let (first, second) = (
      ScanOfTest(try factory.open(folder)), ScanOfTest(try factory.open(folder))
    )
    try first.commit("1.log", firm: ["a"])
    try second.commit("2.log", firm: ["a"])
    try first.commit("1.log", firm: ["a"])
    try second.commit("2.log", firm: ["a"])
    #expect((first.created, first.raised) == (1, 0))
    #expect((second.created, second.raised) == (0, 1))
  }

  @Test func letsManyReadWhileOneWrites() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/patterns.sqlite"
    try ScanOfTest(try SQLiteStore(path: path, access: .writing)).commit(firm: ["a"])
    let writer = try SQLiteConnection(path: path, name: "w", access: .writing, patience: 0)
    try writer.execute("BEGIN IMMEDIATE; DELETE FROM scan")
    #expect(try SQLiteStore(path: path, access: .reading).counts() == ["a": 1])
    let impatient = try SQLiteStore(path: path, access: .writing, patience: 1)
    let error = #expect(throws: StoreError.self) {
      try ScanOfTest(impatient).commit("b.log", firm: ["a"])
    }
    #expect(error?.kind == .busy)
    try writer.execute("ROLLBACK")
    try ScanOfTest(impatient).commit("b.log", firm: ["a"])
    #expect(try impatient.counts() == ["a": 2])
  }

  @Test(arguments: StoreFactory.all)
  func takesCallsFromManyThreads(_ factory: StoreFactory) throws {
    let folder = try TemporaryFolder()
    let store = try factory.open(folder)
    try atOnce(8) { index in
      let scan = ScanOfTest(store)
      for _ in 0..<5 {
        try scan.commit("\(index).log", firm: ["a"])
        _ = try store.totals()
      }
    }
    #expect(try store.counts() == ["a": 40])
  }
}
