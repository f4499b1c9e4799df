/// What a value is made of.
struct Traits {
  private(set) var digits = 0
  private(set) var uppers = 0
  private(set) var lowers = 0
  private(set) var spaces = 0
  private(set) var dots = 0
  private(set) var slashes = 0
  private(set) var others = 0
  let count: Int

  /// Looks at the first 256 bytes.
  init(of bytes: UnsafeRawBufferPointer, in range: Range<Int>) {
    count = range.count
    for index in range.prefix(256) {
      let byte = bytes[index]
      if Byte.isDigit(byte) {
        digits += 1
      } else if Byte.isUpper(byte) {
        uppers += 1
      } else if Byte.isLetter(byte) {
        lowers += 1
      } else if Byte.isBlank(byte) {
        spaces += 1
      } else if byte == UInt8(ascii: ".") {
        dots += 1
      } else if byte == UInt8(ascii: "/") {
        slashes += 1
      } else {
        others += 1
      }
    }
  }

  var letters: Int { uppers + lowers }
  var isNumber: Bool { digits > 0 && letters + others + slashes + spaces == 0 }
  var isLetters: Bool { letters > 0 && digits + others + slashes + dots + spaces == 0 }

  /// Long and mixed as only a generated key is.
  var isRandom: Bool {
    guard spaces == 0, digits > 1, letters > 1 else { return false }
    return count >= 32 || (count >= 20 && uppers > 1 && lowers > 1)
  }
}

extension ScrubberPass {
  /// How the value was tied to its key.
  enum Tie {
    /// `key=value` and `--key=value`.
    case tight
    /// `"key": "value"`, `key = "value"`.
    case quoted
    /// `key: value` and `key = value`, without quotes.
    case loose
    /// `--key value`.
    case flag
    /// `key value`.
    case adjacent
  }

  /// Whether what follows a key is a secret and not prose, code, or a placeholder.
  func isSecret(_ value: Range<Int>, key: SecretKey, tie: Tie, isSoleOnLine: Bool) -> Bool {
    guard !value.isEmpty, !isPlaceholder(value), !isHarmlessWord(value) else { return false }
    let traits = Traits(of: bytes, in: value)
    if tie != .quoted, isReference(value, tie: tie) { return false }
    if isPath(value, traits: traits, key: key) { return false }
    if traits.isNumber, traits.count < key.shortestNumber { return false }
    switch (tie, key) {
    case (.adjacent, _):
      return traits.isRandom && traits.slashes == 0 && traits.dots == 0
    case (.tight, .weak), (.quoted, .weak): return isWeakSecret(traits, tie: tie)
    case (.tight, _): return true
    case (.quoted, .password): return traits.spaces == 0 || !isSentence(value)
    case (.quoted, _): return traits.spaces == 0
    case (.flag, .weak): return traits.digits > 0 && traits.letters > 0 && traits.count >= 6
    case (.flag, _): return true
    case (.loose, .weak), (.loose, .query):
      return traits.digits > 0 && traits.letters > 0 && traits.count >= 16 && traits.spaces == 0
        && !(traits.slashes > 0 && traits.dots > 0)
    case (.loose, _):
      if isSoleOnLine { return true }
      if key == .awsSecret { return traits.digits > 0 && traits.letters > 0 && traits.count >= 16 }
      return traits.digits > 0 && traits.letters > 0 && traits.count >= 6
        && !(traits.slashes > 0 && traits.dots > 0)
    }
  }

  private func isWeakSecret(_ traits: Traits, tie: Tie) -> Bool {
    guard traits.spaces == 0 else { return false }
    if traits.digits > 0, traits.letters > 0 { return traits.count >= 6 }
    return traits.count >= (tie == .quoted ? 8 : 16)
  }

  /// `<password>`, `***`, `${NAME}`, `$(command)`, `%s`, `{name}`, `[FILTERED]`.
  private func isPlaceholder(_ value: Range<Int>) -> Bool {
    let first = bytes[value.lowerBound]
    let second = byte(value.lowerBound + 1)
    switch first {
    case UInt8(ascii: "<"):
      return endOfPlaceholder(value) != nil
    case UInt8(ascii: "$"):
      return second == UInt8(ascii: "{") || second == UInt8(ascii: "(") || Byte.isUpper(second)
        || second == UInt8(ascii: "_")
    case UInt8(ascii: "%"): return value.count <= 2 || second == UInt8(ascii: "(")
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): return true
    default:
      return value.prefix(256).allSatisfy { bytes[$0] == first } && !Byte.isAlphanumeric(first)
        || value.count > 2
          && value.prefix(256).allSatisfy {
            bytes[$0] == UInt8(ascii: "x") || bytes[$0] == UInt8(ascii: "X")
          }
    }
  }

  private func endOfPlaceholder(_ value: Range<Int>) -> Int? {
    var end = value.lowerBound + 1
    while end < value.upperBound, Byte.isWord(bytes[end]) || bytes[end] == 0x20 { end += 1 }
    return end > value.lowerBound + 1 && byte(end) == UInt8(ascii: ">") ? end : nil
  }

  private static let harmlessWords: [StaticString] = [
    "a", "an", "and", "any", "are", "argument", "as", "at", "authentication", "be", "bool",
    "boolean", "but", "by", "bytes", "cannot", "changed", "default", "denied", "disabled", "empty",
    "enabled", "eof", "error", "expected", "expired", "failed", "false", "field", "file", "flag",
    "for", "format", "found", "from", "has", "hidden", "if", "in", "incorrect", "instead", "int",
    "invalid", "is", "it", "manager", "masked", "may", "mismatch", "missing", "must", "needed",
    "nil", "no", "none", "not", "null", "number", "object", "of", "ok", "on", "option", "optional",
    "or", "parameter", "prompt", "provided", "redacted", "rejected", "removed", "required",
    "requires", "reset", "secret", "set", "should", "stdin", "str", "string", "the", "this", "to",
    "token", "true", "type", "undefined", "unexpected", "unknown", "unset", "unsupported", "use",
    "used", "using", "value", "void", "was", "were", "when", "will", "with", "without", "wrong",
    "yes", "your", "you", "password", "basic", "bearer", "digest", "negotiate",
  ]

  private func isHarmlessWord(_ value: Range<Int>) -> Bool {
    var end = value.upperBound
    while end > value.lowerBound, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == 0x3A {
      end -= 1
    }
    guard end - value.lowerBound <= 14 else { return false }
    return Self.harmlessWords.contains { isWord(value.lowerBound..<end, $0) }
  }

  /// Whether words of prose stand in it, as in `"This field is required"`.
  private func isSentence(_ value: Range<Int>) -> Bool {
    var start = value.lowerBound
    for index in value.prefix(256) where bytes[index] == 0x20 || index == value.upperBound - 1 {
      let end = bytes[index] == 0x20 ? index : index + 1
      if end > start + 1, isHarmlessWord(start..<end) { return true }
      start = index + 1
    }
    return false
  }

  /// Code that names the secret and doesn't hold it: `os.environ[…]`, `self.password`, `f(x)`.
  private func isReference(_ value: Range<Int>, tie: Tie) -> Bool {
    guard Byte.isLetter(bytes[value.lowerBound]) || bytes[value.lowerBound] == UInt8(ascii: "_")
    else { return false }
    var end = value.lowerBound
    var last = end
    while end < value.upperBound, Byte.isWord(bytes[end]) || bytes[end] == UInt8(ascii: ".") {
      if bytes[end] == UInt8(ascii: ".") { last = end + 1 }
      end += 1
    }
    let next = byte(end)
    if next == UInt8(ascii: "(") || next == UInt8(ascii: "[") { return true }
    guard end == value.upperBound else { return false }
    // `token=token`, `password=settings.db_password`.
    if secretKey(of: last..<end) != nil { return true }
    for root: StaticString in ["self.", "this.", "process.env.", "os.", "env.", "req.", "request."]
    where has(root, at: value.lowerBound) {
      return true
    }
    return false
  }

  /// The place of a file that holds the secret.
  private func isPath(_ value: Range<Int>, traits: Traits, key: SecretKey) -> Bool {
    let start = value.lowerBound
    if key == .password { return isWorkingFolder(value) }
    if traits.isRandom, traits.dots == 0, traits.count >= 32, traits.slashes <= 3 { return false }
    return has("/", at: start) || has("./", at: start) || has("../", at: start)
      || has("~/", at: start) || (byte(start + 1) == 0x3A && byte(start + 2) == UInt8(ascii: "\\"))
  }

  /// `PWD=/srv/app` is where a command ran.
  private func isWorkingFolder(_ value: Range<Int>) -> Bool {
    let start = value.lowerBound
    guard bytes[start] == UInt8(ascii: "/") || bytes[start] == UInt8(ascii: "~") else {
      return false
    }
    var key = start - 1
    while key > 0,
      Byte.isQuote(bytes[key]) || Byte.isSpace(bytes[key]) || bytes[key] == 0x3A
        || bytes[key] == UInt8(ascii: "=")
    {
      key -= 1
    }
    return hasIgnoringCase("pwd", at: key - 2) && !Byte.isAlphanumeric(byte(key - 3))
  }
}
