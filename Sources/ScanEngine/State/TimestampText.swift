/// Reads the times that logs are stamped with.
extension Timestamp {
  /// Reads ISO 8601 and what resembles it: `2026-01-20T10:00:04.123Z`, `2026-01-20 10:00:04,123`,
  /// `…+02:00`, `…+0200`; a time without an offset is taken as UTC.
  package init?(text: UnsafeRawBufferPointer) {
    var scanner = DigitScanner(text: text)
    guard let year = scanner.number(4), scanner.skip("-/"), let month = scanner.number(2),
      scanner.skip("-/"), let day = scanner.number(2), 1...12 ~= month, 1...31 ~= day,
      scanner.skip("T t"), let hour = scanner.number(2), scanner.skip(":"),
      let minute = scanner.number(2), hour < 24, minute < 60
    else { return nil }
    var second = 0
    if scanner.skip(":") {
      guard let value = scanner.number(2), value <= 60 else { return nil }
      second = value
    }
    let fraction = scanner.skip(".,") ? scanner.milliseconds() : 0
    guard let offset = scanner.offsetMinutes() else { return nil }
    let days = Self.daysSinceEpoch(year: year, month: month, day: day)
    let seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second
    self.init(
      milliseconds: Int64(seconds) * 1_000 + Int64(fraction), offsetMinutes: Int16(offset))
  }

  /// Reads a count since 1970, in whichever unit gives a time between 1973 and 2286.
  package init?(sinceEpoch number: Double) {
    switch number {
    case 1e8..<1e10: self.init(milliseconds: Int64(number * 1e3))
    case 1e11..<1e13: self.init(milliseconds: Int64(number))
    case 1e14..<1e16: self.init(milliseconds: Int64(number / 1e3))
    case 1e17..<1e19: self.init(milliseconds: Int64(number / 1e6))
    default: return nil
    }
  }

  /// Of the proleptic Gregorian calendar (Hinnant's days_from_civil).
  private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

/// Reads numbers and separators from the front of a text.
private struct DigitScanner {
  let text: UnsafeRawBufferPointer
  var index = 0

  private var digit: Int? {
    guard index < text.count, 0x30...0x39 ~= text[index] else { return nil }
    return Int(text[index]) - 0x30
  }

  /// A number of exactly `count` digits.
  mutating func number(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit else { return nil }
      value = value * 10 + digit
      index += 1
    }
    return value
  }

  /// One byte of `separators`.
  mutating func skip(_ separators: StaticString) -> Bool {
    guard index < text.count else { return false }
    let isSeparator = separators.withUTF8Buffer { $0.contains(text[index]) }
    if isSeparator { index += 1 }
    return isSeparator
  }

  /// The first three digits of a fraction; further ones are dropped.
  mutating func milliseconds() -> Int {
    var value = 0
    var scale = 100
    while let digit {
      value += digit * scale
      scale /= 10
      index += 1
    }
    return value
  }

  /// Minutes east of UTC; 0 where there is none, nil where it is out of range.
  mutating func offsetMinutes() -> Int? {
    let mark = index
    _ = skip(" ")
    guard index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-")
    else { return 0 }
    let sign = text[index] == UInt8(ascii: "-") ? -1 : 1
    index += 1
    guard let hours = number(2) else {
      index = mark
      return 0
    }
    _ = skip(":")
    let minutes = number(2) ?? 0
    guard hours <= 18, minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes)
  }
}
