internal import Dispatch

/// Hashes what was read on another core, while this one looks at the lines.
///
/// `@unchecked Sendable`: `sha` and `piece` belong to whoever holds `turn`, which the owner takes
/// before it hands over a piece, and the queue gives back when it has hashed it.
final class HashLane: @unchecked Sendable {
  private var sha: SHA256
  private var piece: [UInt8] = []
  private let turn = DispatchSemaphore(value: 1)
  private let queue = DispatchQueue(label: "scanctl.hash")

  /// Goes on with a hash.
  init(_ sha: SHA256) { self.sha = sha }

  /// Adds bytes, which are copied; waits for those before them.
  func add(_ bytes: UnsafeRawBufferPointer) {
    turn.wait()
    piece.removeAll(keepingCapacity: true)
    piece.append(contentsOf: bytes)
    queue.async {
      self.sha.update(self.piece)
      self.turn.signal()
    }
  }

  /// The hash of all that was added.
  var value: SHA256 {
    turn.wait()
    defer { turn.signal() }
    return sha
  }
}
