/// What a document is written in, which decides who parses it.
package enum DocumentKind: String, Hashable, Sendable {
  /// A JSON object on each line; some lines may be plain text.
  case jsonLines
  /// One object over the whole document, like an old session of Gemini CLI.
  case jsonObject
  /// One array over the whole document, like what `gh issue list --json` prints.
  case jsonArray
  case markdown
  case text
  /// A program's source: it may speak of errors, but none happened in it.
  case source

  /// Whether it can't be read in pieces: every scan begins at the first byte.
  package var isReadWhole: Bool {
    switch self {
    case .jsonObject, .jsonArray, .markdown: true
    case .jsonLines, .text, .source: false
    }
  }

  /// How much of a document's beginning is enough to tell.
  package static let sampleLength = 64 << 10

  /// Judges by the content first and by the name where the content leaves it open.
  ///
  /// - Parameters:
  ///   - sample: The document's first bytes, ``sampleLength`` of them or all.
  ///   - path: Its path or name, for the extension.
  package init(sample: UnsafeRawBufferPointer, path: String) {
    self = Self.structured(sample) ?? Self.named(path)
  }

  private static func structured(_ sample: UnsafeRawBufferPointer) -> DocumentKind? {
    let content = sample.trimmed
    guard let first = content.first else { return nil }
    if first == UInt8(ascii: "[") { return isArray(content) ? .jsonArray : nil }
    guard first == UInt8(ascii: "{") else { return nil }
    let line = content.lines.first { _ in true } ?? content
    let rest = content.part(min(line.count + 1, content.count)..<content.count)
    let head = line.trimmed
    if head.count == 1 || head.last == UInt8(ascii: ",") {
      return rest.trimmed.first == UInt8(ascii: "\"") || rest.contains("\":") ? .jsonObject : nil
    }
    guard startsObject(head) else { return nil }
    // A line that ends beyond the sample can't be checked further.
    if line.count == content.count, sample.count >= sampleLength || !isObject(head) {
      return content.contains("\"messages\":[") || content.contains("\"messages\": [")
        ? .jsonObject : .jsonLines
    }
    if rest.trimmed.isEmpty, isObject(head), content.contains("\"messages\"") { return .jsonObject }
    return isObject(head) || hasObjectLine(rest) ? .jsonLines : nil
  }

  /// `{"` and a colon after the key, or `{}`.
  private static func startsObject(_ line: UnsafeRawBufferPointer) -> Bool {
    let inside = line.part(1..<line.count).trimmed
    guard let first = inside.first else { return false }
    return first == UInt8(ascii: "}") || (first == UInt8(ascii: "\"") && inside.contains("\":"))
      || (first == UInt8(ascii: "\"") && inside.contains("\" :"))
  }

  private static func isObject(_ line: UnsafeRawBufferPointer) -> Bool {
    JSONParser()?.parse(line) { $0.kind == .object } ?? false
  }

  /// Whether a line cut short by a crash is followed by whole ones.
  private static func hasObjectLine(_ text: UnsafeRawBufferPointer) -> Bool {
    text.lines.prefix(64).contains { $0.first == UInt8(ascii: "{") && isObject($0.trimmed) }
  }

  /// An array of objects, as opposed to a log line that begins with a bracket.
  private static func isArray(_ content: UnsafeRawBufferPointer) -> Bool {
    let inside = content.part(1..<content.count).trimmed
    return inside.first == UInt8(ascii: "{") && inside.contains("\"")
      || (inside.first == UInt8(ascii: "]") && inside.count == 1)
  }

  private static let sources: Set<String> = [
    "py", "pyi", "js", "mjs", "cjs", "jsx", "ts", "tsx", "go", "rs", "java", "kt", "kts", "scala",
    "swift", "c", "h", "cc", "cpp", "cxx", "hpp", "m", "mm", "cs", "rb", "php", "ex", "exs", "dart",
    "sh", "bash", "zsh", "pl", "lua", "hs", "ml", "clj", "sql", "html", "css", "scss", "vue", "tf",
    "yml", "yaml", "toml", "proto", "cmake", "gradle",
  ]

  private static func named(_ path: String) -> DocumentKind {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return .text }
    switch name[name.index(after: dot)...].lowercased() {
    case "md", "markdown", "mdown", "mdx": return .markdown
    case "jsonl", "ndjson": return .jsonLines
    case let ending where sources.contains(ending): return .source
    default: return .text
    }
  }
}
