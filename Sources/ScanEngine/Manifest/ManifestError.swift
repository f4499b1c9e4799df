/// Everything that is wrong with one manifest, in the file's order.
public struct ManifestError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The mistakes; never empty.
  public let mistakes: [ManifestMistake]

  /// Orders the mistakes of all stages by position and drops what an alias made appear twice;
  /// nil where there are none.
  package init?(_ mistakes: [ManifestMistake]) {
    guard !mistakes.isEmpty else { return nil }
    var seen: Set<ManifestMistake> = []
    self.mistakes =
      mistakes.filter { seen.insert($0).inserted }
      .enumerated()
      .sorted { left, right in
        let (one, other) = (left.element.position, right.element.position)
        return (one.line, one.column, left.offset) < (other.line, other.column, right.offset)
      }
      .map(\.element)
  }

  /// A line for each mistake, as `scanctl` prints them.
  public var description: String { mistakes.map(\.description).joined(separator: "\n") }
}
