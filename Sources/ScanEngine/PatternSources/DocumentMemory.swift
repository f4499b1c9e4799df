/// What parser and extractor remember between scans, in one piece of bytes.
struct DocumentMemory {
  /// What the document was read as: read as something else, its lines mean something else.
  var kind: DocumentKind?
  /// Where a line begins that is too long and had no end when the scan stopped.
  var startOfLongLine: Int64?
  var parser: [UInt8] = []
  var extractor: [UInt8] = []

  init(kind: DocumentKind, parser: [UInt8] = [], extractor: [UInt8] = []) {
    self.kind = kind
    self.parser = parser
    self.extractor = extractor
  }

  /// Reads ``bytes``; of no kind where they are damaged.
  init(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return }
    let words = parts[0].split(separator: 0x20, maxSplits: 1)
    kind = words.first.flatMap { DocumentKind(rawValue: String(decoding: $0, as: UTF8.self)) }
    if words.count == 2 { startOfLongLine = Int64(String(decoding: words[1], as: UTF8.self)) }
    parser = Array(parts[1])
    extractor = Array(parts[2])
  }

  /// The kind, with the place of a line that is too long; then both as lines of JSON.
  var bytes: [UInt8] {
    let place = startOfLongLine.map { " \($0)" } ?? ""
    return Array(((kind?.rawValue ?? "") + place).utf8) + [0x0A] + parser + [0x0A] + extractor
  }
}
