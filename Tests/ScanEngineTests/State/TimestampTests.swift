import Testing

@testable import ScanEngine

struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0, 0),
    ("2026-01-17T12:00:00Z", 1_768_651_200_000, 0),
    ("2026-01-17t12:00:00z", 1_768_651_200_000, 0),
    ("2026-01-17 12:00:00", 1_768_651_200_000, 0),
    ("2026-01-17 12:00:00 UTC", 1_768_651_200_000, 0),
    ("2026/01/17 12:00:00", 1_768_651_200_000, 0),
    ("2026-01-17T12:00", 1_768_651_200_000, 0),
    ("2026-01-17", 1_768_608_000_000, 0),
    ("2026-01-17T14:00:00+02:00", 1_768_651_200_000, 120),
    ("2026-01-17T14:00:00+0200", 1_768_651_200_000, 120),
    ("2026-01-17T14:00:00+02", 1_768_651_200_000, 120),
    ("2026-01-17 06:30:00 -0530", 1_768_651_200_000, -330),
    ("2026-01-17T12:00:00.123Z", 1_768_651_200_123, 0),
    ("2026-01-17T12:00:00.123456", 1_768_651_200_123, 0),
    ("2026-01-17 12:00:00,5", 1_768_651_200_500, 0),
    ("1969-12-31T23:59:59.999Z", -1, 0),
    ("0001-01-01T00:00:00Z", -62_135_596_800_000, 0),
    ("9999-12-31T23:59:59Z", 253_402_300_799_000, 0),
    ("2024-02-29T00:00:00Z", 1_709_164_800_000, 0),
    ("2016-12-31T23:59:60Z", 1_483_228_800_000, 0),
  ])
  func reads(_ text: String, milliseconds: Int64, offset: Int16) throws {
    let time = try #require(Timestamp(text))
    #expect(time.milliseconds == milliseconds)
    #expect(time.offsetMinutes == offset)
  }

  @Test(arguments: [
    "", "2026", "2026-01", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-17T24:00:00Z",
    "2026-01-17T12:60:00Z", "2026-01-17T12:00:61Z", "2026-01-17T12", "2026-01-17T12:000",
    "2026-01/17T12:00:00Z", "0000-01-01T00:00:00Z", "2026-01-17T12:00:00Z and more",
    "2026-01-17T12:00:00+25:00", "26-01-17T12:00:00Z", "２026-01-17T12:00:00Z", "tomorrow",
  ])
  func refuses(_ text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test(arguments: [
    ("2026-01-17T12:00:00Z ERROR x", 20), ("2026-01-17 12:00:00,123 - app - ERROR", 23),
    ("2026-01-17 12:00:00 -5 items", 19), ("2026-01-17 12:00:00 +0200 [x]", 25),
    ("2026-01-17 12:00:00.5 Zebra", 21), ("2026-01-17 12:00:00: message", 19),
  ])
  func readsTheStartOfALine(_ line: String, length: Int) {
    var taken = 0
    let time = Array(line.utf8).withUnsafeBytes { Timestamp(atStartOf: $0, length: &taken) }
    #expect(time != nil)
    #expect(taken == length)
  }

  @Test func writesWhatItReads() throws {
    // Every 61 hours and some, over 500 years.
    for step in stride(from: Int64(-6_000_000_000_000), to: 10_000_000_000_000, by: 219_999_999) {
      let time = Timestamp(milliseconds: step)
      #expect(Timestamp(time.text) == time)
      #expect(time.text.hasPrefix(Timestamp.dateText(day: time.day) + "T"))
    }
    #expect(Timestamp(milliseconds: 1_768_651_200_000).text == "2026-01-17T12:00:00Z")
    #expect(Timestamp(milliseconds: -1).text == "1969-12-31T23:59:59.999Z")
    #expect(Timestamp(milliseconds: -1).day == -1)
  }
}
