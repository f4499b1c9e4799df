/// Splits Markdown into what was pasted (fences, indented code) and what was written.
package struct MarkdownParser: DocumentParser {
  private var scanner: MarkdownScanner
  private var section = ExpectedSection()
  /// The role of the run of lines at hand, which may go on in the next chunk.
  private var role: Record.Role?

  /// - Parameter ignoresQuotes: Whether lines that begin with `>` are somebody else's words.
  package init(ignoresQuotes: Bool = false) {
    scanner = MarkdownScanner(ignoresQuotes: ignoresQuotes)
  }

  package var memory: [UInt8] { [] }
  package var tally: ParsingTally { ParsingTally() }

  package mutating func parse(_ chunk: Chunk, consume: (borrowing Record) -> Void) {
    let bytes = chunk.bytes
    var number = chunk.line
    var run = Run(start: 0, line: number, continues: role != nil)
    var start = 0
    while start < bytes.count {
      let end = endOfLine(bytes, start)
      let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
      let kind = section.filter(scanner.kind(of: line), line)
      let next = Self.role(of: kind, in: role)
      if next != role || kind == .proseStart || next == .heading {
        run.yield(role, bytes, to: start, chunk.offset, consume: consume)
        run = Run(start: start, line: number, continues: false)
        role = next
      }
      start = min(end + 1, bytes.count)
      number += 1
    }
    run.yield(role, bytes, to: bytes.count, chunk.offset, consume: consume)
  }

  package mutating func finish(consume: (borrowing Record) -> Void) { role = nil }

  /// A blank line within code belongs to it; elsewhere it separates.
  private static func role(of kind: MarkdownScanner.Kind, in role: Record.Role?) -> Record.Role? {
    switch kind {
    case .blank: role == .fence ? .fence : nil
    case .heading: .heading
    case .code: .fence
    case .proseStart, .proseNext: .prose
    case .ignored: nil
    }
  }

  private func endOfLine(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
    bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
  }
}

/// Lines of one role.
private struct Run {
  let start: Int
  let line: Int
  let continues: Bool

  func yield(
    _ role: Record.Role?, _ bytes: UnsafeRawBufferPointer, to end: Int, _ offset: Int64,
    consume: (borrowing Record) -> Void
  ) {
    guard let role, end > start else { return }
    consume(
      Record(
        text: UnsafeRawBufferPointer(rebasing: bytes[start..<end]), role: role, line: line,
        offset: offset + Int64(start), continues: continues && role == .fence))
  }
}

/// Leaves out the sections that say what should have happened.
private struct ExpectedSection {
  private var level: Int?

  mutating func filter(
    _ kind: MarkdownScanner.Kind, _ line: UnsafeRawBufferPointer
  ) -> MarkdownScanner.Kind {
    if case .heading(let found) = kind {
      if let level, found > level { return .ignored }
      level = Self.namesExpectation(line) ? found : nil
      return kind
    }
    if kind == .proseStart, Self.isBoldTitle(line) {
      level = Self.namesExpectation(line) ? 7 : level == 7 ? nil : level
    }
    return level == nil || kind == .blank ? kind : .ignored
  }

  private static func isBoldTitle(_ line: UnsafeRawBufferPointer) -> Bool {
    let text = line.trimmed
    return text.count > 4 && text.starts(with: "**".utf8) && text.suffix(3).contains(0x2A)
  }

  /// `### Expected behavior`, `**What did you expect to see?**`.
  private static func namesExpectation(_ line: UnsafeRawBufferPointer) -> Bool {
    let title = String(decoding: line.prefix(120), as: UTF8.self).lowercased()
    return title.contains("expect") && !title.contains("unexpect") && !title.contains("actual")
  }
}
