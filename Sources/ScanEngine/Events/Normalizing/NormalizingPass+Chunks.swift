/// Chunks: what stands between white space, brackets, quotes, commas and equals signs.
extension NormalizingPass {
  /// Reads the chunk at `position`.
  mutating func chunk() {
    let start = position
    var seen: ByteClass = []
    var end = start
    while end < count {
      let next = byteClass(end)
      guard next.isDisjoint(with: .endsChunk) else { break }
      seen.formUnion(next)
      end += 1
    }
    position = end
    // Nothing that long is a name; and looking into it again and again would take for ever.
    if end - start > Self.reach { return variable(start..<end) }
    // `x+`, `Z-`: a direction.
    if end - start == 2, isLetter(start), input[start + 1] == 0x2B || input[start + 1] == 0x2D {
      return variable(start..<end)
    }
    if seen.isSubset(of: .word), seen.contains(.letter), isLetter(start) {
      return word(start..<end, seen)
    }
    let trimmed = endWithoutPunctuation(start, end)
    if trimmed == start {
      join(start..<end)
    } else {
      let rest = trimmed == end ? seen : classes(of: start..<trimmed)
      if rest.isSubset(of: .word), isLetter(start) {
        word(start..<trimmed, rest)
      } else {
        classify(start..<trimmed, rest)
      }
      // An address or a path may have moved on beyond the chunk.
      if position == end { join(trimmed..<end) }
    }
  }

  /// The end of a chunk without the punctuation of the sentence that it stands in.
  @inline(__always)
  private func endWithoutPunctuation(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, endsSentence(input[end - 1]) {
      if end - 2 >= start, input[end - 1] == 0x3A, input[end - 2] == 0x3A, start == end - 2 {
        break
      }
      end -= 1
    }
    return end
  }

  @inline(__always)
  private func endsSentence(_ byte: UInt8) -> Bool {
    byte == 0x2E || byte == 0x3A || byte == 0x21 || byte == 0x3F
  }

  /// A word of letters, hyphens and underscores: stays, unless the words before it say that it
  /// is a name which varies, or it belongs to a number or a date.
  @inline(__always)
  private mutating func word(_ range: Range<Int>, _ seen: ByteClass) {
    word(range, traits(range), isPlain: seen.isDisjoint(with: [.upper, .hyphen]))
  }

  /// The same where it is known what the word says.
  ///
  /// - Parameters:
  ///   - range: The word.
  ///   - said: What is known of it.
  ///   - isPlain: Whether it has neither capitals nor hyphens.
  mutating func word(_ range: Range<Int>, _ said: WordTraits, isPlain: Bool) {
    if variableEnd >= 0, belongsToVariable(range, said) {
      spaceIsDue = false
      return
    }
    if respell(range) { return }
    if said.contains(.calendar), isDate(range) { return drop() }
    if isVaryingName(range, said) {
      drop()
      return remember([])
    }
    if said.contains(.ownHost) || isBeforeAddress(range.upperBound) { return drop() }
    if let end = numberedUnit(range) {
      position = end
      return drop()
    }
    // After a time that leads the message `ERROR` is a level; what comes next is no code.
    let isLevel = said.contains(.level) && variableEnd == 3 && length == 3
    keep(range)
    lastWord = range
    let isCompound = said.isEmpty && !isPlain
    remember(isLevel ? .level : isCompound ? lastPartTraits(range) : said)
  }

  @inline(__always)
  func classes(of range: Range<Int>) -> ByteClass {
    var seen: ByteClass = []
    for index in range { seen.formUnion(byteClass(index)) }
    return seen
  }

  /// `unknown[10.0.0.1]`: what an address is glued to is a host.
  @inline(__always)
  private func isBeforeAddress(_ start: Int) -> Bool {
    guard input[start] == 0x5B else { return false }
    var end = start + 1
    var marks = 0
    while !byteClass(end).isDisjoint(with: [.digit, .hexLetter, .dot, .colon]), end - start < 48 {
      if byteClass(end).isDisjoint(with: [.digit, .hexLetter]) { marks += 1 }
      end += 1
    }
    return marks >= 3 && input[end] == 0x5D
  }

  /// `synchronized to LOCAL(0)`: capitals with a number in brackets name a unit, which a message
  /// is about as it is about a host.
  @inline(__always)
  private func numberedUnit(_ range: Range<Int>) -> Int? {
    guard previous.contains(.towards), byte(range.upperBound) == 0x28,
      all(range, .upper)
    else { return nil }
    var end = range.upperBound + 1
    while isDigit(end) { end += 1 }
    return end > range.upperBound + 1 && byte(end) == 0x29 ? end + 1 : nil
  }

  /// Writes the prefix of npm's lines as its newer releases do: `error` for `ERR!`, `warn` for
  /// `WARN`.
  @inline(__always)
  private mutating func respell(_ range: Range<Int>) -> Bool {
    guard range.lowerBound == 4, lastWord == 0..<3, stands("npm", at: 0) else { return false }
    let isError = stands("ERR!", at: 4)
    guard isError || stands("WARN ", at: 4) else { return false }
    for byte in isError ? Array("error".utf8) : Array("warn".utf8) { keep(byte) }
    if isError {
      position = 8
      spaceIsDue = true
      if position < count { position += 1 }
    }
    remember(isError ? .code : [])
    return true
  }

  /// Whether a word is a unit, a zone or a month of the number that was dropped before it.
  private func belongsToVariable(_ range: Range<Int>, _ said: WordTraits) -> Bool {
    guard spaceIsDue, length == variableEnd else { return false }
    if said.contains(.unit) {
      // Of single letters only seconds and bytes are written after a space.
      return range.count > 1 || input[range.lowerBound] == 0x73
        || input[range.lowerBound] == 0x42
    }
    let isCapital = byteClass(range.lowerBound).contains(.upper)
    if said.contains(.zone) { return isCapital }
    return said.contains(.calendar) && isCapital && isDate(range)
  }

  /// Whether a month or weekday has a number, or another of its kind, beside it.
  private func isDate(_ range: Range<Int>) -> Bool {
    guard byteClass(range.lowerBound).contains(.upper) else { return false }
    if variableEnd >= 0, length == variableEnd { return true }
    var next = range.upperBound
    while next < count, input[next] == 0x20 || input[next] == 0x2C || input[next] == 0x2E {
      next += 1
    }
    if isDigit(next) { return true }
    var end = next
    while isLetter(end), end - next < 10 { end += 1 }
    return end > next && byteClass(next).contains(.upper) && traits(next..<end).contains(.calendar)
  }

  /// Whether the words before say that this one is the name of a user, a host or a device.
  func isVaryingName(_ range: Range<Int>, _ said: WordTraits) -> Bool {
    guard spaceIsDue else { return false }
    if previous.contains(.user), stands(" from ", at: range.upperBound) { return true }
    guard said.isDisjoint(with: [.english, .constant]) else { return false }
    guard !previous.isDisjoint(with: [.user, .device, .host]) else {
      return isUserAfterFor(range)
    }
    let separator = length > 0 ? output[length - 1] : 0
    guard separator == 0x3A || byteClass(lastWord.upperBound - 1).contains(.letter) else {
      return false
    }
    return previous.contains(.user)
      || said.isDisjoint(with: [.identity, .code, .host, .user, .file])
  }

  /// `Failed password for root from 10.0.0.1`, `authentication failures for admin`: where a
  /// message is about logging in, a user comes after `for`.
  private func isUserAfterFor(_ range: Range<Int>) -> Bool {
    guard message.contains(.authentication), lastWord.count == 3,
      stands("for", at: lastWord.lowerBound)
    else { return false }
    return range.upperBound == count || stands(" from ", at: range.upperBound)
      || stands(" [", at: range.upperBound) || stands(" by ", at: range.upperBound)
  }

  /// What the last part of `errorCode`, `error_code` or `rhost` says.
  func lastPartTraits(_ range: Range<Int>) -> WordTraits {
    var start = range.upperBound - 1
    while start > range.lowerBound {
      let part = byteClass(start)
      if part.contains(.hyphen) || part.contains(.dot) || part.contains(.colon) {
        return traits(start + 1..<range.upperBound)
      }
      if part.contains(.upper), !byteClass(start - 1).contains(.upper) {
        return traits(start..<range.upperBound)
      }
      start -= 1
    }
    return []
  }
}
