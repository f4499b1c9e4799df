/// What stands before the message of a log line: indentation, a container's name, a timestamp, a
/// level, a thread, a logger.
package struct LineDecoration {
  /// Offsets at which the message may begin, ascending; 0 is always the first.
  package private(set) var starts = MessageStarts()
  package private(set) var timestamp: Timestamp?
  package private(set) var level: LogLevel?
  /// Whether the level is set off as log formats do it (after a timestamp, in brackets), and isn't
  /// just the first word of a message.
  package private(set) var isLogEntry = false
  /// Whether the line says that it is no error, whatever it tells of.
  ///
  /// `WARNING:` alone doesn't: race detectors head their reports so.
  package var isHarmless: Bool {
    guard let level else { return false }
    return level < .warning || (level == .warning && isLogEntry)
  }
  /// White space at the beginning, in bytes.
  package private(set) var indentation = 0

  /// A decoration doesn't reach further into the line, in bytes.
  private static let reach = 400
  private static let maximumParts = 14

  package init(_ line: UnsafeRawBufferPointer) {
    var reader = DecorationReader(line: line, limit: min(line.count, Self.reach))
    reader.skipBlanks()
    indentation = reader.index
    mark(reader.index)
    if reader.skipListMarker() { mark(reader.index) }
    if reader.skipContainerName() { mark(reader.index) }
    if reader.skipBuildStep() || reader.skipBuildSeconds() { mark(reader.index) }
    readParts(&reader)
    // sbt passes on what tests report as information, their failures too.
    if isHarmless, line.contains("*** FAILED ***") { level = nil }
  }

  private mutating func mark(_ start: Int) { starts.append(start) }

  private mutating func readParts(_ reader: inout DecorationReader) {
    for _ in 0..<Self.maximumParts {
      guard let part = reader.nextPart(hasTimestamp: timestamp != nil || isLogEntry) else { return }
      switch part {
      case .timestamp(let value):
        timestamp = timestamp ?? value
        isLogEntry = true
      case .level(let value, let isSetOff):
        // What comes after the first level is the message, whatever it begins with.
        guard level == nil else { return }
        level = value
        isLogEntry = isLogEntry || isSetOff
        // Behind `WARNING:` no error begins.
        if value == .warning { return }
      case .other: break
      }
      reader.skipSeparators()
      mark(reader.index)
    }
  }
}

/// Reads the parts of a decoration one after the other.
private struct DecorationReader {
  enum Part {
    case timestamp(Timestamp?)
    case level(LogLevel, isSetOff: Bool)
    /// A thread, a process, a logger, a span.
    case other
  }

  let line: UnsafeRawBufferPointer
  let limit: Int
  private(set) var index = 0

  init(line: UnsafeRawBufferPointer, limit: Int) {
    self.line = line
    self.limit = limit
  }

  mutating func skipBlanks() {
    while index < limit, isBlank(line[index]) { index += 1 }
  }

  /// Blanks, and the dashes and colons that stand between the parts.
  mutating func skipSeparators() {
    while index < limit {
      let byte = line[index]
      let next = index + 1 < limit ? line[index + 1] : 0x20
      let isSeparator =
        isBlank(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "|")
        || (byte == UInt8(ascii: "-")
          && (isBlank(next) || next == byte || index > 0 && line[index - 1] == byte))
      guard isSeparator else { return }
      index += 1
    }
  }

  /// `> `, `- `, `* `, `1. ` of Markdown and mail.
  mutating func skipListMarker() -> Bool {
    let start = index
    while index + 1 < limit, line[index] == UInt8(ascii: ">") {
      index += 1
      skipBlanks()
    }
    if index + 1 < limit, line[index + 1] == 0x20,
      [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(line[index])
    {
      index += 2
      skipBlanks()
    }
    return index > start
  }

  /// `web-1  | `, as docker compose prints it.
  mutating func skipContainerName() -> Bool {
    var place = index
    var hasLetter = false
    while place < min(limit, index + 64), isName(line[place]) {
      hasLetter = hasLetter || isLetter(line[place])
      place += 1
    }
    guard hasLetter else { return false }
    while place < limit, line[place] == 0x20 { place += 1 }
    guard place < line.count, line[place] == UInt8(ascii: "|"),
      place + 1 >= line.count || line[place + 1] == 0x20
    else { return false }
    index = min(place + 2, line.count)
    return true
  }

  /// `#9 1.234 `, as BuildKit prints it.
  mutating func skipBuildStep() -> Bool {
    guard index < limit, line[index] == UInt8(ascii: "#") else { return false }
    var place = index + 1
    while place < limit, isDigit(line[place]) { place += 1 }
    guard place > index + 1, place < limit, line[place] == 0x20 else { return false }
    let start = place + 1
    place = start
    while place < limit, isDigit(line[place]) || line[place] == UInt8(ascii: ".") { place += 1 }
    guard place > start, place < line.count, line[place] == 0x20 else { return false }
    index = place + 1
    return true
  }

  /// `1.234 `, as BuildKit prints it where it shows the end of a failed step again.
  mutating func skipBuildSeconds() -> Bool {
    var place = index
    while place < limit, isDigit(line[place]) { place += 1 }
    guard place > index, place - index <= 5, place + 4 < limit, line[place] == UInt8(ascii: "."),
      (1...3).allSatisfy({ isDigit(line[place + $0]) }), line[place + 4] == 0x20
    else { return false }
    index = place + 5
    return true
  }

  mutating func nextPart(hasTimestamp: Bool) -> Part? {
    guard index < limit else { return nil }
    if let (value, end) = TimestampPrefix.read(line, at: index) {
      index = end
      if index < line.count, line[index] == UInt8(ascii: "]") { index += 1 }
      return .timestamp(value)
    }
    if let part = glog() { return part }
    // `##[error]`, as Azure Pipelines and GitHub's runner mark lines.
    if index + 2 < limit, line[index] == UInt8(ascii: "#"), line[index + 1] == UInt8(ascii: "#") {
      index += 2
    }
    if let part = bracket(hasTimestamp: hasTimestamp) { return part }
    if let part = bareLevel(hasTimestamp: hasTimestamp) { return part }
    return hasTimestamp ? name() : nil
  }

  private static func level(ofGlog letter: UInt8) -> LogLevel? {
    switch letter {
    case UInt8(ascii: "I"): .info
    case UInt8(ascii: "W"): .warning
    case UInt8(ascii: "E"): .error
    case UInt8(ascii: "F"): .fatal
    default: nil
    }
  }

  private static func closing(of bracket: UInt8) -> UInt8? {
    switch bracket {
    case UInt8(ascii: "["): UInt8(ascii: "]")
    case UInt8(ascii: "("): UInt8(ascii: ")")
    case UInt8(ascii: "<"): UInt8(ascii: ">")
    default: nil
    }
  }

  /// `E0102 15:04:05.123456  4242 file.cc:12] `.
  private mutating func glog() -> Part? {
    guard index + 6 < limit, let level = Self.level(ofGlog: line[index]), line[index + 5] == 0x20,
      (1...4).allSatisfy({ isDigit(line[index + $0]) }),
      let (_, end) = TimestampPrefix.read(line, at: index + 6)
    else { return nil }
    index = end
    // A time may end behind the part of the line that is looked at.
    let close = (end..<max(end, min(limit, end + 120))).first { line[$0] == UInt8(ascii: "]") }
    index = close.map { $0 + 1 } ?? end
    return .level(level, isSetOff: true)
  }

  private mutating func bracket(hasTimestamp: Bool) -> Part? {
    guard let closing = Self.closing(of: line[index]) else { return nil }
    var depth = 0
    var place = index
    while place < min(limit, index + 120) {
      if line[place] == line[index] { depth += 1 }
      if line[place] == closing { depth -= 1 }
      if depth == 0 { break }
      place += 1
    }
    guard place < limit, line[place] == closing, depth == 0 else { return nil }
    let inside = UnsafeRawBufferPointer(rebasing: line[(index + 1)..<place]).trimmed
    let next = place + 1
    if let level = LogLevel(word: inside) {
      index = next
      return .level(level, isSetOff: true)
    }
    if let (value, end) = TimestampPrefix.read(inside, at: 0), end == inside.count {
      index = next
      return .timestamp(value)
    }
    guard hasTimestamp else { return nil }
    index = next
    return .other
  }

  private mutating func bareLevel(hasTimestamp: Bool) -> Part? {
    var end = index
    while end < limit, isLetter(line[end]) { end += 1 }
    let word = UnsafeRawBufferPointer(rebasing: line[index..<end])
    guard let level = LogLevel(word: word) else { return nil }
    let next = end < line.count ? line[end] : 0x20
    let isUpper = word.allSatisfy { (0x41...0x5A).contains($0) }
    guard
      isBlank(next) || [0x3A, 0x2F, 0x5B, 0x7C].contains(next)
    else { return nil }
    guard hasTimestamp || (isUpper && level != .notice) else { return nil }
    index = end
    if next == UInt8(ascii: "[") { skipProcess() }
    return .level(level, isSetOff: hasTimestamp || next == UInt8(ascii: "["))
  }

  private mutating func skipProcess() {
    let close = (index..<min(limit, index + 24)).first { line[$0] == UInt8(ascii: "]") }
    if let close { index = close + 1 }
  }

  /// A process id, a host, `program[123]:`, a logger's name, `span{key=value}:`.
  private mutating func name() -> Part? {
    var end = index
    var braces = 0
    while end < limit {
      let byte = line[end]
      if byte == UInt8(ascii: "{") { braces += 1 }
      if byte == UInt8(ascii: "}") { braces -= 1 }
      if braces == 0, isBlank(byte) { break }
      end += 1
    }
    guard end < limit, end > index, end - index <= 160 else { return nil }
    let token = UnsafeRawBufferPointer(rebasing: line[index..<end])
    if let level = channelLevel(token) {
      index = end
      return .level(level, isSetOff: true)
    }
    guard isDecoration(token, before: UnsafeRawBufferPointer(rebasing: line[end..<limit])) else {
      return nil
    }
    // `TypeError: …` after a timestamp is the message itself: the place before it is marked already.
    index = end
    return .other
  }

  /// `production.WARNING:`, as Monolog writes a channel and its level.
  private func channelLevel(_ token: UnsafeRawBufferPointer) -> LogLevel? {
    guard token.last == UInt8(ascii: ":"), let dot = token.lastIndex(of: UInt8(ascii: ".")) else {
      return nil
    }
    let word = UnsafeRawBufferPointer(rebasing: token[(dot + 1)..<(token.count - 1)])
    guard word.count >= 4, word.allSatisfy({ (0x41...0x5A).contains($0) }) else { return nil }
    return LogLevel(word: word)
  }

  private func isDecoration(
    _ token: UnsafeRawBufferPointer, before after: UnsafeRawBufferPointer
  ) -> Bool {
    if token.allSatisfy(isDigit) { return true }
    if token.elementsEqual("---".utf8) || token.elementsEqual("--".utf8) { return true }
    let endsWithColon = token.last == UInt8(ascii: ":") && token.count > 1
    if endsWithColon, token.contains(UInt8(ascii: "{")) { return true }
    let isWord = token.allSatisfy {
      isName($0) || [0x3A, 0x24, 0x2F, 0x5B, 0x5D, 0x23, 0x40, 0x28, 0x29, 0x7E].contains($0)
    }
    let isFollowedByDash =
      after.starts(with: " - ".utf8) || after.starts(with: " : ".utf8)
      || after.starts(with: " -- ".utf8)
    return isWord
      && (endsWithColon || isFollowedByDash || looksQualified(token) || isProcess(after))
  }

  /// Whether ` program[123]:` follows, as it follows the host's name in syslog's lines.
  private func isProcess(_ after: UnsafeRawBufferPointer) -> Bool {
    let name = after.dropFirst().prefix { !isBlank($0) }
    guard name.last == UInt8(ascii: ":"), let bracket = name.firstIndex(of: UInt8(ascii: "["))
    else {
      return false
    }
    let number = name[(bracket + 1)...].prefix(while: isDigit)
    return !number.isEmpty && name[number.endIndex] == UInt8(ascii: "]")
  }

  /// `com.acme.Shop`, `till::server`, `kernel[12]`: names that messages don't begin with.
  private func looksQualified(_ token: UnsafeRawBufferPointer) -> Bool {
    let dots = token.count { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    return dots >= 2 && isLetter(token[0]) && !token.contains(UInt8(ascii: "/"))
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private func isName(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == 0x2D || byte == 0x5F || byte == 0x2E
  }
}
