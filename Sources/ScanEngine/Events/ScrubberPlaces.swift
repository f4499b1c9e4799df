/// E-mail addresses, passwords in URLs and web hooks.
extension ScrubberPass {
  // MARK: URLs

  /// `://user:password@host`, from its colon on; the host stays.
  mutating func userInformation(at colon: Int) -> Bool {
    guard byte(colon + 1) == UInt8(ascii: "/"), byte(colon + 2) == UInt8(ascii: "/") else {
      return false
    }
    let start = colon + 3
    var end: Int?
    var separator: Int?
    var hasPath = false
    var position = start
    // An authority is short; the bound keeps a text made of `://` linear.
    search: while position < bytes.count, position < start + 512 {
      switch bytes[position] {
      case UInt8(ascii: "@"): end = position
      case UInt8(ascii: ":"): if separator == nil { separator = position }
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
        // A password may hold these unescaped; a port may not be followed by one.
        guard end == nil, !hasPath, let separator, separator + 1 < position,
          !Byte.isDigit(bytes[separator + 1])
        else { break search }
        hasPath = true
      case let byte where Byte.isBlank(byte) || Byte.isQuote(byte): break search
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"): break search
      default: break
      }
      position += 1
    }
    guard let end, end > start else { return false }
    if separator == nil || (separator ?? end) > end {
      // A user without a password stays, unless it is a key or an address.
      let isKey = end - start >= 20 && Traits(of: bytes, in: start..<end).digits > 0
      guard isKey || (start..<end).contains(where: { bytes[$0] == UInt8(ascii: "@") }) else {
        index = end + 1
        return true
      }
    }
    replace(start..<end, by: "<redacted>")
    return true
  }

  /// `hooks.slack.com/services/…` and the like: what follows the path's fixed part is a key.
  mutating func replaceWebhook(at start: Int) -> Bool {
    let places: [StaticString]
    switch bytes[start] {
    case UInt8(ascii: "h"): places = ["hooks.slack.com/services/", "hooks.slack.com/workflows/"]
    case UInt8(ascii: "d"): places = ["discord.com/api/webhooks/", "discordapp.com/api/webhooks/"]
    case UInt8(ascii: "w"): places = ["webhookb2/"]
    default: return false
    }
    for place in places where has(place, at: start) {
      let key = start + place.utf8CodeUnitCount
      var end = key
      while Byte.isWord(byte(end)) || byte(end) == UInt8(ascii: "/") { end += 1 }
      guard end - key >= 16 else { continue }
      replace(key..<end, by: "<secret>")
      return true
    }
    return false
  }

  /// `123456789:AA…`, also as `bot123456789:AA…`.
  mutating func botToken(_ word: Range<Int>) -> Bool {
    guard byte(word.upperBound) == UInt8(ascii: ":"), word.count >= 8, word.count <= 13 else {
      return false
    }
    let number = has("bot", at: word.lowerBound) ? word.lowerBound + 3 : word.lowerBound
    guard (number..<word.upperBound).allSatisfy({ Byte.isDigit(bytes[$0]) }),
      has("AA", at: word.upperBound + 1)
    else { return false }
    let end = endOfWord(from: word.upperBound + 1)
    guard end - word.upperBound >= 31 else { return false }
    replace(number..<end, by: "<secret>")
    return true
  }

  // MARK: E-mail

  /// An address around the `@` at `mark`, which is written with `length` bytes.
  mutating func mailAddress(at mark: Int, length: Int) -> Bool {
    if replaceDataSource(at: mark) { return true }
    var start = mark
    while start > copied, Self.isLocal(bytes[start - 1]) { start -= 1 }
    while start < mark, bytes[start] == UInt8(ascii: ".") { start += 1 }
    start = afterEscape(start, before: mark)
    guard start < mark, let end = endOfDomain(from: mark + length) else { return false }
    // `git@host:owner/repository` is an address of a repository.
    if isWord(start..<mark, "git") { return false }
    replace(start..<end, by: "<email>")
    return true
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    Byte.isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+") || byte >= 0x80
  }

  /// The `n` of `\n` and a terminal's colour code don't belong to the name that follows.
  private func afterEscape(_ start: Int, before end: Int) -> Int {
    guard start > copied, start + 1 < end else { return start }
    if byte(start - 1) == UInt8(ascii: "\\") {
      switch bytes[start] {
      case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): return start + 1
      default: return start
      }
    }
    var position = start - 1
    while Byte.isDigit(byte(position)) || byte(position) == UInt8(ascii: ";") { position -= 1 }
    guard byte(position) == UInt8(ascii: "["), byte(position - 1) == 0x1B else { return start }
    position = start
    while Byte.isDigit(byte(position)), position < end { position += 1 }
    return Byte.isLetter(byte(position)) && position + 1 < end ? position + 1 : start
  }

  /// The end of a host's name with at least one dot; nil for versions and names of files.
  private func endOfDomain(from start: Int) -> Int? {
    var end = start
    var lastLabel = start
    var dots = 0
    while true {
      let next = byte(end)
      if Byte.isAlphanumeric(next) || next == UInt8(ascii: "-") {
        end += 1
      } else if next == UInt8(ascii: "."), end > lastLabel, Byte.isAlphanumeric(byte(end + 1)) {
        dots += 1
        end += 1
        lastLabel = end
      } else {
        break
      }
    }
    let label = lastLabel..<end
    guard dots > 0, label.count >= 2, label.allSatisfy({ Byte.isLetter(bytes[$0]) }),
      !isVersion(at: start), !isFileSuffix(label)
    else { return nil }
    return end
  }

  /// `1.2` and `v1.2`, as in `package@1.2.3-beta.rc`.
  private func isVersion(at start: Int) -> Bool {
    var position = byte(start) == UInt8(ascii: "v") ? start + 1 : start
    guard Byte.isDigit(byte(position)) else { return false }
    while Byte.isDigit(byte(position)) { position += 1 }
    return byte(position) == UInt8(ascii: ".") && Byte.isDigit(byte(position + 1))
  }

  private static let fileSuffixes: [StaticString] = [
    "js", "ts", "mjs", "cjs", "jsx", "tsx", "vue", "py", "rb", "go", "php", "java", "kt", "swift",
    "json", "yml", "yaml", "toml", "lock", "tgz", "zip", "png", "jpg", "jpeg", "gif", "svg", "webp",
    "css", "html", "md", "txt", "log", "service", "socket", "timer", "target", "mount", "slice",
    "scope", "path", "dll", "exe", "so",
  ]

  private func isFileSuffix(_ label: Range<Int>) -> Bool {
    Self.fileSuffixes.contains { isWord(label, $0) }
  }

  /// `user:password@tcp(host)` of Go's database drivers.
  private mutating func replaceDataSource(at mark: Int) -> Bool {
    guard has("@tcp(", at: mark) || has("@unix(", at: mark) else { return false }
    var start = mark
    var colon: Int?
    while start > copied, mark - start < 256, !Byte.isBlank(bytes[start - 1]),
      !Byte.isQuote(bytes[start - 1]), bytes[start - 1] != UInt8(ascii: "=")
    {
      start -= 1
      if bytes[start] == UInt8(ascii: ":") { colon = start }
    }
    guard let colon else { return false }
    start = colon
    while start > copied, Self.isLocal(bytes[start - 1]) { start -= 1 }
    replace(afterEscape(start, before: colon)..<mark, by: "<redacted>")
    return true
  }
}
