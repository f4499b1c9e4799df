import ScanEngine
import Synchronization

/// The line of progress on a terminal; silent everywhere else.
final class ProgressDisplay: Sendable {
  private struct Counts {
    var read: Int64 = 0
    var found = 0
    var shown: ContinuousClock.Instant?
  }

  private let console: Console
  private let total: Int64
  private let counts = Mutex(Counts())
  private let begun = ContinuousClock.now

  /// Drawn at most so often.
  private static let interval = Duration.milliseconds(80)
  private static let barWidth = 24

  /// - `total`: Bytes to be read.
  init(_ console: Console, total: Int64) {
    self.console = console
    self.total = total
  }

  /// Takes a step, and redraws the line where it is time.
  func note(_ step: ScanProgress) {
    guard console.showsProgress else { return }
    let text: String? = counts.withLock { counts in
      switch step {
      case .read(let bytes): counts.read += bytes
      case .found(let errors): counts.found += errors
      case .source: break
      }
      let now = ContinuousClock.now
      if let shown = counts.shown, shown.duration(to: now) < Self.interval { return nil }
      counts.shown = now
      return line(counts, at: now)
    }
    if let text { console.progress(text) }
  }

  /// Removes the line.
  func clear() { console.progress("") }

  private func line(_ counts: Counts, at now: ContinuousClock.Instant) -> String {
    let share = total > 0 ? min(1, Double(counts.read) / Double(total)) : 1
    let filled = Int(share * Double(Self.barWidth))
    let bar =
      String(repeating: "█", count: filled)
      + String(repeating: "░", count: Self.barWidth - filled)
    let seconds = begun.duration(to: now) / .seconds(1)
    let rate = seconds > 0 ? Int64(Double(counts.read) / seconds) : 0
    return "\(bar) \(Int(share * 100)) %  \(ByteSize.text(counts.read)) of \(ByteSize.text(total))"
      + "  \(ByteSize.text(rate))/s  \(counts.found) errors"
  }
}
