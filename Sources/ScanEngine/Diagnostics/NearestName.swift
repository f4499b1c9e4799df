/// Finds what a misspelt word was meant to be.
package enum NearestName {
  /// Longer words are no typing mistakes, and would cost time.
  private static let longestWord = 64

  /// The candidate that `word` is most likely a misspelling of; the first of several.
  ///
  /// Case and the choice between `-` and `_` don't count as mistakes. A candidate is near when
  /// fewer than 4 characters, and no more than a third of them, were mistyped, or when `word` is
  /// its beginning.
  package static func nearest(
    to word: String, among candidates: some Sequence<String>
  ) -> String? {
    let folded = fold(word)
    guard !folded.isEmpty, folded.count <= longestWord else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let other = fold(candidate)
      let limit = min(3, max(1, max(folded.count, other.count) / 3), (best?.distance ?? 4) - 1)
      guard limit >= 0 else { break }
      if let distance = distance(folded, other, limit: limit) {
        best = (candidate, distance)
      } else if best == nil, folded.count > 2, other.starts(with: folded) {
        best = (candidate, 3)
      }
    }
    return best?.name
  }

  private static func fold(_ word: String) -> [UInt8] {
    word.lowercased().utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }
  }

  /// Insertions, deletions, replacements and swaps of neighbours; nil when more than `limit`.
  private static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in 0..<right.count {
        let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
