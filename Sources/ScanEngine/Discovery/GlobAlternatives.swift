/// Expands `{a,b}`, also nested: `{x,y{1,2}}.log` is x.log, y1.log and y2.log.
package enum GlobAlternatives {
  /// More alternatives than anyone writes; few enough to try each on every name.
  package static let limit = 256
  package static let depthLimit = 16

  /// The globs without braces that `text` stands for, in order, each once.
  static func expand(_ text: [UInt8]) throws(GlobMistake) -> [[UInt8]] {
    var unique: [[UInt8]] = []
    var seen: Set<[UInt8]> = []
    for alternative in try expand(text[...], depth: 0) where seen.insert(alternative).inserted {
      unique.append(alternative)
    }
    return unique
  }

  private static func expand(
    _ text: ArraySlice<UInt8>, depth: Int
  ) throws(GlobMistake) -> [[UInt8]] {
    guard depth <= depthLimit else { throw GlobMistake(.nestedTooDeep, at: text.startIndex) }
    var expanded: [[UInt8]] = [[]]
    var literalStart = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      guard text[index] == UInt8(ascii: "{") else {
        index = try after(index, in: text)
        continue
      }
      let group = try Group(openedAt: index, in: text)
      var options: [[UInt8]] = []
      for option in group.options { options += try expand(option, depth: depth + 1) }
      expanded = try product(expanded, with: [Array(text[literalStart..<index])])
      expanded = try product(expanded, with: options)
      index = group.end
      literalStart = index
    }
    return try product(expanded, with: [Array(text[literalStart...])])
  }

  private static func product(
    _ heads: [[UInt8]], with tails: [[UInt8]]
  ) throws(GlobMistake) -> [[UInt8]] {
    guard heads.count * tails.count <= limit else { throw GlobMistake(.tooManyAlternatives) }
    return heads.flatMap { head in tails.map { head + $0 } }
  }

  /// The index after the character, escape or `[…]` that stands at `index`.
  fileprivate static func after(
    _ index: Int, in text: ArraySlice<UInt8>
  ) throws(GlobMistake) -> Int {
    switch text[index] {
    case UInt8(ascii: "\\"): min(index + 2, text.endIndex)
    case UInt8(ascii: "["): try GlobClass.end(of: text, openedAt: index)
    default: index + 1
    }
  }

  /// What stands between a `{` and its `}`.
  private struct Group {
    var options: [ArraySlice<UInt8>] = []
    /// After the closing brace.
    var end: Int

    init(openedAt start: Int, in text: ArraySlice<UInt8>) throws(GlobMistake) {
      var depth = 0
      var optionStart = start + 1
      var index = start
      while index < text.endIndex {
        switch text[index] {
        case UInt8(ascii: "{"):
          depth += 1
          index += 1
        case UInt8(ascii: "}") where depth == 1:
          options.append(text[optionStart..<index])
          end = index + 1
          return
        case UInt8(ascii: "}"):
          depth -= 1
          index += 1
        case UInt8(ascii: ",") where depth == 1:
          options.append(text[optionStart..<index])
          optionStart = index + 1
          index += 1
        default:
          index = try after(index, in: text)
        }
      }
      throw GlobMistake(.unclosedBrace, at: start)
    }
  }
}
