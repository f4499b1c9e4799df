/// Looks for the places where keywords may stand in a document that is read piece by piece.
///
/// The pieces lie in one buffer, whose first bytes go when they have been used; places are offsets in it.
struct KeywordSearch {
  private let filter: KeywordFilter
  /// Ascending.
  private(set) var places: [UInt32] = []
  /// What was looked at of the buffer.
  private var searchedTo = 0

  /// What is known of the bytes before so many may change with the bytes that follow them.
  private static let unsettledLength = 8

  init(_ filter: KeywordFilter) { self.filter = filter }

  /// Looks at what of the first bytes, up to `end`, was not looked at.
  mutating func search(_ bytes: UnsafeRawBufferPointer, to end: Int) {
    guard searchedTo < end else { return }
    filter.find(in: bytes, from: searchedTo, to: end, into: &places)
    searchedTo = end
  }

  /// Adds a range of the bytes to a hash, and looks at them meanwhile, which costs nothing then.
  ///
  /// - `bytes`: Those of the buffer; two bytes behind them can be read.
  mutating func hash(
    _ sha: inout SHA256, _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>
  ) {
    let start = range.lowerBound + min(sha.lengthToBlock, range.count)
    let end = start + (range.upperBound - start) / 64 * 64
    guard KeywordFilter.canHash, start < end else {
      sha.update(UnsafeRawBufferPointer(rebasing: bytes[range]))
      return
    }
    sha.update(UnsafeRawBufferPointer(rebasing: bytes[range.lowerBound..<start]))
    search(bytes, to: start)
    filter.hash(&sha, bytes, start..<end, into: &places)
    searchedTo = end
    sha.update(UnsafeRawBufferPointer(rebasing: bytes[end..<range.upperBound]))
    forget(from: range.upperBound - Self.unsettledLength)
  }

  /// Forgets what is known of the bytes from `settled` on, for those that follow are to come.
  private mutating func forget(from settled: Int) {
    guard searchedTo > settled else { return }
    places.removeLast(places.count - places.partitioningIndex { Int($0) >= settled })
    searchedTo = max(0, settled)
  }

  /// Hands the places in the first `length` bytes to `body`.
  func withPlaces<Result>(
    before length: Int, _ body: (UnsafeBufferPointer<UInt32>) throws -> Result
  ) rethrows -> Result {
    let end = places.partitioningIndex { Int($0) >= length }
    return try places.withUnsafeBufferPointer {
      try body(UnsafeBufferPointer(rebasing: $0[..<end]))
    }
  }

  /// Says that the first `length` bytes of the buffer have gone, and how many are left.
  mutating func drop(_ length: Int, leaving count: Int) {
    forget(from: length + max(0, count - Self.unsettledLength))
    let kept = places.partitioningIndex { Int($0) >= length }
    let rest = places[kept...].map { $0 - UInt32(length) }
    searchedTo = max(0, searchedTo - length)
    // A keyword that begins the buffer may have been met at the byte before it.
    places.replaceSubrange(
      0..<places.count, with: searchedTo == 0 || rest.first == 0 ? rest : [0] + rest)
  }

  /// Says that the buffer holds something else now.
  mutating func restart() {
    places.removeAll(keepingCapacity: true)
    searchedTo = 0
  }
}

extension [UInt32] {
  /// The index of the first element, of which all that follow are alike, that is as `isBehind` says.
  fileprivate func partitioningIndex(_ isBehind: (UInt32) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
