/// Credentials in headers of HTTP.
extension ScrubberPass {
  enum Scheme { case bearer, basic }

  /// The credentials after `Bearer` or `Basic`, wherever they stand.
  mutating func credentials(after end: Int, scheme: Scheme) -> Bool {
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
  mutating func authorization(from start: Int, _ separator: Separator) -> Bool {
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
  mutating func cookie(from separator: Separator) -> Bool {
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
}
