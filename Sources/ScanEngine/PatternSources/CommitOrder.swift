internal import Dispatch
internal import Synchronization

/// Says whose turn it is, where documents are scanned side by side and committed one after the other.
///
/// Each document has a place; its turn is when all before it have been committed. Safe from any thread.
final class CommitOrder: Sendable {
  private struct State {
    /// The place whose turn it is.
    var turn = 0
    /// Wakes what waits until the turn has come to a place.
    var waiting: [(place: Int, wake: DispatchSemaphore)] = []
    var failure: (any Error)?
  }

  private let state = Mutex(State())

  /// The place whose turn it is.
  var turn: Int { state.withLock { $0.turn } }

  /// What has ended the scan of one of the documents, and with it all.
  var failure: (any Error)? { state.withLock { $0.failure } }

  /// Waits until the turn has come to a place, or further.
  ///
  /// What has the turn must not wait for anything else. Throws what has ended another document's scan.
  func wait(for place: Int) throws {
    let wake = DispatchSemaphore(value: 0)
    let mustWait = state.withLock { state in
      guard state.turn < place, state.failure == nil else { return false }
      state.waiting.append((place, wake))
      return true
    }
    if mustWait { wake.wait() }
    if let failure { throw failure }
  }

  /// Gives the turn to the next place.
  func advance() {
    wake { state in
      state.turn += 1
      return state.waiting.filter { $0.place <= state.turn }.map(\.wake)
    }
  }

  /// Ends all waiting.
  func fail(_ error: any Error) {
    wake { state in
      if state.failure == nil { state.failure = error }
      return state.waiting.map(\.wake)
    }
  }

  private func wake(_ body: (inout State) -> [DispatchSemaphore]) {
    let woken = state.withLock { state in
      let woken = body(&state)
      state.waiting.removeAll { waiting in woken.contains { $0 === waiting.wake } }
      return woken
    }
    for semaphore in woken { semaphore.signal() }
  }
}
