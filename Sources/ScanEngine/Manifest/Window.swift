/// How far back a source is read, written `30d`, `12h` or `forever`.
package struct Window: Hashable, Sendable {
  /// In seconds, more than 0; `nil` is without limit.
  package let seconds: Int?

  package static let forever = Window(seconds: nil)
  /// 30 days.
  package static let `default` = Window(days: 30)

  private init(seconds: Int?) { self.seconds = seconds }

  /// A window of whole days, at least 1.
  package init(days: Int) { self.init(seconds: max(1, days) * 86_400) }

  /// Reads `30d`, `12h` or `forever`; nil for anything else, and for more than 100,000 days.
  package init?(_ text: String) {
    if text == "forever" {
      self = .forever
      return
    }
    guard let unit = text.last, let perUnit = ["d": 86_400, "h": 3_600][unit],
      text.dropLast().allSatisfy({ $0.isASCII && $0.isNumber }),
      let count = Int(text.dropLast()), count > 0, count <= 8_640_000_000 / perUnit
    else { return nil }
    self.init(seconds: count * perUnit)
  }

  /// Whether `time` is in the window that ends with `now`; both in seconds since 1970, UTC.
  package func contains(_ time: Int, now: Int) -> Bool {
    seconds.map { now - time < $0 } ?? true
  }
}
