/// The value of a member as it stands in a line of JSON that nobody has parsed.
///
/// What can't be told for sure without parsing counts as what is asked for.
struct RawJSONValue {
  /// From the value's first byte to the end of the line.
  private let rest: UnsafeRawBufferPointer
  private let first: UInt8

  /// Takes what follows the quote that ends a name; nil where that is no name of a member.
  init?(in line: UnsafeRawBufferPointer, behind end: Int) {
    var index = end
    while index < line.count, UnsafeRawBufferPointer.isSpace(line[index]) { index += 1 }
    guard index < line.count, line[index] == UInt8(ascii: ":") else { return nil }
    index += 1
    while index < line.count, UnsafeRawBufferPointer.isSpace(line[index]) { index += 1 }
    guard index < line.count else { return nil }
    rest = line.part(index..<line.count)
    first = rest[0]
  }

  /// `true`.
  var isTrue: Bool { first == UInt8(ascii: "t") }

  /// `false`.
  var isFalse: Bool { first == UInt8(ascii: "f") }

  /// Neither null nor false, nor a number, nor empty.
  var isSomething: Bool {
    let second = rest.part(1..<rest.count).first { !UnsafeRawBufferPointer.isSpace($0) }
    switch first {
    case UInt8(ascii: "\""): return rest.count < 2 || rest[1] != first
    case UInt8(ascii: "["): return second != UInt8(ascii: "]")
    case UInt8(ascii: "{"): return second != UInt8(ascii: "}")
    default: return isTrue
    }
  }

  /// A whole number for which `test` holds.
  func isInteger(where test: (Int) -> Bool) -> Bool {
    guard first == UInt8(ascii: "-") || 0x30...0x39 ~= first else { return false }
    let digits = rest.prefix { $0 == UInt8(ascii: "-") || 0x30...0x39 ~= $0 }
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return true }
    return test(number)
  }

  /// A string for which `test` holds, or which has escapes.
  ///
  /// - `limit`: Of longer strings `test` doesn't hold, in bytes.
  func isText(upTo limit: Int = .max, where test: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    guard let text else { return false }
    // Of six bytes an escape makes one.
    guard text.count / 6 <= limit else { return false }
    if text.offset(of: UInt8(ascii: "\\"), from: 0) != nil { return true }
    return text.count <= limit && test(text)
  }

  /// The same of a string without blanks.
  func isWord(upTo limit: Int = .max, where test: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    guard first == UInt8(ascii: "\"") else { return false }
    var end = 1
    var hasEscapes = false
    while end < rest.count, rest[end] != first {
      if rest[end] == 0x20 || end / 6 > limit { return false }
      if rest[end] == UInt8(ascii: "\\") { hasEscapes = true }
      end += 1
    }
    return hasEscapes || (end - 1 <= limit && test(rest.part(1..<end)))
  }

  /// A string as it is written, up to its end or its first escaped quote; nil where it is none.
  private var text: UnsafeRawBufferPointer? {
    guard first == UInt8(ascii: "\"") else { return nil }
    return rest.part(1..<(rest.offset(of: first, from: 1) ?? rest.count))
  }
}
