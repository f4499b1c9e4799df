/// Documents in UTF-16: their bytes are not what is matched, so nothing can be gone on with.
extension DocumentScan {
  /// Reads the whole document and replaces what it has contributed.
  ///
  /// - `text`: The document as UTF-8.
  func run(_ text: [UInt8], of reader: borrowing DocumentReader) throws -> Outcome {
    let decoded = DocumentReader(text: text, path: file.portablePath)
    let kind = try Self.kind(of: decoded, path: file.portablePath)
    let updates = source.updates(of: kind)
    var progress = beginAnew(builder, kind, updates, resumes: false)
    try reader.readAll(limit: WideText.sizeLimit).withUnsafeBytes { progress.hash.add($0) }
    var chunks = LineChunks(
      from: 0, line: 1, to: decoded.status.size, keepsEnds: kind == .text || kind == .markdown)
    var outcome = Outcome()
    while try chunks.next(
      of: decoded, seen: { context.progress(.read(Int64($0.range.count))) },
      body: { progress.take($0, next: $1) })
    {
      if context.isOver() { return outcome }
    }
    try end(&progress, &outcome, reader, updates, longLines: chunks.longLines)
    return outcome
  }
}
