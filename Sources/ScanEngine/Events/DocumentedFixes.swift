/// Finds, in Markdown, the fix that is written down for the errors before it.
///
/// Errors wait for a labelled fix (`Fix: …`, a heading `Solution`) until a heading of the same depth,
/// or other errors, come. Where none comes, the list item or paragraph right after the error is
/// taken if it says what to do.
package struct DocumentedFixes {
  /// A fix with the line it stands on.
  package struct Found: Hashable, Sendable {
    package let text: String
    package let line: Int
  }

  private var isWaiting = false
  /// Records since the error.
  private var distance = 0
  private var headingLevel = 0
  private var errorLevel = 0
  private var followsFixHeading = false
  private var fallback: Found?

  /// Words of advice, by which a plain paragraph is taken for a fix.
  private static let adviceWords: Set<Substring> = [
    "fix", "fixed", "fixes", "resolve", "resolved", "solve", "solved", "use", "used", "using", "add",
    "added", "set", "install", "installed", "run", "upgrade", "upgraded", "pin", "pinned", "replace",
    "replaced", "remove", "removed", "increase", "increased", "switch", "switched", "restart",
    "restarted", "instead", "must", "ensure", "needs", "downgrade", "configure", "enable", "disable",
    "export", "rename", "delete", "bump", "bumped",
  ]
  /// Labels of paragraphs that tell something else than the fix.
  private static let otherLabels = [
    "cause", "root cause", "why", "impact", "context", "note", "lesson", "symptom", "problem",
    "environment", "error", "when", "where", "frequency", "date", "severity", "status", "seen",
  ]

  package init() {}

  /// Says that errors were found in the record at hand; those before have what they have.
  ///
  /// - Returns: The fix of the errors before, where only a plain paragraph offered one.
  package mutating func foundErrors(in record: borrowing Record) -> Found? {
    let last = settle()
    isWaiting = true
    distance = 0
    errorLevel = headingLevel
    if record.role == .prose { fallback = nil }
    return last
  }

  /// Looks at a record without errors.
  ///
  /// - Returns: The fix of the errors that wait for one.
  package mutating func look(at record: borrowing Record) -> Found? {
    switch record.role {
    case .heading: return lookAtHeading(record)
    case .prose, .fence:
      guard isWaiting else { return nil }
      let text = String(decoding: record.text.prefixOfCharacters(4_096), as: UTF8.self)
      distance += 1
      if followsFixHeading { return accept(text, record.line) }
      guard record.role == .prose else { return nil }
      if let fix = FixLabels.fix(in: text) { return accept(fix, record.line) }
      considerFallback(text, record.line)
      return nil
    case .output, .conversation: return nil
    }
  }

  /// Says that nothing more follows; returns the fix of the errors that still wait.
  package mutating func settle() -> Found? {
    defer {
      fallback = nil
      isWaiting = false
      followsFixHeading = false
    }
    return isWaiting ? fallback : nil
  }

  private mutating func lookAtHeading(_ record: borrowing Record) -> Found? {
    let text = String(decoding: record.text.trimmed, as: UTF8.self)
    headingLevel = text.prefix { $0 == "#" }.count
    guard isWaiting else { return nil }
    followsFixHeading = FixLabels.isFixHeading(text)
    if followsFixHeading { return nil }
    return headingLevel <= max(errorLevel, 1) ? settle() : nil
  }

  private mutating func accept(_ text: String, _ line: Int) -> Found? {
    isWaiting = false
    followsFixHeading = false
    fallback = nil
    let words = FixLabels.fix(in: text) ?? text
    let clean = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return clean.isEmpty ? nil : Found(text: clean, line: line)
  }

  private mutating func considerFallback(_ text: String, _ line: Int) {
    guard distance == 1, fallback == nil else { return }
    let plain = text.drop { !$0.isLetter && $0 != "`" }
    let words = plain.lowercased().split { !$0.isLetter }
    let label = plain.lowercased().prefix { $0 != ":" && $0 != "*" }
    guard words.contains(where: Self.adviceWords.contains),
      !Self.otherLabels.contains(where: { label.elementsEqual($0) })
    else { return }
    fallback = Found(
      text: plain.split(whereSeparator: \.isWhitespace).joined(separator: " "), line: line)
  }
}
