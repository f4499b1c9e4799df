/// Identifiers: names with dots, hyphens, underscores and digits in them.
extension NormalizingPass {
  /// A part of a chunk without slashes and colons, that begins with a letter.
  ///
  /// - Parameters:
  ///   - range: The part.
  ///   - said: What is known of it as a word.
  ///   - seen: The classes of its bytes.
  mutating func piece(_ range: Range<Int>, _ said: WordTraits, _ seen: ByteClass) {
    if said.contains(.technical) { return identifier(range, said) }
    if said.contains(.ownHost) || isKnownFile(range, said) { return variable(range) }
    let isDefined =
      previous.contains(.definition) && spaceIsDue && !isHash(range, least: 7)
      && !(seen.contains(.hyphen) && isPlace(range))
    if isNamedAsMissing(range) || isDefined { return identifier(range, said) }
    if seen.contains(.dot) { return dotted(range) }
    guard seen.contains(.digit) else {
      if isVaryingName(range, said) { return variable(range) }
      return identifier(range, said)
    }
    if isErrorCode(range) { return identifier(range, said) }
    if !previous.isDisjoint(with: [.user, .host, .device]), spaceIsDue { return variable(range) }
    if isHash(range, least: 6) || isUUID(range) { return hash(range) }
    if seen.contains(.hyphen) { return composed(range) }
    // `reload1514044800` is a long word that a number was glued to, `eth0` a name.
    var letters = range.lowerBound
    while isLetter(letters) { letters += 1 }
    if letters - range.lowerBound >= 8 { keep(range.lowerBound..<letters) }
    variable(range)
    absorbBracket()
  }

  /// `R18-M0-N4-C`: no name that somebody chose.
  private func isPlace(_ range: Range<Int>) -> Bool {
    let head = partEnd(range.lowerBound, range.upperBound)
    return isVariablePart(range.lowerBound..<head) && onlyIds(head + 1..<range.upperBound)
  }

  /// Writes a name that stays.
  mutating func identifier(_ range: Range<Int>, _ said: WordTraits) {
    keep(range)
    lastWord = range
    remember(said.isEmpty ? lastPartTraits(range) : said)
  }

  /// `Makefile:12`.
  @inline(__always)
  private func isKnownFile(_ range: Range<Int>, _ said: WordTraits) -> Bool {
    said.contains(.knownFile) && byte(range.upperBound) == 0x3A && isDigit(range.upperBound + 1)
  }

  /// A hash goes, and with it the text in brackets that describes it (`4f5e6d7 (Fix rounding)`).
  mutating func hash(_ range: Range<Int>) {
    variable(range)
    guard range.count <= 40, position == range.upperBound, stands(" (", at: position),
      isLetter(position + 2), let close = closing(position + 1)
    else { return }
    position = close + 1
  }

  /// `jq: command not found`: the name before it is what is missing.
  @inline(__always)
  private func isNamedAsMissing(_ range: Range<Int>) -> Bool {
    stands(": command not found", at: range.upperBound)
      || stands(": not found", at: range.upperBound)
  }

  /// Capitals and three to six digits, `E0382`, `TS2304`, `ORA-00942`: how tools number errors.
  func isErrorCode(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound, byteClass(index).contains(.upper) { index += 1 }
    let letters = index - range.lowerBound
    guard letters > 0, letters <= 8 else { return false }
    let hasHyphen = byte(index) == 0x2D
    if hasHyphen { index += 1 }
    let digits = range.upperBound - index
    guard digits >= 3, digits <= (hasHyphen ? 5 : 6), !hasHyphen || letters > 1 else {
      return false
    }
    return all(index..<range.upperBound, .digit)
  }

  private func isUUID(_ range: Range<Int>) -> Bool {
    guard range.count == 36 else { return false }
    for index in range {
      let place = index - range.lowerBound
      let isHyphen = place == 8 || place == 13 || place == 18 || place == 23
      if isHyphen != (input[index] == 0x2D) { return false }
      if !isHyphen, byteClass(index).isDisjoint(with: [.digit, .hexLetter]) { return false }
    }
    return true
  }

  /// The parts of `web-5d4f8c7b9-x2x4z`, `attempt_1445_0020_m_000001`, each for itself.
  ///
  /// One word with only ids after it, joined by `_`, is an object's id and goes whole; joined by
  /// `-` it is an instance of what the word names.
  private mutating func composed(_ range: Range<Int>) {
    let head = partEnd(range.lowerBound, range.upperBound)
    let isId = isVariablePart(range.lowerBound..<head)
    if byte(head) == 0x5F, isId || onlyIds(head + 1..<range.upperBound) { return variable(range) }
    // `R18-M0-N4-C`: a place in a machine room.
    if isId, head - range.lowerBound <= 3, onlyIds(head + 1..<range.upperBound) {
      return variable(range)
    }
    // `on worker-3`: the machine where it happened.
    if previous.contains(.towards), spaceIsDue, byte(head) == 0x2D, isLastPartVariable(range) {
      return variable(range)
    }
    var start = range.lowerBound
    var lastWasMixed = false
    while start < range.upperBound {
      let end = partEnd(start, range.upperBound)
      let part = start..<end
      // After a replica set's hash Kubernetes adds five letters and digits.
      let isLast = end == range.upperBound || input[end] == 0x5F
      let isSuffix = lastWasMixed && part.count == 5 && isLast
      if part.isEmpty {
      } else if isSuffix || isVariablePart(part) || isLetterBetweenIds(part, range) {
        drop()
      } else {
        keep(part)
      }
      lastWasMixed = part.count >= 5 && any(part, .digit)
      if end < range.upperBound { join(input[end]) }
      start = end + 1
    }
    lastWord = range
    remember([])
  }

  private func partEnd(_ start: Int, _ end: Int) -> Int {
    var index = start
    while index < end, !byteClass(index).contains(.hyphen) { index += 1 }
    return index
  }

  private func isVariablePart(_ part: Range<Int>) -> Bool {
    guard any(part, .digit) else { return false }
    // `U16` is no type, as `u16` is.
    return !traits(part).contains(.technical)
      || part.count <= 3 && byteClass(part.lowerBound).contains(.upper)
  }

  private func isLastPartVariable(_ range: Range<Int>) -> Bool {
    var start = range.upperBound
    while start > range.lowerBound, !byteClass(start - 1).contains(.hyphen) { start -= 1 }
    return isVariablePart(start..<range.upperBound)
  }

  private func isLetterBetweenIds(_ part: Range<Int>, _ range: Range<Int>) -> Bool {
    part.count == 1 && variableEnd >= 0 && isDigit(part.upperBound + 1)
      && part.upperBound < range.upperBound
  }

  private func onlyIds(_ range: Range<Int>) -> Bool {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = partEnd(start, range.upperBound)
      let part = start..<end
      let isSuffix =
        end == range.upperBound && part.count <= 2 && input[start - 1] == 0x2D
        && byteClass(start).contains(.upper)
      guard part.count <= 1 || isSuffix || isVariablePart(part) else { return false }
      start = end + 1
    }
    return !range.isEmpty
  }

  /// A name with dots: a file, a host, or a qualified name of code.
  private mutating func dotted(_ range: Range<Int>) {
    let last = lastPart(range)
    let said = traits(last)
    if said.contains(.namedFile) || isVersionedLibrary(range) {
      let isPlace = byte(range.upperBound) == 0x3A && isDigit(range.upperBound + 1)
      return isPlace ? variable(range) : identifier(range, [])
    }
    if said.contains(.fileExtension), !isQualifiedName(range, last) {
      variable(range)
      return absorbBracket()
    }
    if isHost(range, last, said) { return variable(range) }
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start
      while end < range.upperBound, input[end] != 0x2E { end += 1 }
      let part = start..<end
      if !part.isEmpty {
        if isDigit(start) || isHash(part, least: 7) {
          drop()
        } else if any(part, .digit), any(part, .hyphen) {
          composed(part)
        } else {
          keep(part)
        }
      }
      if end < range.upperBound { join(input[end]) }
      start = end + 1
    }
    lastWord = range
    remember(lastPartTraits(range))
  }

  func lastPart(_ range: Range<Int>) -> Range<Int> {
    var start = range.upperBound
    while start > range.lowerBound, input[start - 1] != 0x2E { start -= 1 }
    return start..<range.upperBound
  }

  /// `libssl.so.1.1`.
  private func isVersionedLibrary(_ range: Range<Int>) -> Bool {
    guard let so = find(".so.", in: range) else { return false }
    return so > range.lowerBound && so + 4 < range.upperBound
  }

  /// `java.lang.Class`, `os.path.log`: a namespace leads it, or it is called.
  private func isQualifiedName(_ range: Range<Int>, _ last: Range<Int>) -> Bool {
    if byte(range.upperBound) == 0x28 {
      return !isDigit(range.upperBound + 1)
    }
    var end = range.lowerBound
    while input[end] != 0x2E { end += 1 }
    return traits(range.lowerBound..<end).contains(.namespace) && end + 1 < last.lowerBound
  }

  /// Labels of letters, digits and hyphens, under a domain that is in use.
  func isHost(_ range: Range<Int>, _ last: Range<Int>, _ said: WordTraits) -> Bool {
    var labels = 1
    var hasMark = false
    var firstEnd = range.upperBound
    for index in range {
      let part = byteClass(index)
      if part.contains(.dot) {
        labels += 1
        firstEnd = min(firstEnd, index)
      } else if part.contains(.mark) || input[index] == 0x5F {
        return false
      } else if part.contains(.digit) || part.contains(.hyphen) {
        hasMark = true
      }
    }
    guard labels > 1, !any(last, .upper) else {
      return false
    }
    if !previous.isDisjoint(with: .host), spaceIsDue { return true }
    let isAskedFor = previous.contains(.towards) && length > 0 && output[length - 1] == 0x3A
    if !isAskedFor, traits(range.lowerBound..<firstEnd).contains(.namespace) { return false }
    if said.contains(.domain) { return true }
    guard byte(range.upperBound) != 0x3A || !isDigit(range.upperBound + 1) else { return true }
    // Countries have two letters; so has much else, where the name has no other sign of a host.
    guard labels > 2, last.count == 2, all(last, .letter) else { return false }
    return hasMark || said.contains(.country) || isUnderRegistry(range, last)
  }

  /// `example.co.uk`: countries that divide their domain say first whose a name is.
  private func isUnderRegistry(_ range: Range<Int>, _ last: Range<Int>) -> Bool {
    let end = last.lowerBound - 1
    return traits(lastPart(range.lowerBound..<end)).contains(.secondLevel)
  }
}
