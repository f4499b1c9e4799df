/// Words of ASCII letters and decimal numbers: most of what messages are made of, read eight bytes
/// at a time. What is not as plain as that is left to ``chunk()``, which would decide the same.
extension NormalizingPass {
  /// Reads the chunk at `position` where it is plain; returns whether it was.
  @inline(__always)
  mutating func plainChunk(_ first: ByteClass) -> Bool {
    if first.contains(.letter) { return plainWord() }
    return first.contains(.digit) && plainNumber()
  }

  @inline(__always)
  private mutating func plainWord() -> Bool {
    let start = position
    let raw = UnsafeRawPointer(input + start)
    let low = raw.loadUnaligned(as: UInt64.self)
    var high: UInt64 = 0
    let others = EightBytes(low).others
    var size = others.trailingZeroBitCount >> 3
    // A capital that leads a word says nothing.
    var upper = EightBytes(low).upper(before: others)
    let isCapital = upper & 0xFF
    if others == 0 {
      high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      let others = EightBytes(high).others
      guard others != 0 else { return false }
      size = 8 + others.trailingZeroBitCount >> 3
      upper |= EightBytes(high).upper(before: others)
    }
    let end = start + size
    guard size > 0, let chunkEnd = plainEnd(end) else { return false }
    position = chunkEnd
    let said = vocabulary.traits(low: low, high: high, length: size)
    if isOrdinary(said, start, end) {
      keep(start..<end)
      lastWord = start..<end
      remember(said.isEmpty && upper != isCapital ? lastPartTraits(start..<end) : said)
    } else {
      word(start..<end, said, isPlain: upper == 0)
    }
    if chunkEnd != end, position == chunkEnd { join(input[end]) }
    return true
  }

  /// Whether none of the cases can apply that ``word(_:_:isPlain:)`` makes exceptions for.
  @inline(__always)
  private func isOrdinary(_ said: WordTraits, _ start: Int, _ end: Int) -> Bool {
    said.isDisjoint(with: [.calendar, .ownHost])
      && (variableEnd < 0 || said.isDisjoint(with: [.unit, .zone, .level]))
      && previous.isDisjoint(with: [.user, .host, .device])
      && input[end] != 0x5B && (input[end] != 0x28 || !previous.contains(.towards))
      && (start != 4 || lastWord.upperBound != 3)
      && (lastWord.count != 3 || !message.contains(.authentication))
  }

  /// Digits, also with dots between them: a number, a version, an address.
  @inline(__always)
  private mutating func plainNumber() -> Bool {
    let start = position
    var end = start + 1
    while input[end] &- 0x30 < 10 { end += 1 }
    var isWhole = true
    while input[end] == 0x2E, input[end + 1] &- 0x30 < 10 {
      isWhole = false
      end += 2
      while input[end] &- 0x30 < 10 { end += 1 }
    }
    guard end - start <= 24, let chunkEnd = plainEnd(end) else { return false }
    position = chunkEnd
    // Only a short number, or one after a word that leads to codes, can be a code.
    if isWhole, end - start <= 3 || previous.contains(.code), isCode(start..<end, digits: start) {
      keep(start..<end)
      lastWord = end..<end
      // `HTTP/1.1" 200 1203`: what comes after a code is none.
      if input[start - 1] == 0x20 { previous.remove(.code) }
    } else if chunkEnd != end, input[end] == 0x3A, dropsLinePrefix() {
      return true
    } else {
      variable(start..<end)
      previous.remove(.code)
      absorbBracket()
    }
    if chunkEnd != end, position == chunkEnd { join(input[end]) }
    return true
  }

  /// `bash: line 12: cd: …`: a place that shells say or not, behind their name.
  private mutating func dropsLinePrefix() -> Bool {
    guard spaceIsDue, lastWord.count == 4, stands("line", at: lastWord.lowerBound), length > 6,
      output[length - 5] == 0x20, output[length - 6] == 0x3A
    else { return false }
    length -= 5
    previous = []
    return true
  }

  /// Where the chunk ends whose last letter or digit is before `end`, with at most one mark of a
  /// sentence behind it; nil where it goes on.
  @inline(__always)
  private func plainEnd(_ end: Int) -> Int? {
    if !byteClass(end).isDisjoint(with: .endsChunk) { return end }
    let mark = input[end]
    guard mark == 0x2E || mark == 0x3A || mark == 0x21 || mark == 0x3F,
      !byteClass(end + 1).isDisjoint(with: .endsChunk)
    else { return nil }
    return end + 1
  }
}

/// Tells letters from other bytes, eight at a time.
private struct EightBytes {
  private let bytes: UInt64

  /// The top bits of the eight bytes.
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// - Parameter bytes: As they are loaded from memory.
  @inline(__always)
  init(_ bytes: UInt64) { self.bytes = UInt64(littleEndian: bytes) }

  /// The top bit of each byte that is no ASCII letter.
  @inline(__always)
  var others: UInt64 {
    let small = bytes | 0x2020_2020_2020_2020
    let rest = small & ~Self.tops
    // Adding carries into the top bit from `a` on, and from `{` on; no byte into the next.
    let fromA = rest &+ 0x1F1F_1F1F_1F1F_1F1F
    let beyondZ = rest &+ 0x0505_0505_0505_0505
    return (~fromA | beyondZ | small) & Self.tops
  }

  /// Not zero where there is a capital among the letters before the first of `others`.
  @inline(__always)
  func upper(before others: UInt64) -> UInt64 {
    ~bytes & 0x2020_2020_2020_2020 & (others & (0 &- others) &- 1)
  }
}
