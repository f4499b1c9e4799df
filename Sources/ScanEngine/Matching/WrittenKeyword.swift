/// A rule's keyword as it may stand in a string of JSON.
///
/// There `"` is written `\"` and `\` is written `\\`; `/`, control characters and what is no ASCII have
/// several ways; and any character of ASCII can be an escape of the form `\u0041`, which isn't looked for
/// here: see ``TellingLines``.
final class WrittenKeyword: Sendable {
  /// What is looked for: the keyword stands only where one of these does.
  let marks: [Keyword]
  /// What of the keyword stands before the mark and behind it.
  private let before: [UInt8]
  private let behind: [UInt8]
  /// Whether only a line without blanks behind the keyword is of use.
  private let isLastWord: Bool

  /// Shorter marks are in most lines, in bytes.
  private static let minimumLength = 3

  /// - `isLastWord`: Whether nothing matches but what has no blank behind the keyword.
  ///
  /// Returns nil where there is nothing that can be looked for.
  init?(_ keyword: Keyword, isLastWord: Bool) {
    let bytes = keyword.bytes
    var best = 0..<0
    for part in bytes.indices.split(whereSeparator: { !Self.hasOneForm(bytes[$0]) })
    where part.count > best.count {
      best = part.startIndex..<part.endIndex
    }
    if best.count >= Self.minimumLength {
      let mark = Self.written(bytes[best])
      marks = [Keyword(bytes: mark, ignoresCase: keyword.ignoresCase)]
      before = Array(bytes[..<best.lowerBound])
      behind = Array(bytes[best.upperBound...])
    } else {
      marks = Self.marks(aroundLetterOf: keyword)
      before = []
      behind = []
    }
    // Where the keyword itself has a blank behind the mark, that isn't one behind the keyword.
    self.isLastWord = isLastWord && !behind.contains(0x20)
    guard !marks.isEmpty, marks.allSatisfy({ $0.bytes.count >= Self.minimumLength }) else {
      return nil
    }
  }

  private static func hasOneForm(_ byte: UInt8) -> Bool {
    0x20..<0x7F ~= byte && byte != UInt8(ascii: "/")
  }

  private static func written(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    bytes.flatMap { byte in
      byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
        ? [UInt8(ascii: "\\"), byte] : [byte]
    }
  }

  /// The ways to write the first character that is no ASCII, with what stands around it.
  private static func marks(aroundLetterOf keyword: Keyword) -> [Keyword] {
    let text = String(decoding: keyword.bytes, as: UTF8.self)
    guard let scalar = text.unicodeScalars.first(where: { $0.value >= 0x80 }),
      let start = keyword.bytes.firstIndex(where: { $0 >= 0x80 }), Array(text.utf8) == keyword.bytes
    else { return [] }
    let letter = Array(String(scalar).utf8)
    let head = keyword.bytes[..<start]
    let tail = keyword.bytes[(start + letter.count)...]
    let first = head[(head.lastIndex { !hasOneForm($0) }.map { $0 + 1 } ?? head.startIndex)...]
    let last = tail.prefix(while: hasOneForm)
    let all = [letter] + escapes(of: scalar)
    return all.map {
      Keyword(bytes: written(first) + $0 + written(last), ignoresCase: keyword.ignoresCase)
    }
  }

  /// Its digits may be in upper case.
  private static func escapes(of scalar: Unicode.Scalar) -> [[UInt8]] {
    var all: [[UInt8]] = [[]]
    for unit in String(scalar).utf16 {
      let digits = String(unit, radix: 16)
      let padded = String(repeating: "0", count: 4 - digits.count) + digits
      all = all.map { $0 + Array("\\u".utf8) }
      for digit in padded.utf8 {
        let forms = digit < 0x40 ? [digit] : [digit, digit & ~0x20]
        all = forms.flatMap { form in all.map { $0 + [form] } }
      }
    }
    return all
  }
}

extension WrittenKeyword {
  /// Whether the whole keyword may stand around a mark that was found.
  func mayStand(in line: UnsafeRawBufferPointer, around mark: Range<Int>) -> Bool {
    guard let end = endOfRest(in: line, from: mark.upperBound),
      hasBeginning(in: line, before: mark.lowerBound)
    else { return false }
    return !(isLastWord && Self.hasWord(in: line, behind: end))
  }

  private func endOfRest(in line: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    for byte in behind {
      guard index < line.count else { return nil }
      switch byte {
      case UInt8(ascii: "/"): if line[index] == UInt8(ascii: "\\") { index += 1 }
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        guard line[index] == UInt8(ascii: "\\") else { return nil }
        index += 1
      case 0x20..<0x7F: break
      // What has many forms is taken for any of them.
      default: return index
      }
      guard index < line.count, isEqual(line[index], byte) else { return nil }
      index += 1
    }
    return index
  }

  private func hasBeginning(in line: UnsafeRawBufferPointer, before end: Int) -> Bool {
    var index = end
    for byte in before.reversed() {
      guard 0x20..<0x7F ~= byte else { return true }
      index -= 1
      guard index >= 0, isEqual(line[index], byte) else { return false }
      guard index > 0, line[index - 1] == UInt8(ascii: "\\") else { continue }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): index -= 1
      default: break
      }
    }
    return true
  }

  private func isEqual(_ byte: UInt8, _ expected: UInt8) -> Bool {
    byte == expected || (marks[0].ignoresCase && Keyword.lowercased(byte) == expected)
  }

  /// Whether a blank follows in the string and then something else; escapes may be a line's end.
  private static func hasWord(in line: UnsafeRawBufferPointer, behind end: Int) -> Bool {
    func isEnd(_ index: Int) -> Bool {
      index >= line.count || line[index] == UInt8(ascii: "\"") || line[index] == UInt8(ascii: "\\")
    }
    var index = end
    while !isEnd(index), line[index] > 0x20 { index += 1 }
    while !isEnd(index), line[index] <= 0x20 { index += 1 }
    return !isEnd(index)
  }
}
