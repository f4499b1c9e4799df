/// What a line of Markdown is, judged by itself and by the lines before it.
///
/// A reading of CommonMark 0.31 that is just deep enough to tell output that was pasted from prose
/// that was written.
struct MarkdownScanner {
  enum Kind: Hashable {
    case blank
    case heading(level: Int)
    /// A line of a fenced or indented block.
    case code
    /// The first line of a paragraph, list item or table row.
    case proseStart
    /// A line that goes on with the prose before it.
    case proseNext
    /// A fence, a comment, a rule, quoted mail: nothing to be read.
    case ignored
  }

  private enum State: Hashable {
    case text
    /// In a fence of `length` times `mark`; `isDiff` where it shows changes of source code.
    case fence(mark: UInt8, length: Int, isDiff: Bool)
    case comment
    /// In a stack trace that stands in the text without a fence; ends at a blank line.
    case trace
  }

  private var state = State.text
  private var previous = Kind.blank
  /// The column of the text of the list item at hand; 0 outside of lists.
  private var itemIndentation = 0

  /// Whether lines that begin with `>` are somebody else's words, to be left out.
  let ignoresQuotes: Bool

  init(ignoresQuotes: Bool) { self.ignoresQuotes = ignoresQuotes }

  mutating func kind(of line: UnsafeRawBufferPointer) -> Kind {
    let kind = classify(line)
    previous = kind
    return kind
  }

  private mutating func classify(_ line: UnsafeRawBufferPointer) -> Kind {
    let indentation = line.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? line.count
    let text = UnsafeRawBufferPointer(rebasing: line[indentation...]).trimmed
    switch state {
    case .fence(let mark, let length, let isDiff):
      if text.count >= length, text.allSatisfy({ $0 == mark }) {
        state = .text
        return .ignored
      }
      return isDiff ? .ignored : .code
    case .comment:
      if text.contains(bytesOf: "-->") { state = .text }
      return .ignored
    case .trace:
      guard text.isEmpty else { return .code }
      state = .text
      return .blank
    case .text: return classifyText(line, text, indentation)
    }
  }

  private mutating func classifyText(
    _ line: UnsafeRawBufferPointer, _ text: UnsafeRawBufferPointer, _ indentation: Int
  ) -> Kind {
    guard let first = text.first else { return .blank }
    if text.starts(with: "<!--".utf8) {
      if !text.contains(bytesOf: "-->") { state = .comment }
      return .ignored
    }
    if first == UInt8(ascii: "`") || first == UInt8(ascii: "~"), opensFence(text, first) {
      return .ignored
    }
    if isIndentedCode(line, indentation) { return .code }
    if first == UInt8(ascii: "#") {
      let level = text.prefix { $0 == UInt8(ascii: "#") }.count
      if level <= 6, level == text.count || text[level] == 0x20 {
        itemIndentation = 0
        return .heading(level: level)
      }
    }
    if ignoresQuotes, first == UInt8(ascii: ">") { return .ignored }
    if beginsTrace(text) {
      state = .trace
      return .code
    }
    if text.count >= 3, Set(text).isSubset(of: [first, 0x20]), "-*_=".utf8.contains(first) {
      return .ignored
    }
    if let marker = listMarker(text) {
      itemIndentation = indentation + marker
      return .proseStart
    }
    if indentation == 0, previous == .blank { itemIndentation = 0 }
    if first == UInt8(ascii: "|") { return .proseStart }
    return previous == .proseStart || previous == .proseNext ? .proseNext : .proseStart
  }

  /// Lines that only a stack trace begins with.
  private func beginsTrace(_ text: UnsafeRawBufferPointer) -> Bool {
    text.starts(with: "Traceback (most recent call last)")
      || text.starts(with: "Exception in thread \"")
      || text.starts(with: "thread '")
        && text.contains("panicked at")
      || text.starts(with: "goroutine ")
  }

  private mutating func opensFence(_ text: UnsafeRawBufferPointer, _ mark: UInt8) -> Bool {
    let length = text.prefix { $0 == mark }.count
    guard length >= 3 else { return false }
    let language = text[length...]
    guard mark == UInt8(ascii: "~") || !language.contains(mark) else { return false }
    let name = String(decoding: language, as: UTF8.self).lowercased()
    state = .fence(
      mark: mark, length: length, isDiff: name.hasPrefix("diff") || name.hasPrefix("patch"))
    return true
  }

  /// Four blanks or a tab, deeper than the list item at hand, and not within a paragraph.
  private func isIndentedCode(_ line: UnsafeRawBufferPointer, _ indentation: Int) -> Bool {
    guard previous != .proseStart, previous != .proseNext else { return false }
    var width = 0
    for byte in line[..<indentation] { width += byte == 0x09 ? 4 - width % 4 : 1 }
    return width >= itemIndentation + 4
  }

  /// The length of a list item's marker with the blanks after it; nil where there is none.
  private func listMarker(_ text: UnsafeRawBufferPointer) -> Int? {
    var end = 0
    if "-*+".utf8.contains(text[0]) {
      end = 1
    } else {
      while end < min(9, text.count), (0x30...0x39).contains(text[end]) { end += 1 }
      guard end > 0, end < text.count, text[end] == 0x2E || text[end] == 0x29 else { return nil }
      end += 1
    }
    guard end < text.count, text[end] == 0x20 || text[end] == 0x09 else { return nil }
    while end < text.count, text[end] == 0x20 || text[end] == 0x09 { end += 1 }
    return end
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these bytes occur in it.
  func contains(bytesOf text: StaticString) -> Bool {
    firstIndex(ofBytes: text) != nil
  }

  /// Where these bytes first occur in it.
  func firstIndex(ofBytes text: StaticString) -> Int? {
    let length = text.utf8CodeUnitCount
    guard count >= length else { return nil }
    return (0...(count - length)).first { start in
      (0..<length).allSatisfy { self[start + $0] == text.utf8Start[$0] }
    }
  }
}
