/// What is asked of every command, from its bytes: nothing is made of most of them.
extension ShellCommand {
  /// Commands that only show less of what those before them print.
  private static let filters: [StaticString] = [
    "tail", "head", "cat", "tee", "grep", "less", "rg", "sed", "awk", "sort", "uniq", "cut",
  ]

  /// What only says where output goes.
  private static let redirections: [StaticString] = ["2>&1", "&>/dev/null", "2>/dev/null"]

  /// A command line without what only shapes its output: `make 2>&1 | tail -20` is `make`.
  ///
  /// - Parameters:
  ///   - line: Valid UTF-8.
  ///   - essence: Is set to what is left, with one blank between words.
  /// - Returns: Whether that is the line as it stands.
  static func essence(of line: UnsafeRawBufferPointer, into essence: inout [UInt8]) -> Bool {
    essence.removeAll(keepingCapacity: true)
    var rest = line.part(0..<endWithoutFilters(line))
    while case let word = rest.firstWord, !word.isEmpty {
      if !essence.isEmpty { essence.append(0x20) }
      essence.append(contentsOf: rest[word])
      rest = rest.part(word.upperBound..<rest.count)
    }
    while let length = lengthOfLastRedirection(essence) {
      essence.removeLast(length)
      if !essence.isEmpty { essence.removeLast() }
    }
    if essence.isEmpty { essence.append(contentsOf: line) }
    return essence.count == line.count && essence.withUnsafeBytes { $0.elementsEqual(line) }
  }

  private static func lengthOfLastRedirection(_ essence: [UInt8]) -> Int? {
    essence.withUnsafeBytes { bytes in
      let word = bytes.part(bytes.start(after: 0x20, before: bytes.count)..<bytes.count)
      return redirections.contains(where: word.equals) ? word.count : nil
    }
  }

  private static func endWithoutFilters(_ line: UnsafeRawBufferPointer) -> Int {
    var end = line.count
    while true {
      let start = line.start(after: UInt8(ascii: "|"), before: end)
      guard start > 0 else { return end }
      let last = line.part(start..<end)
      let name = last.part(last.firstWord)
      guard filters.contains(where: name.equals), !last.contains("&&"), !last.contains(";") else {
        return end
      }
      end = start - 1
    }
  }

  /// Whether all that a command line does is show files, search or look around; see ``onlyReads``.
  static func onlyReads(_ line: UnsafeRawBufferPointer) -> Bool {
    if let name = plainName(of: line), !isSpecial(name) { return false }
    return ShellCommand(line.string).onlyReads
  }

  /// The line's first word where that is the name of its first command; nil where it takes a longer
  /// look to tell.
  private static func plainName(of line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    var end = 0
    while end < line.count {
      let byte = line[end]
      if byte == 0x20 || byte == 0x09 || byte == 0x0A { break }
      let isLetter = 0x61...0x7A ~= byte | 0x20
      guard isLetter || 0x30...0x39 ~= byte || byte == UInt8(ascii: "-") else { return nil }
      end += 1
    }
    return end == 0 ? nil : line.part(0..<end)
  }
}

extension UnsafeRawBufferPointer {
  /// The first run of bytes that are no white space; empty where there is none.
  fileprivate var firstWord: Range<Int> {
    let start = endOfBlanks(from: 0)
    var end = start
    while end < count, blankLength(at: end) == 0 { end += 1 }
    return start..<end
  }

  /// Where the white space ends that begins at `start`, or `start` where there is none.
  func endOfBlanks(from start: Int) -> Int {
    var end = start
    while end < count, case let length = blankLength(at: end), length > 0 { end += length }
    return end
  }

  /// How many bytes the white space at `index` has, as Unicode knows it; 0 where there is none.
  private func blankLength(at index: Int) -> Int {
    let byte = self[index]
    if byte < 0x80 { return Self.isSpace(byte) ? 1 : 0 }
    let next = index + 1 < count ? self[index + 1] : 0
    let third = index + 2 < count ? self[index + 2] : 0
    switch (byte, next) {
    case (0xC2, 0x85), (0xC2, 0xA0): return 2
    case (0xE1, 0x9A): return third == 0x80 ? 3 : 0
    case (0xE2, 0x80): return 0x80...0x8A ~= third || third == 0xAF ? 3 : newlineLength(at: index)
    case (0xE2, 0x81): return third == 0x9F ? 3 : 0
    case (0xE3, 0x80): return third == 0x80 ? 3 : 0
    default: return 0
    }
  }

  /// How many bytes the end of a line at `index` has, as Unicode knows it; 0 where there is none.
  func newlineLength(at index: Int) -> Int {
    switch self[index] {
    case 0x0A...0x0D: return 1
    case 0xC2: return index + 1 < count && self[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      guard index + 2 < count, self[index + 1] == 0x80 else { return 0 }
      return self[index + 2] == 0xA8 || self[index + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }
}
