/// Which kind a chunk is of: the first that fits.
extension NormalizingPass {
  /// Writes a chunk that is more than a word.
  ///
  /// - Parameters:
  ///   - range: The chunk.
  ///   - seen: The classes of its bytes.
  mutating func classify(_ range: Range<Int>, _ seen: ByteClass) {
    var start = range.lowerBound
    let end = range.upperBound
    if seen.contains(.colon),
      !byteClass(start).isDisjoint(with: [.colon, .digit, .hexLetter]), isAddress(range)
    {
      return variable(range)
    }
    // `./a`, `../a`, `~/a` and dot files aside, marks before a number belong to it.
    var first = start
    while first < end, byteClass(first).isDisjoint(with: [.letter, .digit, .slash, .backslash]) {
      first += 1
    }
    guard first < end else { return join(range) }
    // `"status":404`.
    if byte(start) == 0x3A, start > 0, byte(start - 1) == 0x22 || byte(start - 1) == 0x27 {
      join(0x3A)
      return classify(start + 1..<end, classes(of: start + 1..<end))
    }
    if isDigit(first) || isVersion(first..<end) { return number(start..<end, digits: first) }
    if first + 1 == end, byteClass(first).contains(.backslash) { return keep(range) }
    if byteClass(first).contains(.slash) || byteClass(first).contains(.backslash) {
      if first > start, byte(start) != 0x2E, byte(start) != 0x7E {
        join(start..<first)
        start = first
      }
      return path(start..<end)
    }
    if byte(start) == 0x40, contains(0x2F, start..<end) { return package(start..<end) }
    // Underscores that lead a name are part of it (`_ZN3fooEv`, `__init__`).
    while first > start, byte(first - 1) == 0x5F { first -= 1 }
    if first > start {
      keep(start..<first)
      start = first
    }
    name(start..<end, start == range.lowerBound ? seen : classes(of: start..<end))
  }

  /// A chunk that begins with a letter.
  @inline(__always)
  private mutating func name(_ range: Range<Int>, _ seen: ByteClass) {
    let said = traits(range)
    if said.contains(.technical) { return identifier(range, said) }
    if seen.isDisjoint(with: [.colon, .mark, .slash, .backslash, .at]) {
      return piece(range, said, seen)
    }
    if seen.isSuperset(of: [.colon, .slash]), let scheme = find("://", in: range) {
      return url(range, scheme: scheme)
    }
    if isDrive(range) { return path(range) }
    if seen.contains(.backslash), let backslash = index(of: 0x5C, in: range),
      backslash + 1 < range.upperBound
    {
      return path(range)
    }
    if seen.contains(.at), let at = index(of: 0x40, in: range) { return addressAt(range, at) }
    if seen.contains(.slash), let slash = index(of: 0x2F, in: range) {
      return relative(range, slash: slash)
    }
    segments(range)
  }

  /// A MAC or IPv6 address, or the port of any host (`:80`, `:::80`, `::`).
  private func isAddress(_ range: Range<Int>) -> Bool {
    var colons = 0
    var digits = 0
    for index in range {
      let part = byteClass(index)
      if part.contains(.colon) {
        colons += 1
      } else if part.contains(.digit) {
        digits += 1
      } else if part.isDisjoint(with: [.hexLetter, .dot]) {
        return part.contains(.mark) && byte(index) == 0x25 && colons >= 2
      }
    }
    guard colons >= 2 else { return false }
    return digits > 0 || range.count == 2
  }

  /// `v2.0`, `v6.1.7601`.
  private func isVersion(_ range: Range<Int>) -> Bool {
    byte(range.lowerBound) | 0x20 == 0x76 && isDigit(range.lowerBound + 1)
      && all(range.lowerBound + 1..<range.upperBound, [.digit, .dot])
  }

  private func isDrive(_ range: Range<Int>) -> Bool {
    range.count > 2 && byte(range.lowerBound + 1) == 0x3A
      && (byte(range.lowerBound + 2) == 0x5C || byte(range.lowerBound + 2) == 0x2F)
  }

  /// Drops a token.
  mutating func variable(_ range: Range<Int>) {
    drop()
    previous.subtract([.user, .host, .device])
    lastWord = range.upperBound..<range.upperBound
  }

  /// `Class@5b3a9f1e` and `package@1.2.3` keep their name, `user@host` keeps nothing.
  private mutating func addressAt(_ range: Range<Int>, _ at: Int) {
    guard at + 1 < range.upperBound else {
      name(range.lowerBound..<at, classes(of: range.lowerBound..<at))
      return join(0x40)
    }
    let right = at + 1..<range.upperBound
    let isVersion = isDigit(at + 1) && number(of: 0x2E, in: right) != 3
    guard isVersion || isHash(right, least: 6) else { return variable(range) }
    name(range.lowerBound..<at, classes(of: range.lowerBound..<at))
    join(0x40)
    drop()
  }

  /// A scoped package, `@types/node`: its name stays, its version goes.
  private mutating func package(_ range: Range<Int>) {
    guard let at = index(of: 0x40, in: range.lowerBound + 1..<range.upperBound) else {
      return keep(range)
    }
    keep(range.lowerBound..<at)
    join(0x40)
    drop()
  }

  /// The parts between colons and other marks, each for itself.
  mutating func segments(_ range: Range<Int>) {
    var start = range.lowerBound
    if let port = portAfterHost(range) { return variable(start..<port) }
    if holdsHash(range) { return variable(range) }
    while start < range.upperBound {
      var end = start
      var seen: ByteClass = []
      while end < range.upperBound {
        let next = byteClass(end)
        guard next.isDisjoint(with: [.colon, .mark, .slash, .at]) else { break }
        seen.formUnion(next)
        end += 1
      }
      if end > start {
        let isSigned = byte(start) == 0x2D && isDigit(start + 1) && start > range.lowerBound
        if isDigit(start) || isSigned {
          variable(start..<end)
        } else {
          piece(start..<end, traits(start..<end), seen)
        }
      }
      while end < range.upperBound, !byteClass(end).isDisjoint(with: [.colon, .mark, .at]) {
        join(input[end])
        end += 1
      }
      if end < range.upperBound, byteClass(end).contains(.slash) {
        if end > range.lowerBound, byteClass(end - 1).contains(.colon) {
          return path(end..<range.upperBound)
        }
        join(input[end])
        end += 1
      }
      start = end
    }
  }

  /// `Package_for_KB1~31bf3856ad364e35~amd64~~6.1`, `sha256:9f86d081884c`: with a hash in it a
  /// name is an object's id.
  private func holdsHash(_ range: Range<Int>) -> Bool {
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start
      while end < range.upperBound, byteClass(end).isDisjoint(with: [.colon, .mark]) { end += 1 }
      if isHash(start..<end, least: 12) { return true }
      start = end + 1
    }
    return false
  }

  /// `db:5432` where the words before lead to a host; `node-7:8031`, for a port has four digits or
  /// five, and a file that has lines has an extension.
  @inline(__always)
  private func portAfterHost(_ range: Range<Int>) -> Int? {
    guard let colon = index(of: 0x3A, in: range), colon + 2 < range.upperBound,
      all(colon + 1..<range.upperBound, .digit)
    else { return nil }
    if !previous.isDisjoint(with: [.towards, .host]) { return range.upperBound }
    let name = range.lowerBound..<colon
    let isInstance =
      contains(0x2D, name) && any(name, .digit) && !contains(0x2E, name)
    let digits = range.upperBound - colon - 1
    return isInstance && (4...5).contains(digits) ? range.upperBound : nil
  }

  // MARK: Looking into chunks

  func index(of byte: UInt8, in range: Range<Int>) -> Int? {
    for index in range where input[index] == byte { return index }
    return nil
  }

  func contains(_ byte: UInt8, _ range: Range<Int>) -> Bool { index(of: byte, in: range) != nil }

  func number(of byte: UInt8, in range: Range<Int>) -> Int {
    var number = 0
    for index in range where input[index] == byte { number += 1 }
    return number
  }

  /// Whether each byte is of one of the classes.
  ///
  /// The standard library's functions take closures, and a closure takes a copy of the whole pass.
  @inline(__always)
  func all(_ range: Range<Int>, _ classes: ByteClass) -> Bool {
    for index in range where byteClass(index).isDisjoint(with: classes) { return false }
    return true
  }

  /// Whether one of the bytes is of one of the classes.
  @inline(__always)
  func any(_ range: Range<Int>, _ classes: ByteClass) -> Bool {
    for index in range where !byteClass(index).isDisjoint(with: classes) { return true }
    return false
  }

  func find(_ text: StaticString, in range: Range<Int>) -> Int? {
    for index in range where input[index] == text.utf8Start[0] && stands(text, at: index) {
      return index
    }
    return nil
  }

  /// Hexadecimal digits with at least one decimal one: a hash, an address, an id.
  func isHash(_ range: Range<Int>, least: Int) -> Bool {
    guard range.count >= least else { return false }
    var hasDigit = false
    for index in range {
      let part = byteClass(index)
      if part.isDisjoint(with: [.digit, .hexLetter]) { return false }
      if part.contains(.digit) { hasDigit = true }
    }
    return hasDigit
  }
}
