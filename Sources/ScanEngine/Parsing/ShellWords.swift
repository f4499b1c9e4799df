/// Splits a command line into simple commands and their words, the way a POSIX shell does but
/// without expanding anything.
struct ShellWords {
  /// Longer command lines are judged by their beginning.
  private static let maximumLength = 16_384

  /// The words of each simple command, quotes removed; bodies of here-documents and comments are
  /// left out.
  static func segments(of line: String) -> [[String]] {
    let bytes =
      line.utf8.count <= maximumLength
      ? Array(line.utf8) : Array(line.utf8.prefix(maximumLength))
    var scanner = ShellWords(bytes: bytes)
    scanner.scan()
    return scanner.segments
  }

  private let bytes: [UInt8]
  private var index = 0
  private var segments: [[String]] = []
  private var words: [String] = []
  private var word: [UInt8] = []
  private var hasWord = false
  private var delimiters: [String] = []
  private var expectsDelimiter = false

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func byte(_ distance: Int = 0) -> UInt8 {
    let place = index + distance
    return place >= 0 && place < bytes.count ? bytes[place] : 0
  }

  private mutating func scan() {
    while index < bytes.count {
      switch byte() {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): quoted(by: byte())
      case UInt8(ascii: "\\"): escaped()
      case UInt8(ascii: "$") where byte(1) == UInt8(ascii: "("): substitution()
      case UInt8(ascii: "\n"): newline()
      case UInt8(ascii: ";"), UInt8(ascii: "|"): separator()
      case UInt8(ascii: "&"): ampersand()
      case UInt8(ascii: "<") where byte(1) == UInt8(ascii: "<"): hereDocument()
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        if hasWord { append(byte()) } else { separator() }
      case UInt8(ascii: "#") where !hasWord: skipLine()
      case 0x20, 0x09, 0x0D:
        endWord()
        index += 1
      default: append(byte())
      }
    }
    endSegment()
  }

  private mutating func append(_ byte: UInt8) {
    word.append(byte)
    hasWord = true
    index += 1
  }

  private mutating func quoted(by quote: UInt8) {
    hasWord = true
    index += 1
    while index < bytes.count, byte() != quote {
      if quote != UInt8(ascii: "'"), byte() == UInt8(ascii: "\\"), index + 1 < bytes.count {
        index += 1
      }
      append(byte())
    }
    index += 1
  }

  private mutating func escaped() {
    index += 1
    if byte() == UInt8(ascii: "\n") { index += 1 } else if index < bytes.count { append(byte()) }
  }

  /// Takes `$(…)` into the word, whole.
  private mutating func substitution() {
    var depth = 0
    repeat {
      if byte() == UInt8(ascii: "(") { depth += 1 }
      if byte() == UInt8(ascii: ")") { depth -= 1 }
      append(byte())
    } while index < bytes.count && (depth > 0 || byte(-1) == UInt8(ascii: "$"))
  }

  private mutating func separator() {
    endSegment()
    index += 1
  }

  /// `&` and `&&` separate; in `2>&1` and `&>file` they don't.
  private mutating func ampersand() {
    let isRedirection = byte(-1) == UInt8(ascii: ">") || byte(1) == UInt8(ascii: ">")
    if isRedirection { append(byte()) } else { separator() }
  }

  private mutating func hereDocument() {
    if byte(2) == UInt8(ascii: "<") {
      for _ in 0..<3 { append(byte()) }
      return
    }
    endWord()
    index += 2
    if byte() == UInt8(ascii: "-") { index += 1 }
    while byte() == 0x20 { index += 1 }
    expectsDelimiter = true
  }

  private mutating func newline() {
    endSegment()
    index += 1
    for delimiter in delimiters {
      while index < bytes.count {
        let start = index
        while index < bytes.count, byte() != UInt8(ascii: "\n") { index += 1 }
        let line = String(decoding: bytes[start..<index], as: UTF8.self)
        index += 1
        if line.drop(while: { $0 == "\t" || $0 == " " }) == delimiter { break }
      }
    }
    delimiters = []
  }

  private mutating func skipLine() {
    while index < bytes.count, byte() != UInt8(ascii: "\n") { index += 1 }
  }

  private mutating func endWord() {
    guard hasWord else { return }
    let text = String(decoding: word, as: UTF8.self)
    if expectsDelimiter { delimiters.append(text) } else { words.append(text) }
    expectsDelimiter = false
    word.removeAll(keepingCapacity: true)
    hasWord = false
  }

  private mutating func endSegment() {
    endWord()
    if !words.isEmpty { segments.append(words) }
    words = []
  }
}
