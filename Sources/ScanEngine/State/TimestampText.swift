extension Timestamp {
  /// Days since 1970-01-01, UTC.
  package var day: Int {
    Int(milliseconds / 86_400_000) - (milliseconds % 86_400_000 < 0 ? 1 : 0)
  }

  /// Reads a date and time of ISO 8601 as programs write it; nil where anything else stands there.
  ///
  /// See ``init(atStartOf:length:)``; a date alone is its midnight.
  package init?(_ text: some StringProtocol) {
    var copy = String(text)
    let parsed = copy.withUTF8 { bytes -> Timestamp? in
      var length = 0
      let whole = UnsafeRawBufferPointer(bytes)
      guard let time = Timestamp(atStartOf: whole, length: &length) else {
        return Self.midnight(whole)
      }
      return length == whole.count ? time : nil
    }
    guard let parsed else { return nil }
    self = parsed
  }

  /// Reads the date and time that a line begins with: `2026-01-17T12:00:00Z`.
  ///
  /// A space or `_` may stand for the `T`, `/` for `-` in the date; seconds, a fraction after `.`
  /// or `,` (cut to milliseconds) and the offset (`Z`, `UTC`, `+02`, `+0200`, `+02:00`, also after
  /// a space) may be left out. A time without an offset is UTC's.
  ///
  /// - Parameters:
  ///   - bytes: The line.
  ///   - length: Becomes the number of bytes that the time takes.
  package init?(atStartOf bytes: UnsafeRawBufferPointer, length: inout Int) {
    var reader = Reader(bytes: bytes)
    guard let days = reader.date(), reader.take(oneOf: 0x54, 0x74, 0x20, 0x5F),
      let milliseconds = reader.time()
    else { return nil }
    let offset = reader.offset()
    length = reader.position
    self.init(
      milliseconds: days * 86_400_000 + milliseconds - Int64(offset) * 60_000,
      offsetMinutes: offset)
  }

  /// Reads a date and time that take all of the bytes.
  package init?(text: UnsafeRawBufferPointer) {
    var length = 0
    self.init(atStartOf: text, length: &length)
    if length != text.count { return nil }
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

  private static func midnight(_ bytes: UnsafeRawBufferPointer) -> Timestamp? {
    var reader = Reader(bytes: bytes)
    guard let days = reader.date(), reader.position == bytes.count else { return nil }
    return Timestamp(milliseconds: days * 86_400_000)
  }

  /// In UTC: `2026-01-17T12:00:00Z`, with milliseconds where there are any.
  package var text: String {
    let fraction = milliseconds - Int64(day) * 86_400_000
    let seconds = fraction / 1_000
    var bytes = Self.dateBytes(day: day)
    bytes.append(UInt8(ascii: "T"))
    Self.append(seconds / 3_600, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Self.append(seconds / 60 % 60, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Self.append(seconds % 60, width: 2, to: &bytes)
    if fraction % 1_000 != 0 {
      bytes.append(UInt8(ascii: "."))
      Self.append(fraction % 1_000, width: 3, to: &bytes)
    }
    bytes.append(UInt8(ascii: "Z"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A day as `2026-01-17`, from the days since 1970-01-01.
  package static func dateText(day: Int) -> String {
    String(decoding: dateBytes(day: day), as: UTF8.self)
  }

  /// After Howard Hinnant's `civil_from_days`: years that begin in March, in cycles of 400.
  private static func dateBytes(day: Int) -> [UInt8] {
    let shifted = Int64(day) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24)
    append(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), width: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(month, width: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, width: 2, to: &bytes)
    return bytes
  }

  private static func append(_ number: Int64, width: Int, to bytes: inout [UInt8]) {
    var power: Int64 = 1
    for _ in 1..<width { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(abs(number / power % 10)))
      power /= 10
    }
  }
}

/// Reads the parts of a date and time, byte by byte.
private struct Reader {
  let bytes: UnsafeRawBufferPointer
  var position = 0

  /// Days since 1970-01-01; nil where no date stands.
  mutating func date() -> Int64? {
    guard let year = number(digits: 4), let separator = take(),
      separator == 0x2D || separator == 0x2F,
      let month = number(digits: 2), take(oneOf: separator), let day = number(digits: 2),
      year >= 1, 1...12 ~= month, day >= 1, day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    // Howard Hinnant's days_from_civil.
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Milliseconds since midnight; nil where no time stands.
  mutating func time() -> Int64? {
    guard let hour = number(digits: 2), hour < 24, take(oneOf: 0x3A),
      let minute = number(digits: 2), minute < 60
    else { return nil }
    let whole = Int64(hour * 3_600 + minute * 60) * 1_000
    guard peek() == 0x3A else { return isDigit(peek()) ? nil : whole }
    position += 1
    // 60 is a leap second.
    guard let second = number(digits: 2), second <= 60, !isDigit(peek()) else { return nil }
    return whole + Int64(second) * 1_000 + fraction()
  }

  private mutating func fraction() -> Int64 {
    guard peek() == 0x2E || peek() == 0x2C, isDigit(peek(1)) else { return 0 }
    position += 1
    var (value, unit): (Int64, Int64) = (0, 100)
    while let digit = peek(), isDigit(digit) {
      value += Int64(digit - 0x30) * unit
      unit /= 10
      position += 1
    }
    return value
  }

  /// Minutes east of UTC; 0 where nothing of this kind follows.
  mutating func offset() -> Int16 {
    let start = position
    if peek() == 0x20 { position += 1 }
    if peek() == 0x5A || peek() == 0x7A, !isWord(peek(1)) {
      position += 1
      return 0
    }
    if peek() == 0x55, peek(1) == 0x54, peek(2) == 0x43, !isWord(peek(3)) {
      position += 3
      return 0
    }
    if let minutes = signedOffset() { return minutes }
    position = start
    return 0
  }

  /// Only offsets that are in use, so that a number after a time isn't taken for one.
  private mutating func signedOffset() -> Int16? {
    guard let sign = take(), sign == 0x2B || sign == 0x2D, let hours = number(digits: 2),
      hours <= 14
    else { return nil }
    var minutes = 0
    if peek() == 0x3A || isDigit(peek()) {
      if peek() == 0x3A { position += 1 }
      guard let found = number(digits: 2), found % 15 == 0, found < 60 else { return nil }
      minutes = found
    }
    guard !isWord(peek()) else { return nil }
    let east = Int16(hours * 60 + minutes)
    return sign == 0x2D ? -east : east
  }

  func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  mutating func take() -> UInt8? {
    guard let byte = peek() else { return nil }
    position += 1
    return byte
  }

  mutating func take(oneOf choices: UInt8...) -> Bool {
    guard let byte = peek(), choices.contains(byte) else { return false }
    position += 1
    return true
  }

  mutating func number(digits: Int) -> Int? {
    guard position + digits <= bytes.count else { return nil }
    var value = 0
    for index in position..<position + digits {
      guard isDigit(bytes[index]) else { return nil }
      value = value * 10 + Int(bytes[index] - 0x30)
    }
    position += digits
    return value
  }

  private func isDigit(_ byte: UInt8?) -> Bool { byte.map { 0x30...0x39 ~= $0 } ?? false }

  private func isWord(_ byte: UInt8?) -> Bool {
    byte.map { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 } ?? false
  }
}
