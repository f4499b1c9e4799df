/// One walk over a text, byte by byte, that writes what may be kept.
///
/// Nothing is copied before the first thing that has to go. Looking back never passes the last
/// thing that went, and looking ahead either moves the walk on or is bounded: so time is linear.
struct ScrubberPass {
  let bytes: UnsafeRawBufferPointer
  let homes: [[UInt8]]
  var output: [UInt8]
  /// The end of what stands in `output`.
  var copied = 0
  var index = 0
  /// The command of this line, where its options carry secrets.
  private(set) var command = Command.other
  /// The word before the one at hand.
  private(set) var previousWord = 0..<0
  private var changed = false

  /// Commands whose short options carry secrets.
  enum Command {
    case other, mysql, curl, login, container, mongo, redis, sshpass
  }

  init(bytes: UnsafeRawBufferPointer, homes: [[UInt8]], output: [UInt8]) {
    self.bytes = bytes
    self.homes = homes
    self.output = output
  }

  /// Returns whether anything went; `output` is complete only then.
  mutating func run() -> Bool {
    while index < bytes.count {
      switch Role.table[Int(bytes[index])] {
      case .plain: index += 1
      case .word: word()
      case .dash: dash()
      case .slash: if !home(at: index) { index += 1 }
      case .backslash: skipEscape()
      case .escape: skipColour()
      case .colon: if !userInformation(at: index) { index += 1 }
      case .at: if !mailAddress(at: index, length: 1) { index += 1 }
      case .percent: percent()
      case .lineEnd:
        command = .other
        index += 1
      }
    }
    guard changed else { return false }
    output.append(contentsOf: bytes[copied...])
    return true
  }

  mutating func replace(_ range: Range<Int>, by placeholder: StaticString) {
    output.append(contentsOf: bytes[copied..<range.lowerBound])
    placeholder.withUTF8Buffer { output.append(contentsOf: $0) }
    copied = range.upperBound
    index = range.upperBound
    changed = true
  }

  private mutating func word() {
    let start = index
    if drive(at: start) { return }
    if replaceToken(at: start) || replaceWebhook(at: start) || lineOfKey(at: start) { return }
    var end = start
    while end < bytes.count, Byte.isWord(bytes[end]) {
      if bytes[end] == UInt8(ascii: "_") || bytes[end] == UInt8(ascii: "-"), end > start,
        replaceToken(at: end + 1)
      {
        return
      }
      end += 1
    }
    index = end
    note(command: start..<end)
    if !assignment(of: start..<end) { _ = botToken(start..<end) }
    previousWord = start..<end
  }

  private mutating func replaceToken(at start: Int) -> Bool {
    guard let token = token(at: start) else { return false }
    replace(start..<token.end, by: token.placeholder)
    return true
  }

  private mutating func note(command word: Range<Int>) {
    guard word.count >= 2, word.count <= 13 else { return }
    switch bytes[word.lowerBound] {
    case UInt8(ascii: "m"):
      if has("mysql", at: word.lowerBound) || has("mariadb", at: word.lowerBound) {
        command = .mysql
      } else if has("mongo", at: word.lowerBound) {
        command = .mongo
      }
    case UInt8(ascii: "c"): if isWord(word, "curl") { command = .curl }
    case UInt8(ascii: "w"): if isWord(word, "wget") { command = .curl }
    case UInt8(ascii: "r"): if isWord(word, "redis-cli") { command = .redis }
    case UInt8(ascii: "s"):
      if isWord(word, "sshpass") { command = .sshpass }
      if isWord(word, "skopeo") { command = .container }
    case UInt8(ascii: "d"), UInt8(ascii: "p"), UInt8(ascii: "a"), UInt8(ascii: "o"),
      UInt8(ascii: "h"), UInt8(ascii: "b"):
      for name: StaticString in ["docker", "podman", "az", "oc", "helm", "buildah"]
      where isWord(word, name) {
        command = .container
      }
    case UInt8(ascii: "l"):
      if command == .container, isWord(word, "login") { command = .login }
    default: break
    }
  }

  /// `\n`, `\t` and `\u0022` of quoted text, which would else join the word that follows.
  private mutating func skipEscape() {
    if home(at: index) { return }
    while byte(index) == UInt8(ascii: "\\") { index += 1 }
    switch byte(index) {
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): index += 1
    case UInt8(ascii: "u") where (1...4).allSatisfy { Byte.isHex(byte(index + $0)) }: index += 5
    default: break
    }
  }

  /// The codes of terminals, whose last letter would else join the word that follows.
  private mutating func skipColour() {
    index += 1
    guard byte(index) == UInt8(ascii: "[") else { return }
    index += 1
    while Byte.isDigit(byte(index)) || byte(index) == UInt8(ascii: ";") { index += 1 }
    if Byte.isLetter(byte(index)) { index += 1 }
  }

  /// `%40` of a URL is an `@`; the digits of the others don't belong to the word that follows.
  private mutating func percent() {
    guard Byte.isHex(byte(index + 1)), Byte.isHex(byte(index + 2)) else {
      index += 1
      return
    }
    if has("%40", at: index), mailAddress(at: index, length: 3) { return }
    index += 3
  }
}

extension ScrubberPass {
  /// The byte at `index`; 0 outside of the text.
  func byte(_ index: Int) -> UInt8 {
    index >= 0 && index < bytes.count ? bytes[index] : 0
  }

  func has(_ literal: StaticString, at start: Int) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard start >= 0, start + count <= bytes.count else { return false }
    let expected = literal.utf8Start
    for offset in 0..<count where bytes[start + offset] != expected[offset] { return false }
    return true
  }

  /// `literal` is in lower case.
  func hasIgnoringCase(_ literal: StaticString, at start: Int) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard start >= 0, start + count <= bytes.count else { return false }
    let expected = literal.utf8Start
    for offset in 0..<count where Byte.lower(bytes[start + offset]) != expected[offset] {
      return false
    }
    return true
  }

  /// Whether a word is `literal`, which is in lower case.
  func isWord(_ word: Range<Int>, _ literal: StaticString) -> Bool {
    word.count == literal.utf8CodeUnitCount && hasIgnoringCase(literal, at: word.lowerBound)
  }

  func endOfWord(from start: Int) -> Int {
    var end = start
    while end < bytes.count, Byte.isWord(bytes[end]) { end += 1 }
    return end
  }
}

/// What a byte can begin.
private enum Role: UInt8 {
  case plain, word, dash, slash, backslash, escape, colon, at, percent, lineEnd

  static let table: [Role] = (0..<256).map { value in
    switch UInt8(value) {
    case UInt8(ascii: "-"): .dash
    case UInt8(ascii: "/"): .slash
    case UInt8(ascii: "\\"): .backslash
    case 0x1B: .escape
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "@"): .at
    case UInt8(ascii: "%"): .percent
    case UInt8(ascii: "\n"), UInt8(ascii: "|"), UInt8(ascii: ";"): .lineEnd
    case let byte where Byte.isWord(byte): .word
    default: .plain
    }
  }
}
