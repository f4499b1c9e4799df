/// Tells a clock that is plainly wrong: windows and watermarks go by it.
enum ClockCheck {
  /// 2024-01-01 and 2090-01-01, in milliseconds since 1970.
  private static let plausible: ClosedRange<Int64> = 1_704_067_200_000...3_786_912_000_000
  /// Machines that share a store differ by less, in milliseconds.
  private static let tolerance: Int64 = 86_400_000

  /// - `lastScan`: When the last scan began, by the clock of that time.
  static func warning(now: Timestamp, lastScan: Timestamp?) -> Warning? {
    if !plausible.contains(now.milliseconds) {
      return Warning(
        "the clock says \(now.text): windows go by it, so documents may be left out "
          + "(set the clock, then run 'scanctl backfill')")
    }
    guard let lastScan, lastScan.milliseconds > now.milliseconds + tolerance else { return nil }
    return Warning(
      "the last scan was at \(lastScan.text), which is still to come: the clock was ahead then, "
        + "or is behind now (check the clock; counts don't depend on it)")
  }
}
