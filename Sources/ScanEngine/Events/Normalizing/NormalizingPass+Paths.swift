/// Paths of every system, and URLs.
extension NormalizingPass {
  /// A path with a root, a drive, or backslashes: goes, with the place after it.
  mutating func path(_ range: Range<Int>) {
    let end = pathEnd(range)
    let whole = range.lowerBound..<end
    if let library = library(in: whole) {
      identifier(library, [])
    } else {
      variable(whole)
      if position == end { goOnAfterSpace(whole) }
      if contains(0x3F, whole) { goOnInQuery(whole) }
      absorbBracket()
    }
    guard end < range.upperBound else { return }
    segments(end..<range.upperBound)
  }

  /// Up to a colon that is not a drive's: what comes after it is a place, or text.
  @inline(__always)
  private func pathEnd(_ range: Range<Int>) -> Int {
    var index = range.lowerBound + (byte(range.lowerBound + 1) == 0x3A ? 2 : 0)
    while index < range.upperBound, input[index] != 0x3A { index += 1 }
    return index
  }

  /// The name of a library, whose path ends with it: it says what is missing or broken.
  private func library(in range: Range<Int>) -> Range<Int>? {
    let name = lastSegment(range)
    guard name.count > 3, contains(0x2E, name) else { return nil }
    if find(".so.", in: name) != nil { return name }
    let said = traits(lastPart(name))
    // A header's path has a place after it where it isn't the header that is wrong.
    guard said.contains(.namedFile),
      byte(range.upperBound) != 0x3A || !isDigit(range.upperBound + 1)
    else { return nil }
    return name
  }

  private func lastSegment(_ range: Range<Int>) -> Range<Int> {
    var start = range.upperBound
    while start > range.lowerBound, input[start - 1] != 0x2F, input[start - 1] != 0x5C {
      start -= 1
    }
    return start..<range.upperBound
  }

  /// `/Library/Application Support/a`, `C:\Program Files\a`: goes on after a space where capitals
  /// stand on both sides of it and another separator comes.
  private mutating func goOnAfterSpace(_ range: Range<Int>) {
    guard byte(range.upperBound) == 0x20, byteClass(range.upperBound - 1).contains(.letter),
      byteClass(lastSegment(range).lowerBound).contains(.upper), range.upperBound + 1 < count,
      byteClass(range.upperBound + 1).contains(.upper)
    else { return }
    var end = range.upperBound + 1
    var hasSeparator = false
    while end < count, byteClass(end).isDisjoint(with: .endsChunk) {
      if input[end] == 0x2F || input[end] == 0x5C { hasSeparator = true }
      end += 1
    }
    if hasSeparator { position = end }
  }

  /// `/users?page=2&size=50`: a query goes on behind its equals signs.
  private mutating func goOnInQuery(_ range: Range<Int>) {
    guard position == range.upperBound, byte(position) == 0x3D else { return }
    while position < count, !isURLEnd(position) { position += 1 }
    while position > range.upperBound, isPunctuation(input[position - 1]) { position -= 1 }
  }

  /// A chunk with a slash in it that begins with a letter.
  mutating func relative(_ range: Range<Int>, slash: Int) {
    if let colon = index(of: 0x3A, in: range), colon < slash { return segments(range) }
    let end = pathEnd(range)
    let whole = range.lowerBound..<end
    let first = whole.lowerBound..<slash
    if hasAddress(whole) { return variable(range) }
    if isHost(first, lastPart(first), traits(lastPart(first))), contains(0x2E, first) {
      if previous.contains(.host) || previous.contains(.towards) { return variable(range) }
      return identifier(range, [])
    }
    guard isRelativePath(whole, first: first) else { return segments(range) }
    if let library = library(in: whole) {
      // `openssl/ssl.h` is how a header is asked for.
      identifier(traits(lastPart(library)).contains(.namedFile) ? whole : library, [])
    } else {
      variable(whole)
      absorbBracket()
    }
    if end < range.upperBound { segments(end..<range.upperBound) }
  }

  /// `name/10.0.0.1:80`, as Java prints addresses.
  private func hasAddress(_ range: Range<Int>) -> Bool {
    let last = lastSegment(range)
    guard !last.isEmpty, isDigit(last.lowerBound) else { return false }
    return number(of: 0x2E, in: last) == 3
      && all(last, [.digit, .dot])
  }

  /// A known folder leads it, an extension ends it, or it has more than one slash.
  private func isRelativePath(_ range: Range<Int>, first: Range<Int>) -> Bool {
    let name = lastSegment(range)
    let said = traits(lastPart(name))
    if contains(0x2E, name), !said.isDisjoint(with: [.fileExtension, .namedFile]) { return true }
    if previous.contains(.identity) { return false }
    if traits(first).contains(.folder) || traits(name).contains(.folder) { return true }
    if traits(name).contains(.knownFile) { return true }
    return number(of: 0x2F, in: range) > 1 || previous.contains(.file)
  }

  /// A URL goes; of one that names a package or repository the last part stays.
  mutating func url(_ range: Range<Int>, scheme: Int) {
    var end = range.upperBound
    while end < count, !isURLEnd(end) { end += 1 }
    while end > scheme, isPunctuation(input[end - 1]) { end -= 1 }
    position = max(position, end)
    let name = lastURLPart(scheme + 3..<end)
    // A login is for a server, whatever is asked of it.
    if let name, !message.contains(.authentication), isPackage(scheme + 3..<end, name) {
      identifier(name, [])
    } else {
      variable(range.lowerBound..<end)
    }
  }

  private func isPunctuation(_ byte: UInt8) -> Bool {
    byte == 0x2E || byte == 0x2C || byte == 0x3A || byte == 0x3B
  }

  private func isURLEnd(_ index: Int) -> Bool {
    switch input[index] {
    case 0x28, 0x29, 0x5B, 0x5D, 0x7B, 0x7D, 0x3C, 0x3E, 0x22, 0x27, 0x60, 0x7C: true
    case 0x2C, 0x3B: isSpaceOrEnd(index + 1)
    default: byteClass(index).contains(.space)
    }
  }

  private func lastURLPart(_ range: Range<Int>) -> Range<Int>? {
    var end = range.upperBound
    if let query = index(of: 0x3F, in: range) { end = query }
    while end > range.lowerBound, input[end - 1] == 0x2F { end -= 1 }
    guard end > range.lowerBound, contains(0x2F, range.lowerBound..<end) else { return nil }
    let name = lastSegment(range.lowerBound..<end)
    // `/v2/` is of the registry, no package in it.
    let isVersion = byte(name.lowerBound) == 0x76 && isDigit(name.lowerBound + 1) && name.count < 4
    return isDigit(name.lowerBound) || isVersion || isHash(name, least: 7) ? nil : name
  }

  /// Whether a host is a registry's, or the name ends as packages and repositories do.
  private func isPackage(_ range: Range<Int>, _ name: Range<Int>) -> Bool {
    let suffix = traits(lastPart(name))
    let isArchive = [".git", ".tgz", ".whl", ".jar", ".pom", ".deb", ".rpm", ".gem"].contains {
      (text: StaticString) in stands(text, at: name.upperBound - 4)
    }
    if isArchive || (stands(".tar.gz", at: name.upperBound - 7) && !suffix.isEmpty) { return true }
    var start = range.lowerBound
    while start < range.upperBound, input[start] != 0x2F {
      var end = start
      while isLetter(end) || isDigit(end) { end += 1 }
      if traits(start..<end).contains(.registry), input[start] != 0x67 { return true }
      start = max(end, start) + (end < range.upperBound && input[end] == 0x2F ? 0 : 1)
    }
    return false
  }
}
