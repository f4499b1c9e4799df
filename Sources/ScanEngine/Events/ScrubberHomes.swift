/// Home folders, which name people.
extension ScrubberPass {
  /// `C:\Users\name` at its letter, in any way of writing the separators.
  mutating func drive(at start: Int) -> Bool {
    guard byte(start + 1) == UInt8(ascii: ":"), Byte.isLetter(bytes[start]),
      let users = afterSeparator(start + 2), hasIgnoringCase("users", at: users),
      let name = afterSeparator(users + 5), let end = endOfWindowsName(from: name)
    else { return false }
    replace(start..<end, by: "~")
    return true
  }

  /// The home folder that begins with the separator at `start`.
  mutating func home(at start: Int) -> Bool {
    guard beginsPath(at: start) else { return false }
    for home in homes {
      let end = start + home.count
      guard end <= bytes.count, bytes[start..<end].elementsEqual(home), !Self.isName(byte(end))
      else { continue }
      replace(start..<end, by: "~")
      return true
    }
    guard let first = afterSeparator(start) else { return false }
    if has("root", at: first), !Self.isName(byte(first + 4)) || endsSentence(at: first + 4) {
      replace(start..<first + 4, by: "~")
      return true
    }
    guard let name = nameOfHome(at: first), Byte.isWord(byte(name)) || byte(name) >= 0x80 else {
      return false
    }
    var end = name
    while Self.isName(byte(end)) { end += 1 }
    while end > name, bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
    replace(start..<end, by: "~")
    return true
  }

  /// Where the name begins behind `home/`, `Users/`, `c/Users/` or `mnt/c/Users/`.
  private func nameOfHome(at first: Int) -> Int? {
    if has("home", at: first) { return afterSeparator(first + 4) }
    var start = first
    if has("mnt", at: start), let next = afterSeparator(start + 3) { start = next }
    if Byte.isLetter(byte(start)), let next = afterSeparator(start + 1) { start = next }
    return has("Users", at: start) ? afterSeparator(start + 5) : nil
  }

  /// A path doesn't begin inside of another path, a name or a URL.
  private func beginsPath(at start: Int) -> Bool {
    guard start > copied || copied == 0 else { return start == copied ? !changedJustBefore : true }
    let before = byte(start - 1)
    guard Self.isName(before) || before == UInt8(ascii: "~") else { return true }
    // The n of `\n`, the m of a colour's code.
    if byte(start - 2) == UInt8(ascii: "\\") {
      return before == UInt8(ascii: "n") || before == UInt8(ascii: "t")
        || before == UInt8(ascii: "r")
    }
    if before == UInt8(ascii: "I") { return byte(start - 2) == UInt8(ascii: "-") }
    guard before == UInt8(ascii: "m") else { return false }
    var position = start - 2
    while Byte.isDigit(byte(position)) || byte(position) == UInt8(ascii: ";") { position -= 1 }
    return byte(position) == UInt8(ascii: "[") && byte(position - 1) == 0x1B
  }

  /// After `~`, `/home/x` is a folder of that home.
  private var changedJustBefore: Bool { output.last == UInt8(ascii: "~") }

  private func endsSentence(at position: Int) -> Bool {
    byte(position) == UInt8(ascii: ".") && !Self.isName(byte(position + 1))
  }

  /// The place behind `/`, `\`, `\/` or `\\`.
  private func afterSeparator(_ start: Int) -> Int? {
    switch byte(start) {
    case UInt8(ascii: "/"): return start + 1
    case UInt8(ascii: "\\"):
      let next = byte(start + 1)
      return next == UInt8(ascii: "\\") || next == UInt8(ascii: "/") ? start + 2 : start + 1
    default: return nil
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    Byte.isWord(byte) || byte == UInt8(ascii: ".") || byte >= 0x80
  }

  /// Names on Windows may hold blanks: then a separator must follow.
  private func endOfWindowsName(from start: Int) -> Int? {
    var end = start
    while Self.isName(byte(end)) { end += 1 }
    guard end > start else { return nil }
    var blank = end
    while blank - start < 32, Self.isName(byte(blank)) || byte(blank) == 0x20 { blank += 1 }
    return byte(blank) == UInt8(ascii: "\\") ? blank : end
  }
}
