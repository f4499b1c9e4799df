extension Expander {
  func writeNumber(_ field: Field, _ bits: UInt64, into text: inout Text) {
    switch field {
    case .line: text.append(bits.skewed(3, 10) + 1)
    case .column: text.append(bits.below(80) + 1)
    case .small: text.append(bits.below(9) + 1)
    case .count: text.append(bits.skewed(1, 12) + 2)
    case .port: text.append(bits.below(60_000) + 1024)
    case .version:
      text.append(bits.below(9))
      text.append(".")
      text.append((bits << 8).below(30))
      text.append(".")
      text.append((bits << 16).below(20))
    default: vocabulary.statuses.append(of: bits, to: &text)
    }
  }

  mutating func writeMoment(_ field: Field, _ bits: UInt64, into text: inout Text) {
    clock.advance(by: bits.below(900) + 1)
    switch field {
    case .time:
      clock.appendTimestamp(to: &text)
      text.append("Z")
    case .stamp: clock.appendTimestamp(to: &text, middle: 0x20, point: 0x2C)
    case .date: clock.appendDate(to: &text, mark: 0x2F)
    case .clock: clock.appendTimeOfDay(to: &text)
    default: clock.appendSyslogTime(to: &text)
    }
  }

  func writeMeasure(_ field: Field, _ bits: UInt64, into text: inout Text) {
    switch field {
    case .milliseconds: text.append(bits.skewed(2, 14) + 1)
    case .seconds:
      text.append(bits.skewed(0, 8))
      text.append(".")
      text.append(Int(bits >> 56) % 100, width: 2)
    case .pid: text.append(bits.below(64_000) + 200)
    case .hex: text.append(hexadecimal: bits, digits: 8)
    case .short: text.append(hexadecimal: bits, digits: 7)
    case .sha:
      text.append(hexadecimal: bits, digits: 16)
      text.append(hexadecimal: bits &* 0x9E37_79B9_7F4A_7C15, digits: 16)
      text.append(hexadecimal: bits &* 0xBF58_476D_1CE4_E5B9, digits: 8)
    case .uuid: writeUUID(bits, into: &text)
    case .address:
      text.append("0x7f")
      text.append(hexadecimal: bits, digits: 10)
    case .ip: writeInternetAddress(bits, into: &text)
    case .size:
      text.append(bits.skewed(2, 10) + 1)
      text.append(".")
      text.append(Int(bits >> 60) % 10)
      text.append(bits & 1 << 40 == 0 ? " kB" : " MB")
    case .percent: text.append(bits.below(101), width: 3, fill: 0x20)
    case .number: text.append(bits.skewed(6, 24))
    default: writeNoise(bits, into: &text)
    }
  }

  private func writeUUID(_ bits: UInt64, into text: inout Text) {
    text.append(hexadecimal: bits, digits: 8)
    text.append("-")
    text.append(hexadecimal: bits >> 32, digits: 4)
    text.append("-4")
    text.append(hexadecimal: bits >> 48, digits: 3)
    text.append("-a")
    let more = bits &* 0x94D0_49BB_1331_11EB
    text.append(hexadecimal: more >> 48, digits: 3)
    text.append("-")
    text.append(hexadecimal: more, digits: 12)
  }

  private func writeInternetAddress(_ bits: UInt64, into text: inout Text) {
    text.append("10.")
    text.append(Int(bits >> 60) & 7)
    text.append(".")
    text.append(Int(bits >> 48) & 0xFF)
    text.append(".")
    text.append(Int(bits >> 40) & 0xFF)
  }

  /// Some hundred characters of base64, as signatures and source maps have them.
  private func writeNoise(_ bits: UInt64, into text: inout Text) {
    let letters: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    var random = SplitMix(seed: bits)
    for _ in 0..<(8 + bits.below(40)) {
      var rest = random.next()
      for _ in 0..<8 {
        text.append(byte: letters.utf8Start[Int(rest & 63)])
        rest >>= 6
      }
    }
  }
}
