/// A regex as a tree, whose leaves match one byte each.
///
/// PCRE2's syntax is read as far as manifests use it; see pcre2pattern(3).
indirect enum PatternTree {
  /// Matches no byte: an anchor, what looks behind, what must not come.
  case nothing
  /// By its number, counted from 0.
  case position(Int)
  /// What must come next without being matched.
  case ahead(PatternTree)
  case sequence([PatternTree])
  case choice([PatternTree])
  /// - `least`: How often it comes at least.
  /// - `isMany`: Whether it may come more often than once.
  case repeated(PatternTree, least: Int, isMany: Bool)

  /// A tree with the bytes of its positions.
  struct Reading {
    let tree: PatternTree
    let bytes: [ByteSet]
    /// The positions that stand for the text's end.
    let ends: [Int]
    /// The position that stands for all that were too many; nil where there is none.
    let anything: Int?

    /// nil for a regex that holds something that isn't understood.
    ///
    /// - `limit`: Positions that there may be.
    init?(_ pattern: String, limit: Int) {
      var reader = PatternTreeReader(pattern, limit: limit)
      guard let tree = reader.choice(), reader.isAtEnd else { return nil }
      self.tree = tree
      bytes = reader.positions
      ends = reader.ends
      anything = reader.isFull ? bytes.count - 1 : nil
    }
  }
}

/// Reads a regex by recursive descent; each function returns nil at what it doesn't understand.
private struct PatternTreeReader {
  private let text: [UInt8]
  private var index = 0
  private(set) var positions: [ByteSet] = []
  private(set) var ends: [Int] = []
  private let limit: Int

  init(_ pattern: String, limit: Int) {
    text = Array(pattern.utf8)
    self.limit = limit
  }

  var isAtEnd: Bool { index == text.count }

  private var next: UInt8? { index < text.count ? text[index] : nil }

  private mutating func take(_ bytes: StaticString) -> Bool {
    let isNext = text[index...].starts(
      with: UnsafeBufferPointer(start: bytes.utf8Start, count: bytes.utf8CodeUnitCount))
    if isNext { index += bytes.utf8CodeUnitCount }
    return isNext
  }

  /// Whether there are as many positions as there may be.
  var isFull: Bool { positions.count == limit }

  /// A new position, or the last one, which stands for all that follow.
  private mutating func position(_ set: ByteSet) -> PatternTree {
    if positions.count < limit - 1 {
      positions.append(set)
    } else if !isFull {
      positions.append(.all)
    }
    return .position(positions.count - 1)
  }

  mutating func choice() -> PatternTree? {
    var branches: [PatternTree] = []
    repeat {
      guard let branch = sequence() else { return nil }
      branches.append(branch)
    } while take("|")
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() -> PatternTree? {
    var parts: [PatternTree] = []
    while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      guard let part = part(), let repeated = repetition(of: part) else { return nil }
      parts.append(repeated)
    }
    return .sequence(parts)
  }

  private mutating func part() -> PatternTree? {
    let byte = text[index]
    index += 1
    switch byte {
    case UInt8(ascii: "^"): return .nothing
    case UInt8(ascii: "$"): return end()
    case UInt8(ascii: "."): return position(.all)
    case UInt8(ascii: "["): return PatternClass.read(text, at: &index).map { position($0) }
    case UInt8(ascii: "("): return group()
    case UInt8(ascii: "\\"): return escape()
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"): return nil
    default: return position(ByteSet(byte))
    }
  }

  private mutating func end() -> PatternTree {
    if positions.count < limit - 1 { ends.append(positions.count) }
    return position(ByteSet())
  }

  private mutating func escape() -> PatternTree? {
    guard let byte = next else { return nil }
    index += 1
    switch byte {
    case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"): return .nothing
    case UInt8(ascii: "z"), UInt8(ascii: "Z"): return end()
    default: return PatternClass.escaped(byte).map { position($0) }
    }
  }

  private mutating func group() -> PatternTree? {
    if next == UInt8(ascii: "*") { return nil }
    guard take("?") else { return closed() }
    if take("=") { return closed().map { .ahead($0) } }
    if take("!") || take("<=") || take("<!") { return asserted() }
    if take(":") || take(">") || take("|") { return closed() }
    guard take("<") || take("P<") || take("'") else { return nil }
    let close = text[index - 1] == UInt8(ascii: "'") ? UInt8(ascii: "'") : UInt8(ascii: ">")
    guard let end = text[index...].firstIndex(of: close) else { return nil }
    index = end + 1
    return closed()
  }

  private mutating func closed() -> PatternTree? {
    guard let inner = choice(), take(")") else { return nil }
    return inner
  }

  /// What looks behind, or must not come; its positions are none.
  private mutating func asserted() -> PatternTree? {
    let (known, knownEnds) = (positions, ends)
    guard closed() != nil else { return nil }
    (positions, ends) = (known, knownEnds)
    return .nothing
  }

  private mutating func repetition(of part: PatternTree) -> PatternTree? {
    let result: PatternTree
    if take("*") {
      result = .repeated(part, least: 0, isMany: true)
    } else if take("+") {
      result = .repeated(part, least: 1, isMany: true)
    } else if take("?") {
      result = .repeated(part, least: 0, isMany: false)
    } else if next == UInt8(ascii: "{"), let inside = countText {
      guard let (least, most) = Self.count(inside), most != 0 else { return nil }
      index += inside.utf8.count + 2
      result = .repeated(part, least: least, isMany: most.map { $0 > 1 } ?? true)
    } else {
      return part
    }
    // Lazy or possessive.
    _ = take("?") || take("+")
    return result
  }

  /// What stands between braces, where it may be a count in one version of PCRE2 or another.
  private var countText: String? {
    guard let close = text[index...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
    let inside = text[(index + 1)..<close]
    let isCount =
      inside.contains { 0x30...0x39 ~= $0 }
      && inside.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ",") || $0 == 0x20 }
    return isCount ? String(decoding: inside, as: UTF8.self) : nil
  }

  /// `2`, `2,`, `2,4`; nil for what not all versions take for a count.
  private static func count(_ inside: String) -> (least: Int, most: Int?)? {
    let numbers = inside.split(separator: ",", omittingEmptySubsequences: false)
    guard (1...2).contains(numbers.count), let least = Int(numbers[0]) else { return nil }
    if numbers.count == 1 { return (least, least) }
    if numbers[1].isEmpty { return (least, nil) }
    return Int(numbers[1]).map { (least, $0) }
  }
}
