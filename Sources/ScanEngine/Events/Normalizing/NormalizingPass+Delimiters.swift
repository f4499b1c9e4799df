/// Brackets, commas, comparison and assignment.
extension NormalizingPass {
  /// Reads the delimiter at `position`.
  mutating func delimiter(_ byte: UInt8) {
    switch byte {
    case 0x22, 0x27, 0x60: quote(byte)
    case 0x3C: angle()
    case 0x3D: equals()
    case 0x2C, 0x3B, 0x7C:
      join(byte)
      position += 1
      previous = []
    case 0x5B: square()
    case 0x29: closeRound()
    case 0x28 where previous.contains(.row) && spaceIsDue: row()
    default:
      if byte == 0x7B { braces += 1 }
      if byte == 0x7D { braces -= 1 }
      keep(byte)
      position += 1
    }
  }

  /// A placeholder that stands here already, `<3>`, `<1 sec`, or just a bracket.
  private mutating func angle() {
    if stands("<*>", at: position) {
      drop()
      previous.subtract([.user, .host, .device])
      position += 3
      return
    }
    var end = position + 1
    while isDigit(end) || byte(end) == 0x2E && end > position + 1 { end += 1 }
    if end > position + 1, byte(end) == 0x3E {
      drop()
      position = end + 1
    } else if end > position + 1, byte(end) == 0x20 {
      drop()
      position = end
    } else {
      keep(0x3C)
      position += 1
    }
  }

  /// `Failing row contains (17, Ana, null)`: data.
  private mutating func row() {
    keep(0x28)
    guard let close = closing(position), close > position + 1 else {
      position += 1
      return
    }
    drop()
    position = close
    previous = []
  }

  /// `make[2]:` and `sshd[812]:` lead a message as `make:` and `sshd:` do.
  private mutating func square() {
    var end = position + 1
    while isDigit(end) { end += 1 }
    if end > position + 1, byte(end) == 0x5D, byte(end + 1) == 0x3A, !lastWord.isEmpty,
      lastWord.upperBound == position, lastWord.count == length
    {
      position = end + 1
      return
    }
    if let end = bracketedAddress() {
      position = end
      return drop()
    }
    keep(0x5B)
    position += 1
  }

  /// The end of `[::1]`, an IPv6 address.
  private func bracketedAddress() -> Int? {
    var end = position + 1
    var colons = 0
    while end < count, !byteClass(end).isDisjoint(with: [.digit, .hexLetter, .colon]) {
      if input[end] == 0x3A { colons += 1 }
      end += 1
    }
    return colons > 1 && byte(end) == 0x5D ? end + 1 : nil
  }

  /// `Key (email)=(ana@example.com)`: what a bracket is set to is data.
  private mutating func closeRound() {
    if repeatsVariable() {
      position += 1
      return
    }
    keep(0x29)
    position += 1
    guard stands("=(", at: position), let close = closing(position + 1) else { return }
    keep(position..<position + 2)
    drop()
    position = close
  }

  /// `4146 bytes (4.05 KB)`, `10.0.0.1 (10.0.0.1)`, `10.0.0.1 ()`: a bracket with nothing but what
  /// varies, behind what varies, says the same again, and goes with it.
  private mutating func repeatsVariable() -> Bool {
    var end = length
    if variableEnd >= 0 {
      guard length == variableEnd else { return false }
      end -= 3
    }
    // A message of nothing else keeps its form.
    guard end > 5, output[end - 1] == 0x28, output[end - 2] == 0x20, output[end - 3] == 0x3E,
      output[end - 4] == 0x2A, output[end - 5] == 0x3C
    else { return false }
    length = end - 2
    variableEnd = length
    spaceIsDue = false
    return true
  }

  /// The bracket that closes the one at `index`, within reach.
  func closing(_ index: Int) -> Int? {
    let open = input[index]
    let close: UInt8 = open == 0x28 ? 0x29 : open + 2
    var depth = 0
    var end = index
    while end < count, end - index < Self.reach {
      if input[end] == open { depth += 1 }
      if input[end] == close {
        depth -= 1
        if depth == 0 { return end }
      }
      end += 1
    }
    return nil
  }

  /// `=`: of a key and its value the value goes, but where the key says that it tells.
  @inline(__always)
  private mutating func equals() {
    let next = byte(position + 1)
    let last = length > 0 && !spaceIsDue ? output[length - 1] : 0
    // `home=~`: the user's folder.
    let isHome = next == 0x7E && !spaceIsDue
    let isOperator =
      isRelation(next) && !isHome && next != 0x3C || last == 0x21 || last == 0x3A
      || isRelation(last)
    let gap = lastWord.isEmpty ? 2 : position - lastWord.upperBound
    guard !isOperator, gap == 0 || gap == 1 && spaceIsDue else {
      keep(0x3D)
      position += 1
      if isRelation(next), next != 0x3C {
        keep(next)
        position += 1
      }
      return
    }
    let key = traits(lastWord).union(lastPartTraits(lastWord))
    spaceIsDue = false
    keep(0x3D)
    position += 1
    value(key, isSpaced: gap == 1)
  }

  private func isRelation(_ byte: UInt8) -> Bool { byte >= 0x3C && byte <= 0x3E || byte == 0x7E }

  @inline(__always)
  private mutating func value(_ key: WordTraits, isSpaced: Bool) {
    var start = position
    while byte(start) == 0x20 { start += 1 }
    let isTight = start == position
    lastWord = start..<start
    if start >= count || !isTight && !isSpaced && isKey(start) {
      if !isSpaced, start < count || count > position { drop() }
      return
    }
    let end = valueEnd(start)
    guard end > start else {
      if isTight, !isSpaced, byte(start) == 0x2C || byte(start) == 0x3B { drop() }
      return
    }
    let isWord = !any(start..<end, .noSmallLetter)
    let isConstant = isWord && traits(start..<end).contains(.constant)
    if isWord, !isTight, !isConstant { return }
    if key.contains(.tellingKey), !isConstant, !isDigit(start) || key.contains(.code) { return }
    if isDigit(start), key.contains(.code) { return }
    drop()
    position = end
  }

  /// Whether `word=` stands at `start`: then the key before it has no value.
  @inline(__always)
  private func isKey(_ start: Int) -> Bool {
    var end = start
    while isLetter(end) || end < count && byteClass(end).contains(.hyphen) { end += 1 }
    return end > start && byte(end) == 0x3D
  }

  /// The end of a value: white space, a comma or a closing bracket, with brackets and quotations
  /// in it balanced.
  @inline(__always)
  private func valueEnd(_ start: Int) -> Int {
    var end = start
    while end < count, end - start < Self.reach {
      let byte = input[end]
      if byteClass(end).contains(.space) { break }
      switch byte {
      case 0x28, 0x5B, 0x7B, 0x3C:
        guard let close = closing(end) else { return end }
        end = close + 1
      case 0x22, 0x27:
        guard end == start, let close = closingQuote(end) else { return end }
        end = close + 1
      case 0x29, 0x5D, 0x7D, 0x2C, 0x3B, 0x7C, 0x3E, 0x60: return end
      default: end += 1
      }
    }
    while end > start, input[end - 1] == 0x2E || input[end - 1] == 0x3A { end -= 1 }
    return end
  }
}
