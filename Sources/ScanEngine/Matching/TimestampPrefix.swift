/// Reads the timestamps that log lines begin with.
package enum TimestampPrefix {
  /// The timestamp at byte `start` and the offset after it.
  ///
  /// Knows ISO 8601 with `T` or a blank and any fraction and offset, `2026/01/02 15:04:05`,
  /// `02/Jan/2026:15:04:05 +0000`, `Fri Jan 02 15:04:05 2026`, and, without a value as they have no
  /// year or day, `Jan  2 15:04:05` and `15:04:05.123`.
  package static func read(
    _ line: UnsafeRawBufferPointer, at start: Int
  ) -> (timestamp: Timestamp?, end: Int)? {
    var length = 0
    let rest = UnsafeRawBufferPointer(rebasing: line[start...])
    guard mayBegin(rest) else { return nil }
    if let timestamp = Timestamp(atStartOf: rest, length: &length) {
      return (timestamp, start + length)
    }
    var reader = ByteReader(line, at: start)
    if let found = reader.apacheDate() { return found }
    reader = ByteReader(line, at: start)
    if let found = reader.namedMonth() { return found }
    reader = ByteReader(line, at: start)
    guard reader.time() != nil else { return nil }
    return (nil, reader.index)
  }
}

extension TimestampPrefix {
  /// Whether a text begins with a digit, or with three letters of a month or a day; most don't.
  private static func mayBegin(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count >= 4 else { return false }
    if 0x30...0x39 ~= text[0] { return true }
    return 0x61...0x7A ~= text[0] | 0x20 && (text[3] == 0x20 || text[3] == 0x2C)
  }
}

/// Reads digits and separators at a moving place.
private struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private(set) var index: Int

  init(_ bytes: UnsafeRawBufferPointer, at index: Int) {
    self.bytes = bytes
    self.index = index
  }

  struct TimeOfDay {
    var milliseconds: Int64
  }

  mutating func apacheDate() -> (timestamp: Timestamp?, end: Int)? {
    guard let day = number(2), 1...31 ~= day, let separator = oneOf("/ -"), let month = month(),
      oneOf([separator]) != nil, let year = number(4), oneOf(": ") != nil, let time = time()
    else { return nil }
    let offset = zone()
    return (stamp(year, month, day, time, offset), index)
  }

  /// `Jan  2 15:04:05`, `Fri Jan 02 15:04:05[.123] [UTC] 2026`, `Feb 11, 2026 9:05:11 AM`.
  mutating func namedMonth() -> (timestamp: Timestamp?, end: Int)? {
    let start = index
    if month() == nil {
      guard index + 4 <= bytes.count, (0..<3).allSatisfy({ isLetter(bytes[index + $0]) }) else {
        return nil
      }
      index += 3
      _ = oneOf(",")
      guard oneOf(" ") != nil else { return nil }
    } else {
      index = start
    }
    guard let month = month(), oneOf(" ") != nil else { return nil }
    _ = oneOf(" ")
    guard let day = number(2) ?? number(1), 1...31 ~= day else { return nil }
    if oneOf(",") != nil {
      guard oneOf(" ") != nil, let year = number(4), oneOf(" ") != nil, let time = time() else {
        return nil
      }
      let noon: Int64 = 12 * 3_600_000
      var adjusted = time
      if word(" PM"), time.milliseconds < noon { adjusted.milliseconds += noon }
      if word(" AM"), time.milliseconds >= noon { adjusted.milliseconds -= noon }
      return (stamp(year, month, day, adjusted, 0), index)
    }
    guard oneOf(" ") != nil, let time = time() else { return nil }
    let end = index
    _ = word(" UTC") || word(" GMT")
    if oneOf(" ") != nil, let year = number(4), 1970...2200 ~= year {
      return (stamp(year, month, day, time, 0), index)
    }
    index = end
    return (nil, index)
  }

  mutating func time() -> TimeOfDay? {
    guard let hour = number(2) ?? number(1), hour < 24, oneOf(":") != nil, let minute = number(2),
      minute < 60, oneOf(":") != nil, let second = number(2), second < 61
    else { return nil }
    var milliseconds = Int64((hour * 60 + minute) * 60 + second) * 1_000
    if index + 1 < bytes.count, [0x2E, 0x2C, 0x3A].contains(bytes[index]), isDigit(index + 1) {
      index += 1
      var scale: Int64 = 100
      while isDigit(index) {
        milliseconds += Int64(bytes[index] - 0x30) * scale
        scale /= 10
        index += 1
      }
    }
    return TimeOfDay(milliseconds: milliseconds)
  }

  /// Minutes east of UTC; 0 where nothing is said.
  private mutating func zone() -> Int {
    if oneOf("Zz") != nil { return 0 }
    let start = index
    _ = oneOf(" ")
    guard let sign = oneOf("+-"), let hours = number(2), hours < 15 else {
      index = start
      return 0
    }
    _ = oneOf(":")
    let minutes = number(2) ?? 0
    return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
  }

  private func stamp(
    _ year: Int, _ month: Int, _ day: Int, _ time: TimeOfDay, _ offset: Int
  ) -> Timestamp {
    let days = Int64(Self.days(year: year, month: month, day: day))
    return Timestamp(
      milliseconds: days * 86_400_000 + time.milliseconds - Int64(offset) * 60_000,
      offsetMinutes: Int16(offset))
  }

  /// Days since 1970-01-01 in the Gregorian calendar (Hinnant, "chrono-compatible date algorithms").
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private func isDigit(_ place: Int) -> Bool {
    place < bytes.count && (0x30...0x39).contains(bytes[place])
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// Exactly `count` digits, not followed by another.
  private mutating func number(_ count: Int) -> Int? {
    guard index + count <= bytes.count else { return nil }
    var value = 0
    for place in index..<index + count {
      guard isDigit(place) else { return nil }
      value = value * 10 + Int(bytes[place] - 0x30)
    }
    guard !isDigit(index + count) else { return nil }
    index += count
    return value
  }

  private mutating func oneOf(_ set: StaticString) -> UInt8? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    for place in 0..<set.utf8CodeUnitCount where set.utf8Start[place] == byte {
      index += 1
      return byte
    }
    return nil
  }

  private mutating func oneOf(_ set: [UInt8]) -> UInt8? {
    guard index < bytes.count, set.contains(bytes[index]) else { return nil }
    index += 1
    return bytes[index - 1]
  }

  private mutating func word(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count,
      (0..<count).allSatisfy({ bytes[index + $0] == text.utf8Start[$0] })
    else { return false }
    index += count
    return true
  }

  private mutating func month() -> Int? {
    let names: StaticString = "janfebmaraprmayjunjulaugsepoctnovdec"
    guard index + 3 <= bytes.count else { return nil }
    for month in 0..<12
    where (0..<3).allSatisfy({ names.utf8Start[month * 3 + $0] == bytes[index + $0] | 0x20 }) {
      index += 3
      return month + 1
    }
    return nil
  }
}
