/// Tells whether what stands around a keyword can be part of a match of a regex.
///
/// Most lines that hold a keyword tell of no error: `0 errors` or `test_errors.py::test PASSED`. A few
/// bytes show that, without a regex.
///
/// The regex's required text is found in its tree (``RequiredTexts``); from the keyword in it the bytes
/// that follow are followed in Glushkov's automaton (``PatternPositions``) by a set of bits. It may let
/// through what doesn't match; it never holds back all the keywords that a match holds.
///
/// `@unchecked Sendable`: the memory is written by `init` and only read after that.
final class KeywordSurroundings: @unchecked Sendable {
  /// What may stand around one keyword.
  struct Place {
    /// Whether a match may hold it where it holds no other.
    var isNeeded = false
    /// Whether a match may begin with the keyword; then anything may stand before it.
    var mayBegin = false
    var before = ByteSet()
    /// Whether a match may end with the keyword.
    var mayEnd = false
    /// Whether the line may end there.
    var mayEndLine = false
    /// The bytes that may come next, and the positions that match them.
    var after = ByteSet()
    var next = PositionSet()
  }

  /// For each keyword.
  private let places: UnsafeMutableBufferPointer<Place>
  private let following: UnsafeMutableBufferPointer<PositionSet>
  /// For each position the bytes that it matches.
  private let bytes: UnsafeMutableBufferPointer<ByteSet>
  private let last: PositionSet
  private let ends: PositionSet

  /// So many bytes behind a keyword are looked at.
  private static let reach = 24

  /// nil where nothing can be told.
  ///
  /// - `keywords`: Those of the regex's rule.
  init?(_ pattern: String, keywords: [Keyword]) {
    guard !keywords.contains(where: \.ignoresCase), let positions = PatternPositions(pattern),
      let texts = RequiredTexts.texts(of: positions, holding: keywords.map(\.bytes))
    else { return nil }
    (last, ends) = (positions.last, positions.ends)
    following = .copy(of: positions.following)
    places = .copy(of: Self.places(keywords, texts, positions))
    bytes = .copy(of: positions.bytes)
  }

  deinit {
    places.deallocate()
    following.deallocate()
    bytes.deallocate()
  }

  private static func places(
    _ keywords: [Keyword], _ texts: [RequiredTexts.Text], _ positions: PatternPositions
  ) -> [Place] {
    var places = Array(repeating: Place(), count: keywords.count)
    // One keyword of each text is enough: the longest.
    let longestFirst = keywords.indices.sorted {
      keywords[$0].bytes.count > keywords[$1].bytes.count
    }
    for text in texts {
      for index in longestFirst {
        guard let start = text.place(of: keywords[index].bytes) else { continue }
        let end = start + keywords[index].bytes.count - 1
        places[index].add(from: text.positions[start], to: text.positions[end], of: positions)
        break
      }
    }
    return places
  }

  /// Looks at the bytes around a keyword that ends before byte `end`.
  ///
  /// - Parameters:
  ///   - keyword: Its index.
  ///   - length: Of the keyword, in bytes.
  ///   - end: Where it ends in `text`.
  ///   - text: Ends where its line does, or later.
  /// - Returns: Whether the keyword can be part of a match.
  func allow(_ keyword: Int, length: Int, before end: Int, in text: UnsafeRawBufferPointer) -> Bool
  {
    guard let place = places.baseAddress.map({ $0 + keyword }), place.pointee.isNeeded else {
      return false
    }
    let start = end - length
    if !place.pointee.mayBegin,
      start == 0 || !place.pointee.before.contains(text[start - 1])
    {
      return false
    }
    if place.pointee.mayEnd { return true }
    guard end < text.count, place.pointee.after.contains(text[end]) else {
      return place.pointee.mayEndLine && text.isBlankLine(from: end)
    }
    return allows(place.pointee.next, from: end, in: text)
  }

  private func allows(
    _ next: PositionSet, from end: Int, in text: UnsafeRawBufferPointer
  ) -> Bool {
    var next = next
    var index = end
    let limit = min(text.count, end + Self.reach)
    while index < limit, text[index] != 0x0A {
      // Blanks at a line's end are no part of it.
      if text[index] <= 0x20, !next.intersection(ends).isEmpty, text.isBlankLine(from: index) {
        return true
      }
      let byte = text[index]
      var following = PositionSet()
      var mayEnd = false
      next.visit { position in
        guard bytes[position].contains(byte) else { return }
        following.formUnion(self.following[position])
        mayEnd = mayEnd || last.contains(position)
      }
      if mayEnd { return true }
      if following.isEmpty { return false }
      next = following
      index += 1
    }
    if index < text.count, text[index] != 0x0A { return true }
    return !next.intersection(ends).isEmpty
  }
}

extension KeywordSurroundings.Place {
  fileprivate mutating func add(from first: Int, to last: Int, of positions: PatternPositions) {
    isNeeded = true
    if positions.first.contains(first) { mayBegin = true }
    positions.preceding[first].visit { before.formUnion(positions.bytes[$0]) }
    if positions.last.contains(last) { mayEnd = true }
    next.formUnion(positions.following[last])
    positions.following[last].visit { after.formUnion(positions.bytes[$0]) }
    if !positions.following[last].intersection(positions.ends).isEmpty { mayEndLine = true }
  }
}

extension UnsafeMutableBufferPointer {
  /// Memory of its own, with the same elements.
  fileprivate static func copy(of elements: [Element]) -> Self {
    let memory = Self.allocate(capacity: elements.count)
    _ = memory.initialize(from: elements)
    return memory
  }
}

extension UnsafeRawBufferPointer {
  /// Whether nothing but blanks stands before the line's end.
  fileprivate func isBlankLine(from start: Int) -> Bool {
    var index = start
    while index < count, self[index] <= 0x20, self[index] != 0x0A { index += 1 }
    return index == count || self[index] == 0x0A
  }
}
