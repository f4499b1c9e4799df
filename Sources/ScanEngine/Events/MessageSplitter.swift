/// Finds the type in a raw line of output, as `scanctl fingerprint` is given it.
///
/// The first of these wins: the name of an exception (`TypeError: …`, `KeyError('x')`), an error
/// code that a keyword introduces (`error[E0382]: …`, `error TS2304: …`, `npm ERR! code ENOENT`),
/// a keyword alone (`fatal: …`). A line without any has the type `error`.
package struct MessageSplitter: Sendable {
  private let normalizer = MessageNormalizer()

  package init() {}

  /// A line's type and what it says besides.
  package struct Parts: Hashable, Sendable {
    package let type: String
    /// What comes after the type, where only a place, a time or a level stands before it; else the
    /// whole line.
    package let message: [UInt8]
  }

  private struct Introduction {
    let type: Range<Int>
    let start: Int
    let end: Int
    var isKeyword = false
  }

  /// Splits one line, which may hold any bytes.
  package func split(_ line: [UInt8]) -> Parts {
    line.withUnsafeBytes { bytes in
      guard let found = introduction(in: bytes) else {
        return Parts(type: "error", message: line)
      }
      let name = String(decoding: bytes[found.type], as: UTF8.self)
      let isTold = saysNothing(UnsafeRawBufferPointer(rebasing: bytes[..<found.start]))
      return Parts(
        type: found.isKeyword ? name.lowercased() : name,
        message: isTold ? Array(bytes[found.end...]) : line)
    }
  }

  private func introduction(in bytes: UnsafeRawBufferPointer) -> Introduction? {
    var position = 0
    while position < bytes.count {
      guard isWord(bytes[position]) else {
        position += 1
        continue
      }
      var end = position
      while end < bytes.count, isWord(bytes[end]) { end += 1 }
      if let found = exception(bytes, position..<end) ?? keyword(bytes, position..<end) {
        return found
      }
      position = end
    }
    return nil
  }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x5F, 0x2E, 0x24: true
    default: false
    }
  }

  // MARK: Names of exceptions

  /// What the names of exceptions end with in the languages that name them.
  private static let endings: [StaticString] = [
    "Error", "Exception", "Warning", "Failure", "Fault", "Interrupt", "Exit", "Throwable",
  ]

  private func exception(_ bytes: UnsafeRawBufferPointer, _ word: Range<Int>) -> Introduction? {
    guard let last = bytes[word].last, isLetter(last) else { return nil }
    let start = bytes[word].lastIndex(of: 0x2E).map { $0 + 1 } ?? word.lowerBound
    guard (0x41...0x5A).contains(bytes[start]),
      Self.endings.contains(where: { ends(bytes, word, with: $0) })
    else { return nil }
    let next = word.upperBound
    if next == bytes.count { return Introduction(type: word, start: word.lowerBound, end: next) }
    if bytes[next] == 0x28, next + 1 < bytes.count, [0x22, 0x27].contains(bytes[next + 1]) {
      return Introduction(type: word, start: word.lowerBound, end: next)
    }
    return colon(bytes, next).map { Introduction(type: word, start: word.lowerBound, end: $0) }
  }

  private func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  private func ends(
    _ bytes: UnsafeRawBufferPointer, _ word: Range<Int>, with text: StaticString
  ) -> Bool {
    let length = text.utf8CodeUnitCount
    guard word.count >= length else { return false }
    return (0..<length).allSatisfy {
      bytes[word.upperBound - length + $0] == text.utf8Start[$0]
    }
  }

  /// Where the text after a colon at `index` begins; nil where there is none.
  private func colon(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int? {
    guard index < bytes.count, bytes[index] == 0x3A else { return nil }
    guard index + 1 < bytes.count else { return index + 1 }
    return bytes[index + 1] <= 0x20 ? index + 2 : nil
  }

  // MARK: Keywords

  private func keyword(_ bytes: UnsafeRawBufferPointer, _ word: Range<Int>) -> Introduction? {
    guard word.count <= 8 else { return nil }
    let name = String(decoding: bytes[word], as: UTF8.self).lowercased()
    if name == "code", isAfterNpm(bytes, word) {
      return code(bytes, word.upperBound + 1, word, ends: [])
    }
    guard ["error", "warning", "fatal", "panic", "critical"].contains(name) else { return nil }
    let next = word.upperBound
    if next < bytes.count, bytes[next] == 0x5B,
      let found = code(bytes, next + 1, word, ends: [0x5D])
    {
      return found
    }
    if next < bytes.count, bytes[next] == 0x20,
      let found = code(bytes, next + 1, word, ends: [0x3A])
    {
      return found
    }
    return colon(bytes, next).map {
      Introduction(type: word, start: word.lowerBound, end: $0, isKeyword: true)
    }
  }

  private func isAfterNpm(_ bytes: UnsafeRawBufferPointer, _ word: Range<Int>) -> Bool {
    guard (8...10).contains(word.lowerBound) else { return false }
    return String(decoding: bytes[..<word.lowerBound], as: UTF8.self).lowercased()
      .hasPrefix("npm err")
  }

  /// A code at `index` and what has to come after it: letters with digits, or after npm a name
  /// such as `ENOENT`.
  private func code(
    _ bytes: UnsafeRawBufferPointer, _ index: Int, _ word: Range<Int>, ends: [UInt8]
  ) -> Introduction? {
    var end = index
    while end < bytes.count,
      isWord(bytes[end]) || bytes[end] == 0x3A && ends == [0x5D] || bytes[end] == 0x2D
    {
      end += 1
    }
    guard end > index, isLetter(bytes[index]) else { return nil }
    guard let mark = ends.first else {
      return Introduction(type: index..<end, start: word.lowerBound, end: end)
    }
    guard end < bytes.count, bytes[end] == mark,
      mark == 0x5D || bytes[index..<end].contains(where: { (0x30...0x39).contains($0) })
    else { return nil }
    let after = mark == 0x5D ? end + 1 : end
    return colon(bytes, after).map {
      Introduction(type: index..<end, start: word.lowerBound, end: $0)
    }
  }

  // MARK: What stands before the type

  /// Whether a prefix holds only what varies, levels, and words that lead to a place.
  private func saysNothing(_ prefix: UnsafeRawBufferPointer) -> Bool {
    var form: [UInt8] = []
    normalizer.normalize(prefix, into: &form)
    return form.split(whereSeparator: { !isLetter($0) }).allSatisfy { word in
      let text = String(decoding: word, as: UTF8.self).lowercased()
      return Self.silentWords.contains(text)
    }
  }

  private static let silentWords: Set<String> = [
    "error", "err", "warn", "warning", "info", "debug", "fatal", "critical", "severe", "file",
    "line", "npm", "yarn", "pnpm", "uncaught", "unhandled", "thread", "main", "pid", "node", "e",
  ]
}
