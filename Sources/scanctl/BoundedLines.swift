/// Cuts a stream into lines, of which none takes more than a bounded amount of memory.
///
/// Of a line over 1 MiB the first and last 256 KiB are kept, wherever the stream was cut.
struct BoundedLines {
  static let limit = 1 << 20
  static let kept = 1 << 18

  private var line: [UInt8] = []
  private var isCut = false

  /// Calls `use` with each line that ends in `bytes`, without its newline.
  mutating func add(_ bytes: ArraySlice<UInt8>, use: ([UInt8]) -> Void) {
    var rest = bytes
    while let newline = rest.firstIndex(of: 0x0A) {
      append(rest[..<newline])
      end(use)
      rest = rest[(newline + 1)...]
    }
    append(rest)
  }

  /// Calls `use` with a last line that has no newline.
  mutating func finish(use: ([UInt8]) -> Void) {
    if !line.isEmpty { end(use) }
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    line.append(contentsOf: bytes)
    guard line.count > Self.limit else { return }
    line.removeSubrange(Self.kept..<line.count - Self.kept)
    isCut = true
  }

  private mutating func end(_ use: ([UInt8]) -> Void) {
    if isCut, line.count > 2 * Self.kept {
      line.removeSubrange(Self.kept..<line.count - Self.kept)
    }
    use(line)
    line.removeAll(keepingCapacity: true)
    isCut = false
  }
}
