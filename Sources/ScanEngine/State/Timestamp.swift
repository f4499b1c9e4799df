/// An instant, with the offset from UTC that it was written with.
public struct Timestamp: Hashable, Sendable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64
  /// Minutes east of UTC as the text had it; 0 where it had none.
  public let offsetMinutes: Int16

  package init(milliseconds: Int64, offsetMinutes: Int16 = 0) {
    self.milliseconds = milliseconds
    self.offsetMinutes = offsetMinutes
  }

  /// Orders by instant; the offset doesn't matter.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }
}
