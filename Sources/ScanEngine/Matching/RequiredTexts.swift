/// Texts of which every match of a regex holds one, with the positions that match them.
struct RequiredTexts {
  struct Text {
    var bytes: [UInt8] = []
    /// One for each byte.
    var positions: [Int] = []
  }

  private let bytes: [ByteSet]
  private let keywords: [[UInt8]]

  /// A class of more bytes is no part of a text.
  private static let mostChoices = 4
  /// Of what is repeated more often the rest is left out.
  private static let mostRepetitions = 8
  /// No more texts are made of one part of a regex.
  private static let mostTexts = 64

  /// Texts of which each holds a keyword; nil where none are found.
  static func texts(of pattern: PatternPositions, holding keywords: [[UInt8]]) -> [Text]? {
    let search = RequiredTexts(bytes: pattern.bytes, keywords: keywords)
    return search.required(pattern.tree)
  }

  private func required(_ tree: PatternTree) -> [Text]? {
    switch tree {
    case .nothing, .ahead, .position: return required([tree])
    case .sequence: return required(Self.flat(tree))
    case .choice(let trees):
      if let texts = texts(of: tree), isOffer(texts) { return texts }
      var all: [Text] = []
      for tree in trees {
        guard let texts = required(tree) else { return nil }
        all += texts
      }
      return all
    case .repeated(let tree, let least, _):
      if let texts = repeated(tree, least), isOffer(texts) { return texts }
      return least == 0 ? nil : required(tree)
    }
  }

  /// What stands one after the other, through groups.
  private static func flat(_ tree: PatternTree) -> [PatternTree] {
    if case .sequence(let trees) = tree { return trees.flatMap(flat) }
    return [tree]
  }

  /// The best that a sequence requires: those of which the shortest is longest.
  private func required(_ trees: [PatternTree]) -> [Text]? {
    var best: [Text]?
    func offer(_ texts: [Text]?) {
      guard let texts, isOffer(texts) else { return }
      if best.map({ Self.score($0) < Self.score(texts) }) ?? true { best = texts }
    }
    var open = [Text()]
    for tree in trees {
      let texts = texts(of: tree)
      if let longer = texts.flatMap({ Self.product(open, $0) }) {
        open = longer
        continue
      }
      // What is repeated goes on before it ends.
      if case .repeated(let inner, let least, true) = tree, let texts = repeated(inner, least),
        let longer = Self.product(open, texts)
      {
        open = longer
      }
      offer(open)
      open = texts ?? [Text()]
      offer(required(tree: tree))
    }
    offer(open)
    return best
  }

  private func required(tree: PatternTree) -> [Text]? {
    switch tree {
    case .nothing, .ahead, .position, .sequence: nil
    case .choice, .repeated: required(tree)
    }
  }

  private func isOffer(_ texts: [Text]) -> Bool {
    texts.allSatisfy { text in keywords.contains { text.place(of: $0) != nil } }
  }

  private static func score(_ texts: [Text]) -> Int { texts.map(\.bytes.count).min() ?? 0 }

  /// All that a part may match, where that is a few texts.
  private func texts(of tree: PatternTree) -> [Text]? {
    switch tree {
    case .nothing, .ahead: return [Text()]
    case .position(let position):
      guard (1...Self.mostChoices).contains(bytes[position].count) else { return nil }
      return bytes[position].elements.map { Text(bytes: [$0], positions: [position]) }
    case .sequence(let trees):
      var all = [Text()]
      for tree in trees {
        guard let texts = texts(of: tree), let longer = Self.product(all, texts) else {
          return nil
        }
        all = longer
      }
      return all
    case .choice(let trees):
      var all: [Text] = []
      for tree in trees {
        guard let texts = texts(of: tree), all.count + texts.count <= Self.mostTexts else {
          return nil
        }
        all += texts
      }
      return all
    case .repeated(let tree, let least, let isMany):
      guard !isMany, let texts = texts(of: tree) else { return nil }
      return least == 0 ? texts + [Text()] : texts
    }
  }

  /// What a part that is repeated begins with.
  private func repeated(_ tree: PatternTree, _ least: Int) -> [Text]? {
    guard least > 0, let texts = texts(of: tree) else { return nil }
    var all = [Text()]
    for _ in 0..<min(least, Self.mostRepetitions) {
      guard let longer = Self.product(all, texts) else { return nil }
      all = longer
    }
    return all
  }

  private static func product(_ left: [Text], _ right: [Text]) -> [Text]? {
    guard left.count * right.count <= mostTexts else { return nil }
    if left.count == 1, left[0].bytes.isEmpty { return right }
    if right.count == 1, right[0].bytes.isEmpty { return left }
    return left.flatMap { left in
      right.map {
        Text(bytes: left.bytes + $0.bytes, positions: left.positions + $0.positions)
      }
    }
  }
}

extension RequiredTexts.Text {
  /// Where a keyword stands in it first.
  func place(of keyword: [UInt8]) -> Int? {
    guard !keyword.isEmpty, keyword.count <= bytes.count else { return nil }
    return (0...(bytes.count - keyword.count)).first {
      bytes[$0..<($0 + keyword.count)].elementsEqual(keyword)
    }
  }
}
