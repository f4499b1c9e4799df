/// Finds what mended an issue's errors in what people wrote about it.
enum IssueFixes {
  /// What the last comment says that tells a fix; one of the repository's people is preferred.
  static func last(in comments: [GitHubComment]) -> String? {
    let maintainers = comments.filter { $0.isFromMaintainer == true }
    return maintainers.reversed().lazy.compactMap { stated(in: $0.body) }.first
      ?? comments.reversed().lazy.compactMap { stated(in: $0.body) }.first
  }

  /// The last fix that a text states, in whatever words; nil where it states none.
  static func stated(in text: String) -> String? {
    last(in: text) { reference(in: $0) ?? FixLabels.fix(in: $0) ?? FixLabels.statement(in: $0) }
  }

  /// The last `Fixed in #104`, `Fixed by 3fa2c1d` of a text, as it stands there.
  static func referred(in text: String) -> String? { last(in: text, reference) }

  /// What `title` and `url` of a pull request or commit make; nil for one that has no words.
  static func text(_ closer: GitHubEnding.Closer) -> String? {
    FixLabels.normal(String(closer.title.prefix(300))).map { "\($0) (\(closer.url))" }
  }

  private static let verbs = ["fixed", "resolved", "solved", "closed", "addressed"]

  private static let negations = ["not", "if", "isn't", "wasn't", "until", "unless"]

  /// A sentence that says by or in what it was fixed: with a number, a version, a commit or a link.
  private static func reference(in text: String) -> String? {
    let lines = text.split { $0.isNewline || $0 == "!" }
    for sentence in lines.flatMap(sentences) {
      let words: [Substring] = sentence.split { $0 == " " || $0 == "\t" || $0 == "*" || $0 == "_" }
      guard let verb = words.prefix(5).firstIndex(where: { verbs.contains($0.lowercased()) }),
        words.indices.contains(verb + 2), words.count <= 24,
        ["by", "in", "with", "via"].contains(words[verb + 1].lowercased()),
        !words.prefix(verb).contains(where: { negations.contains($0.lowercased()) }),
        isReference(words.dropFirst(verb + 2).prefix(4))
      else { continue }
      return FixLabels.normal(String(sentence))
    }
    return nil
  }

  /// Whether a number, a version, a commit or a link is among the words.
  private static func isReference(_ words: ArraySlice<Substring>) -> Bool {
    words.contains { word in
      word.contains { $0.isNumber } || word.contains("http")
    }
  }

  /// A point ends a sentence only before a space: versions have them too.
  private static func sentences(_ line: Substring) -> [Substring] {
    var found: [Substring] = []
    var start = line.startIndex
    for index in line.indices where line[index] == "." {
      let next = line.index(after: index)
      guard next == line.endIndex || line[next] == " " else { continue }
      found.append(line[start..<index])
      start = next
    }
    found.append(line[start...])
    return found
  }

  private static func last(in text: String, _ find: (String) -> String?) -> String? {
    for paragraph in paragraphs(of: text).reversed() {
      if let found = find(paragraph) { return found }
    }
    return nil
  }

  /// The prose of a text: no code, no headings, no quoted replies.
  private static func paragraphs(of text: String) -> [String] {
    var found: [String] = []
    var parser = MarkdownParser(ignoresQuotes: true)
    var copy = text
    copy.withUTF8 { bytes in
      let chunk = Chunk(bytes: UnsafeRawBufferPointer(bytes), offset: 0, line: 1)
      parser.parse(chunk) { record in
        if record.role == .prose { found.append(paragraph(record)) }
      }
      parser.finish { record in
        if record.role == .prose { found.append(paragraph(record)) }
      }
    }
    return found
  }

  private static func paragraph(_ record: borrowing Record) -> String {
    String(decoding: record.text.prefix(4_096), as: UTF8.self)
  }
}
