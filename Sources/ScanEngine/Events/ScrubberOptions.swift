/// Secrets in the short options of well-known commands.
extension ScrubberPass {
  /// Dashes: a private key, or an option of a command that takes a secret.
  mutating func dash() {
    let start = index
    if byte(start + 1) == UInt8(ascii: "-"), privateKey(at: start) { return }
    while byte(index) == UInt8(ascii: "-") { index += 1 }
    guard command != .other, start == 0 || Byte.isBlank(byte(start - 1)) else { return }
    if index == start + 1 { _ = shortOption(at: index) }
    if index == start + 2, command == .curl {
      for name: StaticString in ["user", "proxy-user"] where has(name, at: index) {
        let end = index + name.utf8CodeUnitCount
        if Byte.isSpace(byte(end)) || byte(end) == UInt8(ascii: "=") {
          _ = userAndPassword(at: afterSpaces(end + 1))
        }
        return
      }
    }
  }

  private mutating func shortOption(at option: Int) -> Bool {
    let letter = byte(option)
    let hasBlank = Byte.isSpace(byte(option + 1))
    let start = hasBlank ? afterSpaces(option + 1) : option + 1
    switch (command, letter) {
    case (.mysql, UInt8(ascii: "p")): return !hasBlank && optionValue(at: start)
    case (.sshpass, UInt8(ascii: "p")), (.mongo, UInt8(ascii: "p")): return optionValue(at: start)
    case (.login, UInt8(ascii: "p")), (.redis, UInt8(ascii: "a")):
      return hasBlank && optionValue(at: start)
    case (.curl, UInt8(ascii: "u")), (.curl, UInt8(ascii: "U")): return userAndPassword(at: start)
    default: return false
    }
  }

  private mutating func optionValue(at start: Int) -> Bool {
    guard byte(start) != UInt8(ascii: "-"), !Byte.isBlank(byte(start)) else { return false }
    let value = value(at: start)
    guard isSecret(value.range, key: .password, tie: .flag, isSoleOnLine: false) else {
      return false
    }
    replace(value.range.lowerBound..<endOfWhole(value), by: "<password>")
    return true
  }

  /// `-u user:password`; the user stays.
  private mutating func userAndPassword(at start: Int) -> Bool {
    let value = value(at: start)
    guard let colon = value.range.first(where: { bytes[$0] == UInt8(ascii: ":") }) else {
      return false
    }
    let password = colon + 1..<value.range.upperBound
    guard isSecret(password, key: .password, tie: .tight, isSoleOnLine: false) else { return false }
    replace(password, by: "<password>")
    return true
  }
}
