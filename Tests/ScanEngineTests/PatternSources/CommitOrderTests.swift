import Dispatch
import Synchronization
import Testing

@testable import ScanEngine

/// Whoever is faster waits for those before it.
struct CommitOrderTests {
  private struct Failure: Error {}

  @Test func givesTheTurnInTheOrderOfThePlaces() {
    for _ in 0..<50 {
      let order = CommitOrder()
      let next = Mutex(0)
      let turns = Mutex<[Int]>([])
      DispatchQueue.concurrentPerform(iterations: 3) { _ in
        while true {
          let place = next.withLock { next in
            defer { next += 1 }
            return next
          }
          guard place < 200 else { return }
          guard (try? order.wait(for: place)) != nil else { return }
          turns.withLock { $0.append(place) }
          order.advance()
        }
      }
      #expect(turns.withLock { $0 } == Array(0..<200))
    }
  }

  @Test func endsAllWaitingWhereOneHasFailed() async {
    let order = CommitOrder()
    let waiting = Task.detached { try order.wait(for: 5) }
    order.fail(Failure())
    await #expect(throws: Failure.self) { try await waiting.value }
    #expect(throws: Failure.self) { try order.wait(for: 0) }
    order.fail(CancellationError())
    #expect(order.failure is Failure)
  }
}
