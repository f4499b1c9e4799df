/// One name of a glob: what stands between two slashes.
struct GlobSegment: Hashable, Sendable {
  private enum Token: Hashable, Sendable {
    case byte(UInt8)
    case anyCharacter
    case oneOf(GlobClass)
    case star
  }

  /// Whether a name that starts with a dot can match a wildcard.
  enum HiddenNames: Hashable, Sendable {
    /// Only where the segment itself starts with a dot.
    case ifNamed
    case always
  }

  private var tokens: [Token] = []
  private let hiddenNames: HiddenNames
  /// The name itself, where the segment has no wildcard.
  let literal: [UInt8]?
  /// Whether it is `*` and nothing else: most are, and a walk asks at every file.
  private let isStar: Bool

  init(_ text: ArraySlice<UInt8>, hiddenNames: HiddenNames) throws(GlobMistake) {
    self.hiddenNames = hiddenNames
    var index = text.startIndex
    while index < text.endIndex {
      switch text[index] {
      case UInt8(ascii: "*"):
        if tokens.last != .star { tokens.append(.star) }
      case UInt8(ascii: "?"):
        tokens.append(.anyCharacter)
      case UInt8(ascii: "["):
        tokens.append(.oneOf(try GlobClass(text, openedAt: index)))
        index = try GlobClass.end(of: text, openedAt: index) - 1
      case UInt8(ascii: "\\"):
        index += 1
        guard index < text.endIndex else { throw GlobMistake(.endsWithBackslash, at: index - 1) }
        tokens.append(.byte(text[index]))
      case let byte:
        tokens.append(.byte(byte))
      }
      index += 1
    }
    let bytes: [UInt8] = tokens.compactMap { if case .byte(let byte) = $0 { byte } else { nil } }
    literal = bytes.count == tokens.count ? bytes : nil
    isStar = tokens == [.star]
  }

  var hasStar: Bool { tokens.contains(.star) }

  /// Whether the star is the last thing, so that it takes a file's extension as well.
  var endsWithItsFirstStar: Bool {
    tokens.last == .star && tokens.firstIndex(of: .star) == tokens.count - 1
  }

  /// Whether a name matches but for the dot that it starts with.
  func matchesIfShown(_ name: UnsafeRawBufferPointer) -> Bool { match(name) != nil }

  func matches(_ name: UnsafeRawBufferPointer) -> Bool {
    if let literal { return name.isEqual(to: literal) }
    return shows(name) && (isStar || match(name) != nil)
  }

  /// What the first `*` stands for, the shortest that fits; nil where there is no star or match.
  func firstStar(in name: UnsafeRawBufferPointer) -> Range<Int>? {
    if isStar { return shows(name) ? 0..<name.count : nil }
    guard hasStar, shows(name) else { return nil }
    return match(name)
  }

  private func shows(_ name: UnsafeRawBufferPointer) -> Bool {
    hiddenNames == .always || name.first != UInt8(ascii: ".")
      || !isStar && tokens.first == .byte(UInt8(ascii: "."))
  }

  /// Goes back to the last star only, which is enough: time is at most the product of the lengths.
  private func match(_ name: UnsafeRawBufferPointer) -> Range<Int>? {
    var token = 0
    var index = 0
    var star: (token: Int, index: Int)?
    var first: Range<Int>?
    var firstToken = -1
    while true {
      if token < tokens.count, tokens[token] == .star {
        star = (token, index)
        if firstToken < 0 { firstToken = token }
        if firstToken == token { first = index..<index }
        token += 1
      } else if token < tokens.count, index < name.count,
        let length = length(of: tokens[token], in: name, at: index)
      {
        token += 1
        index += length
      } else if token == tokens.count, index == name.count {
        return first ?? 0..<0
      } else if let last = star, last.index < name.count {
        let next = last.index + 1
        star = (last.token, next)
        if last.token == firstToken, let start = first?.lowerBound { first = start..<next }
        token = last.token + 1
        index = next
      } else {
        return nil
      }
    }
  }

  /// How many bytes of `name` the token takes; nil where it doesn't match.
  private func length(of token: Token, in name: UnsafeRawBufferPointer, at index: Int) -> Int? {
    switch token {
    case .byte(let byte):
      return name[index] == byte ? 1 : nil
    case .anyCharacter:
      return PathCharacter(UnsafeRawBufferPointer(rebasing: name[index...])).length
    case .oneOf(let members):
      let character = PathCharacter(UnsafeRawBufferPointer(rebasing: name[index...]))
      return members.contains(character.value) ? character.length : nil
    case .star:
      return nil
    }
  }
}
