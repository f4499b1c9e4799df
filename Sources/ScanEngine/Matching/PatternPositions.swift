/// The places of a regex that match one byte each, and which may come next after which.
///
/// It is Glushkov's automaton (V. M. Glushkov, The abstract theory of automata, 1961), loosened: what
/// is repeated may be so any number of times, of a long regex only the beginning counts, what looks
/// behind or says what must not come is taken to hold. So it takes every text that the regex matches,
/// and some that it doesn't.
struct PatternPositions {
  /// Sets of positions have so many bits.
  static let limit = 256

  /// For each position the bytes that it matches; none at a text's end.
  private(set) var bytes: [ByteSet] = []
  /// For each position those that may come next.
  private(set) var following: [PositionSet] = []
  /// For each position those that may come before it.
  private(set) var preceding: [PositionSet] = []
  /// Those that a match may begin with.
  private(set) var first = PositionSet()
  /// Those that a match may end with.
  private(set) var last = PositionSet()
  /// Those at which the text may end, `$`.
  private(set) var ends = PositionSet()
  let tree: PatternTree

  /// nil for a regex that holds something that isn't understood.
  init?(_ pattern: String) {
    guard let reading = PatternTree.Reading(pattern, limit: Self.limit) else { return nil }
    tree = reading.tree
    bytes = reading.bytes
    following = Array(repeating: PositionSet(), count: bytes.count)
    preceding = following
    for position in reading.ends { ends.insert(position) }
    let whole = link(tree)
    first = whole.firstBehind
    last.formUnion(whole.last)
    // From there on nothing is known.
    if let anything = reading.anything {
      last.insert(anything)
      ends.insert(anything)
      first.insert(anything)
    }
  }

  /// What a part of the regex begins and ends with.
  private struct Part {
    var isEmpty: Bool
    var first = PositionSet()
    var last = PositionSet()
    /// The same for what looks ahead taken to match nothing: of it nothing is matched in the end.
    var isEmptyBehind: Bool
    var firstBehind = PositionSet()
    var lastBehind = PositionSet()

    static let nothing = Part(isEmpty: true, isEmptyBehind: true)
  }

  private mutating func link(_ tree: PatternTree) -> Part {
    switch tree {
    case .nothing: return .nothing
    case .position(let position):
      var part = Part(isEmpty: false, isEmptyBehind: false)
      part.first.insert(position)
      (part.last, part.firstBehind, part.lastBehind) = (part.first, part.first, part.first)
      return part
    case .ahead(let tree):
      let part = link(tree)
      guard !part.isEmpty else { return .nothing }
      // Where it has come to its end it demands no more.
      last.formUnion(part.last)
      return Part(isEmpty: false, first: part.first, isEmptyBehind: true)
    case .sequence(let trees):
      return trees.reduce(.nothing) { join($0, link($1)) }
    case .choice(let trees):
      return trees.map { link($0) }.reduce(into: Part(isEmpty: false, isEmptyBehind: false)) {
        $0.isEmpty = $0.isEmpty || $1.isEmpty
        $0.isEmptyBehind = $0.isEmptyBehind || $1.isEmptyBehind
        $0.first.formUnion($1.first)
        $0.last.formUnion($1.last)
        $0.firstBehind.formUnion($1.firstBehind)
        $0.lastBehind.formUnion($1.lastBehind)
      }
    case .repeated(let tree, let least, let isMany):
      var part = link(tree)
      if isMany { connect(part, part) }
      if least == 0 { (part.isEmpty, part.isEmptyBehind) = (true, true) }
      return part
    }
  }

  private mutating func join(_ left: Part, _ right: Part) -> Part {
    connect(left, right)
    var joined = Part(
      isEmpty: left.isEmpty && right.isEmpty, first: left.first, last: right.last,
      isEmptyBehind: left.isEmptyBehind && right.isEmptyBehind, firstBehind: left.firstBehind,
      lastBehind: right.lastBehind)
    if left.isEmpty { joined.first.formUnion(right.first) }
    if right.isEmpty { joined.last.formUnion(left.last) }
    if left.isEmptyBehind { joined.firstBehind.formUnion(right.firstBehind) }
    if right.isEmptyBehind { joined.lastBehind.formUnion(left.lastBehind) }
    return joined
  }

  private mutating func connect(_ left: Part, _ right: Part) {
    left.last.visit { following[$0].formUnion(right.first) }
    right.firstBehind.visit { preceding[$0].formUnion(left.lastBehind) }
  }
}

/// A set of positions.
struct PositionSet: Hashable, Sendable {
  var words = SIMD4<UInt64>()

  @inline(__always)
  var isEmpty: Bool { words == SIMD4() }

  mutating func insert(_ position: Int) { words[position >> 6] |= 1 << UInt64(position & 63) }

  func contains(_ position: Int) -> Bool {
    words[position >> 6] >> UInt64(position & 63) & 1 != 0
  }

  @inline(__always)
  mutating func formUnion(_ other: PositionSet) { words |= other.words }

  @inline(__always)
  func intersection(_ other: PositionSet) -> PositionSet {
    PositionSet(words: words & other.words)
  }

  /// Ascending.
  @inline(__always)
  func visit(_ body: (Int) -> Void) {
    for index in 0..<4 {
      var word = words[index]
      while word != 0 {
        body(index << 6 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }
}
