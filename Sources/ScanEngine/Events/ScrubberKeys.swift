/// What a word says about the value that follows it.
enum SecretKey {
  case password
  case secret
  case awsSecret
  /// The word has other uses (`token`, `auth`): the value must look like a secret.
  case weak
  /// A secret only as a parameter of a URL.
  case query
  case authorization
  case cookie

  var placeholder: StaticString {
    switch self {
    case .password: "<password>"
    case .awsSecret: "<aws-key>"
    default: "<secret>"
    }
  }

  /// Numbers with fewer digits are counts, lines or signals.
  var shortestNumber: Int { self == .password ? 4 : 6 }
}

extension ScrubberPass {
  /// What kind of key a word is, by how it ends; nil for ordinary words.
  func secretKey(of word: Range<Int>) -> SecretKey? {
    guard word.count >= 2 else { return nil }
    let end = bytes[word.upperBound - 1] | 0x20
    switch end {
    case UInt8(ascii: "d"):
      if ends(word, "password") || ends(word, "passwd") { return .password }
      return endsComponent(word, "pwd") ? .password : nil
    case UInt8(ascii: "e"):
      if ends(word, "passphrase") || ends(word, "passcode") { return .password }
      if isWord(word, "cookie") || isWord(word, "set-cookie") { return .cookie }
      if ends(word, "sharedaccesssignature") || ends(word, "secretkeybase") { return .secret }
      return ends(word, "signature") && isQuery(word) ? .query : nil
    case UInt8(ascii: "t"):
      return ends(word, "secret") ? (contains(word, "aws") ? .awsSecret : .secret) : nil
    case UInt8(ascii: "n"): return tokenKey(word)
    case UInt8(ascii: "y"): return keyKey(word)
    case UInt8(ascii: "h"):
      if ends(word, "passwordhash") { return .password }
      if isWord(word, "_auth") { return .secret }
      return endsComponent(word, "auth") || isWord(word, "oauth") ? .weak : nil
    case UInt8(ascii: "s"):
      if ends(word, "credentials") { return .weak }
      return endsComponent(word, "pass") ? .password : nil
    case UInt8(ascii: "l"): return ends(word, "credential") ? .weak : nil
    case UInt8(ascii: "g"): return isWord(word, "sig") && isQuery(word) ? .query : nil
    case UInt8(ascii: "w"): return endsComponent(word, "pw") ? .password : nil
    default: return nil
    }
  }

  private static let tokensOfPrograms: [StaticString] = [
    "next", "page", "nextpage", "continuation", "sync", "unexpected", "invalid", "start", "end",
    "current", "parse", "lexer", "eof", "syntax", "cancellation", "cancel", "max", "stop", "pad",
    "unk", "bos", "eos", "sep", "mask", "design", "last", "first", "previous", "prev", "missing",
    "new", "bad", "this", "num", "is", "per",
  ]

  private func tokenKey(_ word: Range<Int>) -> SecretKey? {
    if isWord(word, "authorization") || isWord(word, "proxy-authorization")
      || isWord(word, "x-authorization")
    {
      return .authorization
    }
    guard let start = startOfEnd(word, "token") else { return nil }
    var prefix = word.lowerBound..<start
    while let last = prefix.last, bytes[last] == UInt8(ascii: "_") || bytes[last] == 0x2D {
      prefix = prefix.lowerBound..<last
    }
    if prefix.isEmpty { return isQuery(word) ? .secret : .weak }
    return Self.tokensOfPrograms.contains { isWord(prefix, $0) } ? nil : .secret
  }

  private static let qualifiers: [StaticString] = [
    "api", "access", "secret", "private", "account", "auth", "encryption", "signing", "master",
    "shared", "service", "client", "webhook", "subscription", "hmac", "jwt", "consumer", "deploy",
    "storage", "session", "app", "license",
  ]

  private func keyKey(_ word: Range<Int>) -> SecretKey? {
    guard let start = startOfEnd(word, "key") else { return nil }
    if start == word.lowerBound {
      // `API key: …`
      let gap = previousWord.upperBound
      if start == gap + 1, byte(gap) == 0x20,
        Self.qualifiers.prefix(4).contains(where: { isWord(previousWord, $0) })
      {
        return .secret
      }
      return isQuery(word) ? .query : nil
    }
    let prefix = word.lowerBound..<start
    if ends(prefix, "secretaccess"), contains(word, "aws") || prefix.count <= 13 {
      return .awsSecret
    }
    return Self.qualifiers.contains { ends(prefix, $0) } ? .secret : nil
  }

  private func isQuery(_ word: Range<Int>) -> Bool {
    let before = byte(word.lowerBound - 1)
    return before == UInt8(ascii: "?") || before == UInt8(ascii: "&")
  }

  /// Where `literal`, in lower case, begins at the end of a word whose `_` and `-` don't count.
  private func startOfEnd(_ word: Range<Int>, _ literal: StaticString) -> Int? {
    var position = word.upperBound
    while position > word.lowerBound, Self.isJoint(bytes[position - 1]) { position -= 1 }
    var left = literal.utf8CodeUnitCount
    while left > 0 {
      guard position > word.lowerBound else { return nil }
      let byte = bytes[position - 1]
      if !Self.isJoint(byte) {
        guard Byte.lower(byte) == literal.utf8Start[left - 1] else { return nil }
        left -= 1
      }
      position -= 1
    }
    return position
  }

  private static func isJoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  private func ends(_ word: Range<Int>, _ literal: StaticString) -> Bool {
    startOfEnd(word, literal) != nil
  }

  /// As ``ends``, where the literal is a whole part: `DB_PASS` and `dbPass`, not `compass`.
  private func endsComponent(_ word: Range<Int>, _ literal: StaticString) -> Bool {
    guard let start = startOfEnd(word, literal) else { return false }
    return start == word.lowerBound || Self.isJoint(bytes[start - 1])
      || Byte.isUpper(bytes[start]) && !Byte.isUpper(bytes[start - 1])
      || isWord(word, "pgpass") || isWord(word, "dbpass") || isWord(word, "userpass")
  }

  private func contains(_ word: Range<Int>, _ literal: StaticString) -> Bool {
    word.prefix(64).contains { hasIgnoringCase(literal, at: $0) }
  }
}
