/// Mends JSON that writers in the field produce and strict parsers refuse.
package enum JSONRepair {
  /// A copy with invalid UTF-8 and lone surrogates replaced by U+FFFD, raw control characters in
  /// strings by spaces, and `NaN`, `Infinity` and `-Infinity` outside of strings by `null`; nil
  /// where nothing of this kind was found.
  package static func mend(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? {
    let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
    var mended: [UInt8] = []
    mended.reserveCapacity(text.count)
    var changed = text.count != bytes.count || !text.elementsEqual(bytes)
    var inString = false
    var index = 0
    while index < text.count {
      let byte = text[index]
      if inString {
        if byte == UInt8(ascii: "\\") {
          let (length, replacement) = escape(in: text, at: index)
          changed = changed || replacement != nil
          mended.append(contentsOf: replacement ?? Array(text[index..<index + length]))
          index += length
          continue
        }
        if byte == UInt8(ascii: "\"") { inString = false }
        if byte < 0x20 { changed = true }
        mended.append(byte < 0x20 ? 0x20 : byte)
        index += 1
        continue
      }
      if let length = notANumber(in: text, at: index) {
        mended.append(contentsOf: "null".utf8)
        changed = true
        index += length
        continue
      }
      if byte == UInt8(ascii: "\"") { inString = true }
      mended.append(byte)
      index += 1
    }
    return changed ? mended : nil
  }

  /// The length of the escape at `index`, and what replaces it where it is a lone surrogate.
  private static func escape(in text: [UInt8], at index: Int) -> (Int, [UInt8]?) {
    guard let unit = codeUnit(in: text, at: index), 0xD800..<0xE000 ~= unit else {
      return (min(2, text.count - index), nil)
    }
    if unit < 0xDC00, let low = codeUnit(in: text, at: index + 6), 0xDC00..<0xE000 ~= low {
      return (12, nil)
    }
    return (6, Array("\\ufffd".utf8))
  }

  /// The number that a `\uXXXX` at `index` stands for.
  private static func codeUnit(in text: [UInt8], at index: Int) -> Int? {
    guard index + 6 <= text.count, text[index] == UInt8(ascii: "\\"),
      text[index + 1] == UInt8(ascii: "u")
    else { return nil }
    return Int(String(decoding: text[index + 2..<index + 6], as: UTF8.self), radix: 16)
  }

  private static func notANumber(in text: [UInt8], at index: Int) -> Int? {
    for word in ["NaN", "Infinity", "-Infinity"] where text[index...].starts(with: word.utf8) {
      return word.utf8.count
    }
    return nil
  }
}
