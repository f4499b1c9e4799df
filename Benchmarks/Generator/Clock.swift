/// The time of a log, which goes on a little with each look at it.
struct Clock {
  /// In milliseconds since 2026-01-05, midnight, UTC.
  private var time: Int

  init(start: Int) { time = start }

  private static let monthLengths: [Int] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  mutating func advance(by milliseconds: Int) { time += milliseconds }

  /// `2026-01-05T10:11:12.345Z`, with other marks between and after the parts where they are given.
  func appendTimestamp(
    to text: inout Text, dateMark: UInt8 = 0x2D, middle: UInt8 = 0x54, point: UInt8 = 0x2E
  ) {
    appendDate(to: &text, mark: dateMark)
    text.append(byte: middle)
    appendTimeOfDay(to: &text)
    text.append(byte: point)
    text.append(time % 1000, width: 3)
  }

  func appendTimeOfDay(to text: inout Text) {
    let seconds = time / 1000
    text.append(seconds / 3600 % 24, width: 2)
    text.append(byte: 0x3A)
    text.append(seconds / 60 % 60, width: 2)
    text.append(byte: 0x3A)
    text.append(seconds % 60, width: 2)
  }

  func appendDate(to text: inout Text, mark: UInt8) {
    let (year, month, day) = date
    text.append(year)
    text.append(byte: mark)
    text.append(month + 1, width: 2)
    text.append(byte: mark)
    text.append(day, width: 2)
  }

  /// The month counts from 0, the day from 1.
  ///
  /// No year is a leap year: no log is that long.
  private var date: (year: Int, month: Int, day: Int) {
    var day = time / 86_400_000 + 4
    let year = 2026 + day / 365
    day %= 365
    var month = 0
    while day >= Self.monthLengths[month] {
      day -= Self.monthLengths[month]
      month += 1
    }
    return (year, month, day + 1)
  }

  /// `Jan 05 10:11:12`, as syslog has it.
  func appendSyslogTime(to text: inout Text) {
    let (_, month, day) = date
    let names: StaticString = "JanFebMarAprMayJunJulAugSepOctNovDec"
    text.append(names.utf8Start + month * 3, 3)
    text.append(byte: 0x20)
    text.append(day, width: 2, fill: 0x20)
    text.append(byte: 0x20)
    appendTimeOfDay(to: &text)
  }
}
