/// Quotations: a name that identifies stays as it is, data goes, text is read like all text.
extension NormalizingPass {
  /// Reads the quotation mark at `position`; `"` and GNU's pair of a backtick and
  /// an apostrophe become `'`.
  mutating func quote(_ mark: UInt8) {
    if position == quoteEnd {
      quoteEnd = -1
      return write(quoteMark)
    }
    // Nested quotations and apostrophes (`don't`, `user's`).
    guard quoteEnd < 0, mark != 0x27 || !isLetter(position - 1), let close = closingQuote(position)
    else { return write(mark == 0x60 ? 0x60 : 0x27) }
    let content = position + 1..<close
    quoteMark = mark == 0x60 && input[close] == 0x60 ? 0x60 : 0x27
    if isData(content) { return whole(content, stays: false) }
    guard !content.isEmpty else { return whole(content, stays: true) }
    if any(content, .space), !previous.contains(.file) {
      quoteEnd = close
      return write(quoteMark)
    }
    if isFileName(content) || isVarying(content) { return whole(content, stays: false) }
    if isPlainName(content), !holdsLongNumber(content) { return whole(content, stays: true) }
    quoteEnd = close
    write(quoteMark)
  }

  private mutating func write(_ mark: UInt8) {
    keep(mark)
    position += 1
  }

  /// Writes a quotation at once.
  private mutating func whole(_ content: Range<Int>, stays: Bool) {
    keep(quoteMark)
    if stays { keep(content) } else { drop() }
    keep(quoteMark)
    position = content.upperBound + 1
    lastWord = content.upperBound..<content.upperBound
    if stays, byte(position) == 0x3A { remember(lastPartTraits(content).union(traits(content))) }
  }

  /// The mark that closes the one at `index`: no letter or digit comes after it, no opening
  /// bracket before it.
  func closingQuote(_ index: Int) -> Int? {
    let open = input[index]
    var end = index + 1
    while end < count, end - index < Self.reach {
      let isMark = input[end] == open || open == 0x60 && input[end] == 0x27
      if isMark, end == index + 1 || !isOpening(input[end - 1]),
        !isLetter(end + 1) && !isDigit(end + 1) && byte(end + 1) != 0x3C
      {
        return end
      }
      end += 1
    }
    return nil
  }

  private func isOpening(_ byte: UInt8) -> Bool { byte == 0x28 || byte == 0x5B || byte == 0x7B }

  /// Whether the words before, or the text after, say that what is quoted is data.
  private func isData(_ content: Range<Int>) -> Bool {
    let after = content.upperBound + 1
    if stands(" is not a valid", at: after) || stands(" is not valid", at: after) { return true }
    // `'root'@'localhost'`.
    if byte(position - 1) == 0x40 { return true }
    if !previous.isDisjoint(with: [.user, .host, .device]) { return true }
    if previous.contains(.tellingKey), length > 0,
      output[length - 1] == 0x3D || output[length - 1] == 0x3A
    {
      return false
    }
    // `{ email: "ana@example.com" }`.
    if braces > 0, length > 0, output[length - 1] == 0x3A { return true }
    // Compilers put code between backticks, and a symbol stays.
    if byte(position) == 0x60 { return false }
    if previous.contains(.data) { return true }
    guard message.contains(.reading), length > 0, output[length - 1] == 0x3A else { return false }
    return previous.isDisjoint(with: .identity) || previous.contains(.reading)
  }

  /// The name of a file: a path, an extension, or a word before it says so.
  private func isFileName(_ content: Range<Int>) -> Bool {
    if previous.contains(.file) { return true }
    if contains(0x5C, content) {
      // `Class "App\Models\User"`, and no `C:\a.txt`.
      let isClass =
        previous.contains(.definition) && isLetter(content.lowerBound)
        && !any(content, [.colon, .dot])
      return content.count > 2 && !isClass
    }
    guard let slash = index(of: 0x2F, in: content) else {
      let last = lastPart(content)
      return last.lowerBound > content.lowerBound && traits(last).contains(.fileExtension)
        && !previous.contains(.identity)
    }
    if contains(0x7B, content) { return true }
    // `"/web"` is how a container, a route or a command is called.
    let isSingle = index(of: 0x2F, in: slash + 1..<content.upperBound) == nil
    if slash == content.lowerBound { return !(isSingle && previous.contains(.identity)) }
    if byte(content.lowerBound) == 0x7E { return true }
    if byte(content.lowerBound) == 0x2E {
      return !previous.contains(.identity)
    }
    return false
  }

  /// Numbers, hashes, addresses.
  private func isVarying(_ content: Range<Int>) -> Bool {
    let first =
      content.lowerBound
      + (content.count > 1 && isSign(byte(content.lowerBound)) ? 1 : 0)
    if isDigit(first) {
      return !traits(content).contains(.technical) && !previous.contains(.code)
    }
    return isHash(content, least: 7) || traits(content).contains(.ownHost)
  }

  private func isSign(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x2B }

  private func withoutPort(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, isDigit(end - 1) { end -= 1 }
    let isPort = end < range.upperBound && end > range.lowerBound && input[end - 1] == 0x3A
    return isPort ? range.lowerBound..<end - 1 : range
  }

  /// A name without slashes and addresses: stays as it is, digits and all.
  private func isPlainName(_ content: Range<Int>) -> Bool {
    if find("://", in: content) != nil || contains(0x3C, content) { return false }
    let at = index(of: 0x40, in: content)
    if let at, at > content.lowerBound { return false }
    let host = withoutPort(content)
    let last = lastPart(host)
    if last.lowerBound > content.lowerBound, !previous.contains(.identity),
      isHost(host, last, traits(last))
    {
      return false
    }
    if contains(0x2F, content), at == nil { return previous.contains(.identity) }
    return !isInstance(content)
  }

  /// `attempt_1445144423722_0020_m_000001_0`: a time or a serial number among the parts.
  private func holdsLongNumber(_ content: Range<Int>) -> Bool {
    var digits = 0
    for index in content {
      if isDigit(index) {
        digits += 1
      } else {
        if digits >= 6, byteClass(index).contains(.hyphen) { return true }
        digits = 0
      }
    }
    return digits >= 6 && digits < content.count
      && byteClass(content.upperBound - digits - 1).contains(.hyphen)
  }

  /// `web-5d4f8c7b9-x2x4z`: a hash between hyphens.
  private func isInstance(_ content: Range<Int>) -> Bool {
    var start = content.lowerBound
    while start < content.upperBound {
      var end = start
      while end < content.upperBound, input[end] != 0x2D { end += 1 }
      let part = start..<end
      if start > content.lowerBound, part.count >= 5, any(part, .digit) {
        return true
      }
      start = end + 1
    }
    return false
  }
}
