/// Secrets that are told by the word before them.
extension ScrubberPass {
  /// What stands between a key and its value.
  private struct Separator {
    /// `=`, `:`, `>` of an element, or a space.
    var symbol: UInt8
    var valueStart: Int
    /// No blanks on either side.
    var isTight: Bool
    var keyIsQuoted: Bool
  }

  /// A value and what surrounds it.
  private struct Value {
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
    let effective = flag && key == .weak && tie == .flag && isTokenWord(word) ? .secret : key
    guard isSecret(value.range, key: effective, tie: tie, isSoleOnLine: sole) else { return false }
    if tie == .flag, byte(value.range.lowerBound) == UInt8(ascii: "-") { return false }
    replace(value.range.lowerBound..<endOfWhole(value), by: key.placeholder)
    return true
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

  private func afterSpaces(_ start: Int) -> Int {
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

  private func value(at start: Int) -> Value {
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
  private func endOfWhole(_ value: Value) -> Int {
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

  // MARK: Headers

  private enum Scheme { case bearer, basic }

  /// The credentials after `Bearer` or `Basic`, wherever they stand.
  private mutating func credentials(after end: Int, scheme: Scheme) -> Bool {
    let start = afterSpaces(end)
    guard start > end else { return false }
    var stop = start
    while Self.isCredential(byte(stop)) { stop += 1 }
    guard token(at: start) == nil, !isOnlyText(start..<stop, scheme: scheme) else {
      // What was looked at is a word of its own; it is walked over once more, and only once.
      return false
    }
    replace(start..<stop, by: "<secret>")
    return true
  }

  private static func isCredential(_ byte: UInt8) -> Bool {
    Byte.isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "~")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
  }

  /// `Bearer token missing`, `Bearer realm="…"`, `Basic authentication`.
  private func isOnlyText(_ range: Range<Int>, scheme: Scheme) -> Bool {
    let traits = Traits(of: bytes, in: range)
    if traits.dots > 0, traits.slashes > 0, traits.digits == 0 { return true }
    switch scheme {
    case .bearer:
      return traits.digits == 0 && !(traits.count >= 20 && traits.uppers > 1 && traits.lowers > 1)
        || traits.count < 8
    case .basic:
      let mixed = traits.uppers > 1 && traits.lowers > 1
      return traits.count < 8 || !(mixed || traits.digits > 0 && traits.letters > 0)
    }
  }

  /// The value of an `Authorization` header; the scheme stays.
  private mutating func authorization(from start: Int, _ separator: Separator) -> Bool {
    guard separator.symbol != 0x20, separator.symbol != 0x3E else { return false }
    var position = start
    while byte(position) == UInt8(ascii: "\\") { position += 1 }
    if Byte.isQuote(byte(position)) { position += 1 }
    let scheme = position
    while Byte.isWord(byte(position)) { position += 1 }
    let blanks = position
    position = afterSpaces(position)
    let isScheme = position > blanks && blanks > scheme && isScheme(scheme..<blanks)
    let valueStart = isScheme ? position : scheme
    let hasParts = isScheme && (has("AWS4", at: scheme) || isWord(scheme..<blanks, "digest"))
    let end = hasParts ? endOfHeader(from: valueStart) : endOfCredentials(from: valueStart)
    let value = valueStart..<end
    guard !value.isEmpty, byte(valueStart) != UInt8(ascii: "<") else { return false }
    if token(at: valueStart) != nil { return false }
    let traits = Traits(of: bytes, in: value)
    let isPlain = traits.isLetters || traits.digits == 0 && traits.others == 0
    let isWordOnly = isPlain && traits.uppers == 0 && traits.count < 8
    if isScheme ? isWordOnly : isPlain || traits.count < 8 { return false }
    guard !isHarmless(value) else { return false }
    replace(value, by: "<secret>")
    return true
  }

  private func isHarmless(_ value: Range<Int>) -> Bool {
    !isSecret(value, key: .secret, tie: .tight, isSoleOnLine: false)
  }

  private static let schemes: [StaticString] = [
    "bearer", "basic", "token", "digest", "negotiate", "ntlm", "apikey", "api-key", "bot", "key",
    "sharedkey", "aws4-hmac-sha256", "aws4-hmac-sha256-payload", "aws", "googlelogin", "oauth",
    "hawk", "jwt", "dpop", "splunk", "genie", "genieKey", "snyk", "secret", "private-token",
  ]

  private func isScheme(_ word: Range<Int>) -> Bool {
    Self.schemes.contains { isWord(word, $0) }
  }

  private func endOfCredentials(from start: Int) -> Int {
    var end = start
    while end < bytes.count, !Byte.isBlank(bytes[end]), !Byte.isQuote(bytes[end]),
      bytes[end] != UInt8(ascii: ","), bytes[end] != UInt8(ascii: ")"),
      bytes[end] != UInt8(ascii: "}"), bytes[end] != UInt8(ascii: "\\"), bytes[end] != 0x1B
    {
      end += 1
    }
    return end
  }

  /// The end of a header whose value has blanks: its line, or the quotes around it.
  private func endOfHeader(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r"),
      bytes[end] != UInt8(ascii: "\\"), bytes[end] != UInt8(ascii: "'")
    {
      // A quote after `=` belongs to the header, as in Digest's `username="…"`.
      if bytes[end] == UInt8(ascii: "\""), byte(end - 1) != UInt8(ascii: "="),
        byte(end + 1) != UInt8(ascii: ","), byte(end + 1) != 0, !Byte.isBlank(byte(end + 1))
      {
        break
      }
      end += 1
    }
    return end
  }

  /// `Cookie: a=b; c=d`, all of it.
  private mutating func cookie(from separator: Separator) -> Bool {
    guard separator.symbol != 0x20, separator.symbol != 0x3E else { return false }
    var start = separator.valueStart
    while byte(start) == UInt8(ascii: "\\") { start += 1 }
    if Byte.isQuote(byte(start)) { start += 1 }
    var end = start
    var pairs = 0
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r"),
      bytes[end] != UInt8(ascii: "\\"), !Byte.isQuote(bytes[end])
    {
      if bytes[end] == UInt8(ascii: "=") { pairs += 1 }
      // Prose with no pair isn't read on: each of many such keys would read it all.
      if end - start > 256, pairs == 0 { return false }
      end += 1
    }
    guard pairs > 0, Byte.isWord(byte(start)) else { return false }
    while end > start, Byte.isSpace(bytes[end - 1]) { end -= 1 }
    replace(start..<end, by: "<secret>")
    return true
  }

  // MARK: Short options

  /// Dashes: a private key, or an option of a command that takes a secret.
  mutating func dash() {
    let start = index
    if byte(start + 1) == UInt8(ascii: "-"), privateKey(at: start) { return }
    while byte(index) == UInt8(ascii: "-") { index += 1 }
    guard command != .other, start == 0 || Byte.isBlank(byte(start - 1)) else { return }
    if index == start + 1 { _ = shortOption(at: index) }
    if index == start + 2, command == .curl {
      for name: StaticString in ["user", "proxy-user"] where has(name, at: index) {
        let end = index + name.utf8CodeUnitCount
        if Byte.isSpace(byte(end)) || byte(end) == UInt8(ascii: "=") {
          _ = userAndPassword(at: afterSpaces(end + 1))
        }
        return
      }
    }
  }

  private mutating func shortOption(at option: Int) -> Bool {
    let letter = byte(option)
    let hasBlank = Byte.isSpace(byte(option + 1))
    let start = hasBlank ? afterSpaces(option + 1) : option + 1
    switch (command, letter) {
    case (.mysql, UInt8(ascii: "p")): return !hasBlank && optionValue(at: start)
    case (.sshpass, UInt8(ascii: "p")), (.mongo, UInt8(ascii: "p")): return optionValue(at: start)
    case (.login, UInt8(ascii: "p")), (.redis, UInt8(ascii: "a")):
      return hasBlank && optionValue(at: start)
    case (.curl, UInt8(ascii: "u")), (.curl, UInt8(ascii: "U")): return userAndPassword(at: start)
    default: return false
    }
  }

  private mutating func optionValue(at start: Int) -> Bool {
    guard byte(start) != UInt8(ascii: "-"), !Byte.isBlank(byte(start)) else { return false }
    let value = value(at: start)
    guard isSecret(value.range, key: .password, tie: .flag, isSoleOnLine: false) else {
      return false
    }
    replace(value.range.lowerBound..<endOfWhole(value), by: "<password>")
    return true
  }

  /// `-u user:password`; the user stays.
  private mutating func userAndPassword(at start: Int) -> Bool {
    let value = value(at: start)
    guard let colon = value.range.first(where: { bytes[$0] == UInt8(ascii: ":") }) else {
      return false
    }
    let password = colon + 1..<value.range.upperBound
    guard isSecret(password, key: .password, tie: .tight, isSoleOnLine: false) else { return false }
    replace(password, by: "<password>")
    return true
  }
}
