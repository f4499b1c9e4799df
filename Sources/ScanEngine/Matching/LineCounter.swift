/// Tells the numbers and offsets of a record's lines, which are asked for in ascending order.
struct LineCounter {
  private let counting: Record.LineCounting
  /// Of the record.
  private let offset: Int64
  /// The line at `counted`.
  private var number: Int
  private var counted = 0
  /// Where the line begins that follows the one that was asked for last.
  private var nextLine = -1
  /// Whether all lines stand where the last one does, for they were made of it.
  var isFixed = false

  init(line: Int, offset: Int64, counting: Record.LineCounting) {
    number = line
    self.offset = offset
    self.counting = counting
  }

  /// Counts up to a line's first byte.
  mutating func go(to start: Int, in text: UnsafeRawBufferPointer) {
    guard counting == .physical else { return }
    number += start == nextLine ? 1 : text.newlines(in: counted..<start)
    counted = start
    nextLine = -1
  }

  /// A line of the text, without its newline.
  mutating func line(_ range: Range<Int>, of text: UnsafeRawBufferPointer) -> LineText {
    let whole = UnsafeRawBufferPointer(rebasing: text[range])
    let bytes = LineText.visible(whole)
    let isWhole = bytes.isEmpty || bytes.baseAddress == whole.baseAddress
    if counting == .physical, !isFixed {
      go(to: range.lowerBound, in: text)
      nextLine = range.upperBound + 1
    }
    let place = counting == .physical ? counted : 0
    return LineText(
      bytes: bytes, number: number, offset: offset + Int64(place), isWhole: isWhole)
  }
}
