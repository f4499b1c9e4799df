/// Finds entries among the lines of a list by halving.
struct StateEntrySearch {
  let list: StateList
  let file: OpenFile

  /// So many bytes are read around a place at first.
  private static let windowLength: Int64 = 1_024

  /// The line of the entry, or the empty range before which it belongs; nil where a line is none of
  /// ours.
  ///
  /// - `range`: Whole lines.
  func entry(of key: [UInt8], in range: Range<Int64>) -> Range<Int64>? {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      guard let (line, place) = line(at: low + (high - low) / 2, in: low..<high),
        let found = self.key(of: line)
      else { return nil }
      let order = found.withUnsafeBytes { found in
        key.withUnsafeBytes { ByteOrder.compare(found, $0) }
      }
      if order == 0 { return place }
      if order < 0 { low = place.upperBound } else { high = place.lowerBound }
    }
    return low..<low
  }

  private func key(of line: [UInt8]) -> [UInt8]? {
    line.withUnsafeBytes { line in
      guard let place = StateString.place(in: line, at: list.indent) else { return nil }
      var key: [UInt8] = []
      StateString.decode(UnsafeRawBufferPointer(rebasing: line[place.range]), into: &key)
      return key
    }
  }

  /// The line that a byte belongs to, with its newline.
  private func line(
    at place: Int64, in range: Range<Int64>
  ) -> (bytes: [UInt8], place: Range<Int64>)? {
    var length = Self.windowLength
    while length <= Int64(TextLines.lineLimit) {
      let window = max(range.lowerBound, place - length)..<min(range.upperBound, place + length)
      guard let bytes = file.bytes(window) else { return nil }
      let middle = Int(place - window.lowerBound)
      let start = bytes[..<middle].lastIndex(of: 0x0A).map { $0 + 1 }
      if let end = bytes[middle...].firstIndex(of: 0x0A),
        let start = start ?? (window.lowerBound == range.lowerBound ? 0 : nil)
      {
        let first = window.lowerBound + Int64(start)
        return (Array(bytes[start...end]), first..<first + Int64(end + 1 - start))
      }
      length *= 4
    }
    return nil
  }
}
