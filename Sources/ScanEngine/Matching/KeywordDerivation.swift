/// Finds literals that every match of a regex holds, so that lines without them need no regex.
///
/// It reads PCRE2 syntax just far enough to be sure: what it doesn't understand ends the literal at
/// hand, and a pattern without a usable literal has no keywords.
package enum KeywordDerivation {
  /// Shorter literals occur in too many lines to be worth looking for, in bytes.
  package static let minimumLength = 3

  /// Literals of which each match of `pattern` holds at least one; nil where there are none.
  package static func keywords(of pattern: String) -> [Keyword]? {
    var reader = PatternReader(pattern)
    guard let found = reader.alternatives(), reader.isAtEnd, !reader.isUnsure else { return nil }
    let folded = reader.ignoresCase
    return found.map { Keyword(bytes: $0, ignoresCase: folded) }
  }
}

/// A literal that the prefilter looks for.
package struct Keyword: Hashable, Sendable {
  /// In lower case where case is ignored (ASCII only).
  package let bytes: [UInt8]
  package let ignoresCase: Bool

  package init(bytes: [UInt8], ignoresCase: Bool) {
    self.bytes = ignoresCase ? bytes.map(Self.lowercased) : bytes
    self.ignoresCase = ignoresCase
  }

  package init(_ text: String) { self.init(bytes: Array(text.utf8), ignoresCase: false) }

  package static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}

/// A recursive-descent reader of the parts of a pattern that matter for keywords.
private struct PatternReader {
  private let bytes: [UInt8]
  private var index = 0
  /// Whether the pattern ignores case anywhere, which is then taken to hold everywhere.
  private(set) var ignoresCase = false
  /// Whether something was met that isn't understood: then nothing that was read counts.
  private(set) var isUnsure = false

  init(_ pattern: String) { bytes = Array(pattern.utf8) }

  var isAtEnd: Bool { index >= bytes.count }

  /// The keywords of an alternation: all of its branches must have some.
  mutating func alternatives() -> [[UInt8]]? {
    var all: [[UInt8]]? = []
    while true {
      let branch = sequence()
      if let branch { all?.append(contentsOf: branch) } else { all = nil }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "|") else { return all }
      index += 1
    }
  }

  /// The best keywords of a concatenation: of all that it requires, those whose shortest is longest.
  private mutating func sequence() -> [[UInt8]]? {
    var best: [[UInt8]]?
    var literal: [UInt8] = []
    func score(_ candidate: [[UInt8]]) -> Int {
      (candidate.map(\.count).min() ?? 0) * 16 - candidate.count
    }
    func offer(_ candidate: [[UInt8]]) {
      guard candidate.allSatisfy({ $0.count >= KeywordDerivation.minimumLength }) else { return }
      if best.map({ score(candidate) > score($0) }) ?? true { best = candidate }
    }
    while index < bytes.count, bytes[index] != UInt8(ascii: "|"), bytes[index] != UInt8(ascii: ")")
    {
      let atom = self.atom()
      let repetition = self.repetition()
      switch (atom, repetition) {
      case (.nothing, _): continue
      case (.byte(let byte), .once): literal.append(byte)
      case (.byte(let byte), .atLeastOnce):
        literal.append(byte)
        offer([literal])
        literal = []
      case (.required(let inner), .once), (.required(let inner), .atLeastOnce):
        offer([literal])
        literal = []
        offer(inner)
      default:
        offer([literal])
        literal = []
      }
    }
    offer([literal])
    return best
  }

  private enum Atom {
    case byte(UInt8)
    /// A group whose every match holds one of these.
    case required([[UInt8]])
    /// Matches text that isn't known.
    case unknown
    /// Matches the empty string: an anchor, an assertion, an option.
    case nothing
  }

  private enum Repetition { case once, atLeastOnce, maybe }

  private mutating func atom() -> Atom {
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\\"): return escape()
    case UInt8(ascii: "["):
      skipClass()
      return .unknown
    case UInt8(ascii: "("): return group()
    case UInt8(ascii: "^"), UInt8(ascii: "$"): return .nothing
    case UInt8(ascii: "."): return .unknown
    default: return .byte(byte)
    }
  }

  private mutating func escape() -> Atom {
    guard index < bytes.count else { return .unknown }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "z"),
      UInt8(ascii: "Z"), UInt8(ascii: "G"), UInt8(ascii: "K"):
      return .nothing
    case UInt8(ascii: "t"): return .byte(9)
    case UInt8(ascii: "x"), UInt8(ascii: "p"), UInt8(ascii: "P"), UInt8(ascii: "k"),
      UInt8(ascii: "g"), UInt8(ascii: "o"), UInt8(ascii: "Q"), UInt8(ascii: "c"):
      giveUp()
      return .unknown
    default:
      let isWordCharacter =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
      return isWordCharacter ? .unknown : .byte(byte)
    }
  }

  private mutating func giveUp() {
    isUnsure = true
    index = bytes.count
  }

  private mutating func skipClass() {
    if index < bytes.count, bytes[index] == UInt8(ascii: "^") { index += 1 }
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") { index += 1 }
    while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 1
      } else if bytes[index] == UInt8(ascii: "["), index + 1 < bytes.count,
        bytes[index + 1] == UInt8(ascii: ":")
      {
        // [[:alpha:]]
        while index + 1 < bytes.count,
          !(bytes[index] == UInt8(ascii: ":") && bytes[index + 1] == UInt8(ascii: "]"))
            || bytes[index - 1] == UInt8(ascii: "[")
        {
          index += 1
        }
        index += 1
      }
      index += 1
    }
    index += 1
  }

  private mutating func group() -> Atom {
    var counts = true
    if index < bytes.count, bytes[index] == UInt8(ascii: "?") { counts = groupHead() }
    if index < bytes.count, bytes[index] == UInt8(ascii: "*") { giveUp() }
    if index > 0, index <= bytes.count, bytes[index - 1] == UInt8(ascii: ")") { return .nothing }
    let inner = alternatives()
    if index < bytes.count { index += 1 }
    guard counts else { return .nothing }
    return inner.map { .required($0) } ?? .unknown
  }

  /// Reads what follows `(?`; returns whether the group's text is part of every match.
  private mutating func groupHead() -> Bool {
    index += 1
    guard index < bytes.count else { return false }
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    switch bytes[index] {
    case UInt8(ascii: ":"), UInt8(ascii: ">"), UInt8(ascii: "|"):
      index += 1
      return true
    case UInt8(ascii: "="):
      index += 1
      return false
    case UInt8(ascii: "!"):
      index += 1
      return false
    case UInt8(ascii: "<") where next == UInt8(ascii: "=") || next == UInt8(ascii: "!"):
      index += 2
      return false
    case UInt8(ascii: "<"), UInt8(ascii: "P"), UInt8(ascii: "'"):
      let close = bytes[index] == UInt8(ascii: "'") ? UInt8(ascii: "'") : UInt8(ascii: ">")
      index += 1
      while index < bytes.count, bytes[index] != close { index += 1 }
      index += 1
      return true
    default:
      return optionHead()
    }
  }

  /// Reads `(?i)` or `(?i:`; anything else that it doesn't know ends the reading.
  private mutating func optionHead() -> Bool {
    var negated = false
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "i"): ignoresCase = ignoresCase || !negated
      case UInt8(ascii: "m"), UInt8(ascii: "s"), UInt8(ascii: "n"): continue
      case UInt8(ascii: "-"): negated = true
      case UInt8(ascii: ":"), UInt8(ascii: ")"): return true
      default:
        giveUp()
        return false
      }
    }
    return false
  }

  private mutating func repetition() -> Repetition {
    guard index < bytes.count else { return .once }
    var result = Repetition.once
    switch bytes[index] {
    case UInt8(ascii: "*"), UInt8(ascii: "?"): result = .maybe
    case UInt8(ascii: "+"): result = .atLeastOnce
    case UInt8(ascii: "{"):
      guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")),
        bytes[(index + 1)..<end].allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2C }),
        end > index + 1
      else { return .once }
      result =
        bytes[index + 1] == UInt8(ascii: "0") || bytes[index + 1] == UInt8(ascii: ",")
        ? .maybe : .atLeastOnce
      index = end
    default: return .once
    }
    index += 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "?") || bytes[index] == UInt8(ascii: "+") {
      index += 1
    }
    return result
  }
}
