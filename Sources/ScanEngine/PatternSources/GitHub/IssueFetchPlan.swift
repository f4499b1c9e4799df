/// Which issues a fetch asks for, and what it may say afterwards.
struct IssueFetchPlan: Hashable {
  /// Asked for from this last change on; nil is from the beginning.
  private(set) var since: Timestamp?
  /// Which of those that come are read.
  let wanted: Wanted
  /// Whether all that a normal fetch would have given is among it, so that the watermark moves.
  let isComplete: Bool
  /// Whether the fetch goes on where one was cut short, and is gone on with.
  let canResume: Bool

  /// Issues that were closed in a window, or changed since the watermark.
  struct Wanted: Hashable, Sendable {
    /// nil is all.
    let closedSince: Timestamp?
    /// However long ago it was closed; nil where only the window counts.
    let changedSince: Timestamp?

    func contains(_ issue: GitHubIssue) -> Bool {
      guard let closed = issue.closedAt else { return false }
      guard let closedSince, closed < closedSince else { return true }
      guard let changedSince, let changed = issue.updatedAt else { return false }
      return changed >= changedSince
    }
  }

  /// - `watermark`: Up to where a complete fetch has come.
  /// - `window`: The source's own.
  /// - `override`: What the user asked for instead.
  init(watermark: Timestamp?, window: Window, override: Window?, isRescan: Bool, now: Timestamp) {
    func start(_ window: Window) -> Timestamp? {
      window.seconds.map { Timestamp(milliseconds: (now.milliseconds / 1_000 - Int64($0)) * 1_000) }
    }
    canResume = !isRescan
    guard override != nil || isRescan else {
      // What has changed since the watermark is wanted, however long ago it was closed.
      since = watermark ?? start(window)
      wanted = Wanted(
        closedSince: watermark == nil ? start(window) : nil, changedSince: nil)
      isComplete = true
      return
    }
    let start = start(override ?? window)
    // nil is the earliest.
    let reachesBack =
      start.map { start in
        (watermark
          ?? window.seconds.map { Timestamp(milliseconds: now.milliseconds - Int64($0) * 1_000) })
          .map { start <= $0 } ?? false
      } ?? true
    isComplete = reachesBack || override == nil
    since = reachesBack ? start : override == nil ? watermark : start
    wanted = Wanted(closedSince: start, changedSince: isComplete ? watermark : nil)
  }

  /// Goes on where an earlier fetch was cut short, where that had read all that this one wants.
  mutating func resume(at place: FetchPlace?) {
    guard canResume, let place, covers(place) else { return }
    since = [since, place.changed].compactMap(\.self).max()
  }

  private func covers(_ place: FetchPlace) -> Bool {
    func isEarlier(_ one: Timestamp?, _ other: Timestamp?) -> Bool {
      one.map { one in other.map { one <= $0 } ?? false } ?? true
    }
    return isEarlier(place.since, since) && isEarlier(place.closedSince, wanted.closedSince)
      && (wanted.changedSince == nil || place.closedSince == nil
        || place.changedSince == wanted.changedSince)
  }
}

/// Up to where a fetch came that was cut short.
///
/// GitHub's own cursor isn't kept: issues come in the order of their last change, so that the last
/// one's instant says the same, for as long as one likes, and a change puts an issue behind it.
struct FetchPlace: Hashable {
  /// What the fetch began with.
  let since: Timestamp?
  let closedSince: Timestamp?
  let changedSince: Timestamp?
  /// All that changed before this was committed.
  let changed: Timestamp

  init(since: Timestamp?, wanted: IssueFetchPlan.Wanted, changed: Timestamp) {
    self.since = since
    closedSince = wanted.closedSince
    changedSince = wanted.changedSince
    self.changed = changed
  }

  /// Reads ``bytes``; nil where there are none.
  init?(_ bytes: [UInt8]) {
    let parts = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map { Timestamp(String($0)) }
    guard parts.count == 4, let changed = parts[3] else { return nil }
    (since, closedSince, changedSince, self.changed) = (parts[0], parts[1], parts[2], changed)
  }

  var bytes: [UInt8] {
    let lines = [since, closedSince, changedSince, changed].map { $0?.text ?? "" }
    return Array(lines.joined(separator: "\n").utf8)
  }
}
