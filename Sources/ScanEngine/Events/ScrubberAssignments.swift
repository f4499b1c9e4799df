/// Secrets that are told by the word before them.
extension ScrubberPass {
  /// What stands between a key and its value.
  struct Separator {
    /// `=`, `:`, `>` of an element, or a space.
    var symbol: UInt8
    var valueStart: Int
    /// No blanks on either side.
    var isTight: Bool
    var keyIsQuoted: Bool
  }

  /// A value and what surrounds it.
  struct Value {
    var range: Range<Int>
    var isQuoted: Bool
  }

  /// Takes out the value that belongs to the word that was just read.
  mutating func assignment(of word: Range<Int>) -> Bool {
    if isWord(word, "bearer") { return credentials(after: word.upperBound, scheme: .bearer) }
    if isWord(word, "basic") { return credentials(after: word.upperBound, scheme: .basic) }
    if isWord(word, "identified") { return identifiedBy(word) }
    guard let key = secretKey(of: word), let separator = separator(after: word) else {
      return false
    }
    switch key {
    case .authorization: return authorization(from: separator.valueStart, separator)
    case .cookie: return cookie(from: separator)
    default: break
    }
    if separator.symbol == UInt8(ascii: ">") {
      return element(from: separator.valueStart, key: key)
    }
    let value = value(at: separator.valueStart)
    if token(at: value.range.lowerBound) != nil { return false }
    let flag = isFlag(word)
    let sole = isSoleOnLine(word, value)
    let tie = tie(of: separator, value: value, isFlag: flag)
    if tie == .adjacent, key == .password, isAfterLogin(word) {
      replace(value.range.lowerBound..<endOfWhole(value), by: key.placeholder)
      return true
    }
    let effective = flag && key == .weak && tie == .flag && isTokenWord(word) ? .secret : key
    guard isSecret(value.range, key: effective, tie: tie, isSoleOnLine: sole) else { return false }
    if tie == .flag, byte(value.range.lowerBound) == UInt8(ascii: "-") { return false }
    replace(value.range.lowerBound..<endOfWhole(value), by: key.placeholder)
    return true
  }

  /// `login NAME password …`, as .netrc has it.
  private func isAfterLogin(_ word: Range<Int>) -> Bool {
    let least = max(copied, word.lowerBound - 160)
    var position = word.lowerBound
    for isBlank in [true, false, true] {
      while position > least, Byte.isBlank(bytes[position - 1]) == isBlank { position -= 1 }
    }
    return position - 5 >= least && hasIgnoringCase("login", at: position - 5)
      && !Byte.isWord(byte(position - 6))
  }

  private func isTokenWord(_ word: Range<Int>) -> Bool { isWord(word, "token") }

  private func tie(of separator: Separator, value: Value, isFlag: Bool) -> Tie {
    if separator.symbol == 0x20 { return isFlag ? .flag : .adjacent }
    if separator.isTight, separator.symbol == UInt8(ascii: "=") {
      return value.isQuoted ? .quoted : .tight
    }
    return value.isQuoted ? .quoted : .loose
  }

  // MARK: Separators

  private func separator(after word: Range<Int>) -> Separator? {
    var position = word.upperBound
    let afterWord = position
    while byte(position) == UInt8(ascii: "\\") { position += 1 }
    let isQuoted = Byte.isQuote(byte(position))
    if isQuoted {
      position += 1
      if byte(position) == UInt8(ascii: "]") { position += 1 }
    } else {
      position = afterWord
    }
    if byte(position) == UInt8(ascii: ">"), byte(word.lowerBound - 1) == UInt8(ascii: "<") {
      return Separator(symbol: 0x3E, valueStart: position + 1, isTight: true, keyIsQuoted: false)
    }
    let blanks = position
    position = afterSpaces(position)
    var symbol = byte(position)
    let beforeSymbol = position
    switch symbol {
    case UInt8(ascii: "="):
      while byte(position) == UInt8(ascii: "=") || byte(position) == UInt8(ascii: ">") {
        position += 1
      }
    case UInt8(ascii: ":"):
      position += 1
      // `std::token::value` names something.
      if byte(position) == UInt8(ascii: ":") { return nil }
      if byte(position) == UInt8(ascii: "=") {
        position += 1
        symbol = UInt8(ascii: "=")
      }
    default:
      if isQuoted, symbol == UInt8(ascii: ","), isFlag(word) {
        // Arguments in a list.
        position += 1
      } else {
        guard position > blanks, !isQuoted else { return nil }
      }
      symbol = 0x20
    }
    let afterSymbol = position
    position = afterSpaces(position)
    guard position < bytes.count, bytes[position] != UInt8(ascii: "\n") else { return nil }
    return Separator(
      symbol: symbol, valueStart: position,
      isTight: beforeSymbol == blanks && position == afterSymbol, keyIsQuoted: isQuoted)
  }

  func afterSpaces(_ start: Int) -> Int {
    var position = start
    while position < start + 32, Byte.isSpace(byte(position)) { position += 1 }
    return position
  }

  private func isFlag(_ word: Range<Int>) -> Bool {
    guard byte(word.lowerBound - 1) == UInt8(ascii: "-") else { return false }
    var before = word.lowerBound - 1
    while byte(before) == UInt8(ascii: "-"), word.lowerBound - before < 3 { before -= 1 }
    return before < 0 || Byte.isBlank(bytes[before]) || Byte.isQuote(bytes[before])
      || bytes[before] == UInt8(ascii: ",") || bytes[before] == UInt8(ascii: "[")
  }

  /// Whether the key begins its line, as in YAML and INI files, and one word follows it.
  private func isSoleOnLine(_ word: Range<Int>, _ value: Value) -> Bool {
    let next = byte(value.range.upperBound)
    guard !value.isQuoted, next == 0 || next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r")
    else { return false }
    var before = word.lowerBound - 1
    while before >= 0, word.lowerBound - before < 64,
      Byte.isSpace(bytes[before]) || bytes[before] == UInt8(ascii: "-")
    {
      before -= 1
    }
    return before < 0 || bytes[before] == UInt8(ascii: "\n")
  }

  // MARK: Values

  func value(at start: Int) -> Value {
    var position = start
    // `b'…'`, `u"…"`, `@"…"` and escaped quotes.
    if Byte.isQuote(byte(position + 1)),
      Byte.isLetter(byte(position)) || byte(position) == UInt8(ascii: "@")
    {
      position += 1
    }
    let escapes = position
    while byte(position) == UInt8(ascii: "\\"), position - escapes < 8 { position += 1 }
    if Byte.isQuote(byte(position)),
      let end = endOfQuoted(
        from: position + 1, quote: bytes[position], escapes: position - escapes)
    {
      return Value(range: position + 1..<end, isQuoted: true)
    }
    if Byte.isQuote(byte(position)) { position += 1 } else { position = start }
    return Value(range: position..<endOfBare(from: position, limit: 512), isQuoted: false)
  }

  /// The end of a text in quotes, each with `escapes` backslashes before it; it is looked for as
  /// far as a secret may be long.
  private func endOfQuoted(from start: Int, quote: UInt8, escapes: Int) -> Int? {
    var position = start
    while position < bytes.count, position - start < 1024 {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\n") { return nil }
      if byte == quote { return position }
      guard byte == UInt8(ascii: "\\") else {
        position += 1
        continue
      }
      var end = position
      while self.byte(end) == UInt8(ascii: "\\"), end - position < 16 { end += 1 }
      let isQuote = self.byte(end) == quote
      if isQuote, escapes > 0, end - position <= escapes { return position }
      // With an even number of them the quote is none of the value's.
      if isQuote, escapes == 0, (end - position) % 2 == 0 { return end }
      position = isQuote ? end + 1 : end
    }
    return nil
  }

  /// The end of a value without quotes.
  private func endOfBare(from start: Int, limit: Int) -> Int {
    var position = start
    while position < bytes.count, position - start < limit {
      if endsBare(at: position, from: start) { break }
      position += 1
    }
    return position
  }

  private func endsBare(at position: Int, from start: Int) -> Bool {
    let current = bytes[position]
    if Byte.isBlank(current) || Byte.isQuote(current) { return true }
    let next = byte(position + 1)
    switch current {
    case UInt8(ascii: ","), UInt8(ascii: "&"), UInt8(ascii: ";"):
      return next == 0 || Byte.isBlank(next) || Byte.isQuote(next) || startsPair(at: position + 1)
    case UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"):
      return !Byte.isAlphanumeric(next)
    case UInt8(ascii: "\\"):
      return next == UInt8(ascii: "n") || next == UInt8(ascii: "r") || next == UInt8(ascii: "t")
        || Byte.isQuote(next) || next == UInt8(ascii: "\\")
    case UInt8(ascii: "<"), UInt8(ascii: "|"): return position > start
    case 0x1B: return true
    default: return false
    }
  }

  /// `name=`, as after the `,`, `;` or `&` between two settings.
  private func startsPair(at start: Int) -> Bool {
    var position = start
    while position - start < 40, Byte.isWord(byte(position)) || byte(position) == 0x20 {
      position += 1
    }
    return position > start
      && (byte(position) == UInt8(ascii: "=") || byte(position) == UInt8(ascii: ":"))
  }

  /// The real end of a value that was judged by its beginning.
  func endOfWhole(_ value: Value) -> Int {
    value.isQuoted
      ? value.range.upperBound : endOfBare(from: value.range.lowerBound, limit: .max)
  }

  /// `<password>…</password>`.
  private mutating func element(from start: Int, key: SecretKey) -> Bool {
    var end = start
    while end < bytes.count, end - start < 1024, bytes[end] != UInt8(ascii: "<") { end += 1 }
    guard byte(end) == UInt8(ascii: "<"), byte(end + 1) == UInt8(ascii: "/"),
      isSecret(start..<end, key: key, tie: .quoted, isSoleOnLine: false)
    else { return false }
    replace(start..<end, by: key.placeholder)
    return true
  }

  /// `IDENTIFIED BY 'password'`, and with a plug-in before the `BY`.
  private mutating func identifiedBy(_ word: Range<Int>) -> Bool {
    var position = afterSpaces(word.upperBound)
    guard hasIgnoringCase("by ", at: position) else { return false }
    position = afterSpaces(position + 3)
    if hasIgnoringCase("password ", at: position) { position = afterSpaces(position + 9) }
    let value = value(at: position)
    guard value.isQuoted,
      isSecret(value.range, key: .password, tie: .quoted, isSoleOnLine: false)
    else { return false }
    replace(value.range, by: "<password>")
    return true
  }
}
