/// Numbers and all that begins with a digit: dates, addresses, sizes, durations, versions, ids.
extension NormalizingPass {
  /// A chunk whose first letter or digit is the digit at `digits`.
  mutating func number(_ range: Range<Int>, digits: Int) {
    let end = range.upperBound
    if traits(digits..<end).contains(.technical) { return identifier(range, .technical) }
    if let colon = colonBeforeWord(digits..<end) {
      number(range.lowerBound..<colon, digits: digits)
      join(0x3A)
      return classify(colon + 1..<end, classes(of: colon + 1..<end))
    }
    if isCode(range, digits: digits) {
      keep(range)
      lastWord = end..<end
      return
    }
    if isHash(range, least: 7), any(range, .letter) { return hash(range) }
    variable(range)
    previous.remove(.code)
    absorbBracket()
  }

  /// `10.0.0.1:80:Got exception`: a word after a colon is no part of the number.
  private func colonBeforeWord(_ range: Range<Int>) -> Int? {
    for index in range where input[index] == 0x3A && isLetter(index + 1) && isLetter(index + 2) {
      let rest = index + 1..<range.upperBound
      if !all(rest, [.hexLetter, .digit, .colon]) {
        return index
      }
    }
    return nil
  }

  /// `Subject(4,1)`, `0000:00:02.0[A]`: a place inside what was dropped goes with it.
  mutating func absorbBracket() {
    guard position < count, input[position] == 0x28 || input[position] == 0x5B else { return }
    let close: UInt8 = input[position] == 0x28 ? 0x29 : 0x5D
    var end = position + 1
    while end < count, end - position < 16 {
      if input[end] == close {
        guard end > position + 1 else { return }
        position = end + 1
        return
      }
      let isShortName = end == position + 1 && byte(end + 1) == close
      guard isDigit(end) || input[end] == 0x2C || input[end] == 0x3A || isShortName else { return }
      end += 1
    }
  }

  /// Whether a number tells one problem from another: an error code, errno, an exit status, a
  /// signal, an HTTP status, a number base.
  func isCode(_ range: Range<Int>, digits: Int) -> Bool {
    guard range.count <= 24, digits - range.lowerBound <= 1 else { return false }
    if range.lowerBound < digits, input[range.lowerBound] != 0x2D { return false }
    let number = digits..<(index(of: 0x2F, in: range) ?? range.upperBound)
    // `status=1/FAILURE` says it twice, `0/3` is a share.
    guard number.upperBound == range.upperBound || isLetter(number.upperBound + 1) else {
      return false
    }
    if isHTTPStatus(number) { return true }
    if isToolCode(number) || isErrorNumber(number) { return true }
    guard previous.contains(.code), isShortNumber(number) || isHexadecimal(number) else {
      return false
    }
    // `Error: 5 tests failed` counts; `error: 403` and `Error 127` name.
    let separator = length > 0 ? output[length - 1] : 0
    guard separator != 0x5B else { return false }
    return separator != 0x3A || !isFollowedByNoun(range.upperBound)
  }

  private func isFollowedByNoun(_ end: Int) -> Bool {
    byte(end) == 0x20 && isLetter(end + 1) && !byteClass(end + 1).contains(.upper)
      && isLetter(end + 2) && traits(wordRange(end + 1)).isDisjoint(with: .english)
  }

  func wordRange(_ start: Int) -> Range<Int> {
    var end = start
    while isLetter(end), end - start < 17 { end += 1 }
    return start..<end
  }

  /// Up to six digits, or a SQLSTATE such as `42P01`.
  private func isShortNumber(_ range: Range<Int>) -> Bool {
    guard range.count <= 6 else { return false }
    return all(range, .digit)
      || range.count == 5
        && all(range, [.digit, .upper])
  }

  private func isHexadecimal(_ range: Range<Int>) -> Bool {
    range.count > 2 && range.count <= 10 && input[range.lowerBound] == 0x30
      && input[range.lowerBound + 1] | 0x20 == 0x78
  }

  /// 400 to 599 with a reason phrase after it or a word for answering before it.
  private func isHTTPStatus(_ range: Range<Int>) -> Bool {
    guard range.count == 3, all(range, .digit), !stands("port ", at: range.lowerBound - 5),
      !stands("line ", at: range.lowerBound - 5)
    else { return false }
    let first = input[range.lowerBound]
    guard first >= 0x31, first <= 0x35 else { return false }
    let next = range.upperBound
    if first >= 0x34, byte(next) == 0x20 || byte(next) == 0x3A {
      let word = next + (byte(next + 1) == 0x20 ? 2 : 1)
      if isLetter(word), byteClass(word).contains(.upper), isLetter(word + 1),
        !byteClass(word + 1).contains(.upper)
      {
        return true
      }
    }
    guard first >= 0x34,
      stands("with ", at: range.lowerBound - 5)
        || stands("returned ", at: range.lowerBound - 9) || stands("got ", at: range.lowerBound - 4)
    else { return false }
    return !isFollowedByNoun(next)
  }

  /// `curl: (28)`: a tool's own code, in brackets after its name.
  private func isToolCode(_ range: Range<Int>) -> Bool {
    range.count <= 3 && all(range, .digit) && byte(range.lowerBound - 1) == 0x28
      && byte(range.upperBound) == 0x29 && byte(range.lowerBound - 2) == 0x20
      && (byte(range.lowerBound - 3) == 0x3A || byte(range.lowerBound - 3) == 0x27)
      && (byte(range.lowerBound - 3) == 0x27 || range.lowerBound < 20)
  }

  /// `(111: Connection refused)`: errno with its text.
  private func isErrorNumber(_ range: Range<Int>) -> Bool {
    range.count <= 3 && all(range, .digit) && byte(range.lowerBound - 1) == 0x28
      && byte(range.upperBound) == 0x3A && byte(range.upperBound + 1) == 0x20
      && isLetter(range.upperBound + 2)
  }
}
