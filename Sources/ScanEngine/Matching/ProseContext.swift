/// What the headings and rows above a piece of prose say about it.
struct ProseContext {
  /// The columns of the table at hand; nil outside of tables.
  var table: ProseTable?
  /// Where the last row of the table ends.
  var endOfRow: Int64 = 0
  /// Whether the last paragraph announced what would be printed, not what was.
  var announcesWish = false
  /// Whether the fence at hand holds that.
  var isWish = false
  /// The level of the heading below which prose only speaks of errors; nil elsewhere.
  private var referenceLevel: Int?

  /// Words in headings of sections that don't tell of what happened.
  private static let references = [
    "changelog", "change log", "release notes", "unreleased", "what's new", "error codes",
    "exit codes",
    "error handling", "error messages", "status codes", "api reference", "reference", "convention",
    "guideline", "style guide", "action item", "follow-up", "followup", "follow up", "next steps",
    "prevention", "preventive", "recommendation", "acceptance criteria", "test plan", "checklist",
    "glossary", "decision", "future work", "future improvement", "roadmap", "out of scope", "todo",
    "to do",
    "requirements", "proposal",
  ]
  private static let kindsOfChanges: Set<String> = [
    "added", "changed", "fixed", "removed", "deprecated", "security", "bug fixes", "features",
    "breaking changes",
  ]

  /// Whether what is quoted here may have occurred.
  var isEvidence: Bool { referenceLevel == nil }

  mutating func enter(heading text: UnsafeRawBufferPointer) {
    table = nil
    announcesWish = false
    let level = text.prefix { $0 == UInt8(ascii: "#") }.count
    if let referenceLevel, level > referenceLevel { return }
    referenceLevel = Self.isReference(text) ? level : nil
  }

  private static func isReference(_ text: UnsafeRawBufferPointer) -> Bool {
    let title = String(decoding: text.prefix(200), as: UTF8.self).lowercased()
    let words = title.split { !$0.isLetter && $0 != "'" }.joined(separator: " ")
    if kindsOfChanges.contains(words) || isVersion(title) { return true }
    return references.contains { title.contains($0) }
  }

  /// `## [2.4.0] - 2026-01-12`, `## v1.2`.
  private static func isVersion(_ title: String) -> Bool {
    let name = title.drop { "#[] v".contains($0) }
    let number = name.prefix { $0.isNumber || $0 == "." }
    guard number.contains("."), number.last?.isNumber == true else { return false }
    return !name.dropFirst(number.count).contains { $0.isLetter && !"abrcdevt".contains($0) }
  }
}

/// The columns of a table that lists errors.
struct ProseTable {
  private(set) var errorColumn: Int?
  private(set) var fixColumn: Int?
  /// Whether the column is headed as errors, not as what was noticed.
  private(set) var namesErrors = false

  private static let errorNames: Set<String> = [
    "error", "errors", "error message", "exception", "message", "error seen",
  ]
  private static let stories: Set<String> = [
    "symptom", "symptoms", "problem", "issue", "failure", "what happened", "observed", "what broke",
    "incident", "what we saw", "bug", "challenge", "problem encountered",
  ]
  /// Headings of tables that explain what errors mean.
  private static let explanations: Set<String> = [
    "meaning", "description", "http status", "status", "code", "raised when", "returned when",
    "when",
    "exit code", "severity level", "retryable", "retry",
  ]

  /// - Parameter header: The cells of its first row.
  init(header: [String]) {
    let names = header.map { name in
      name.lowercased().filter { $0 != "*" && $0 != "`" }.split(separator: " ").joined(
        separator: " ")
    }
    fixColumn = names.firstIndex { FixLabels.isLabel($0) }
    if fixColumn == nil, names.contains(where: Self.explanations.contains) { return }
    if let column = names.firstIndex(where: Self.errorNames.contains) {
      errorColumn = column
      namesErrors = true
    } else {
      errorColumn = names.firstIndex(where: Self.stories.contains)
    }
  }

  /// The ranges of the cells of a row.
  static func cells(of line: UnsafeRawBufferPointer) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = (line.firstIndex(of: UInt8(ascii: "|")) ?? 0) + 1
    var isInSpan = false
    for place in start..<max(start, line.count) {
      if line[place] == UInt8(ascii: "`") { isInSpan.toggle() }
      guard line[place] == UInt8(ascii: "|"), !isInSpan, line[place - 1] != UInt8(ascii: "\\")
      else { continue }
      cells.append(ProseQuotes.trimmed(line, start..<place))
      start = place + 1
    }
    if start < line.count {
      let rest = ProseQuotes.trimmed(line, start..<line.count)
      if !rest.isEmpty { cells.append(rest) }
    }
    return cells
  }

  /// Whether a row only draws the line below the header: `|---|:--:|`.
  static func isRule(_ line: UnsafeRawBufferPointer) -> Bool {
    line.allSatisfy { [0x7C, 0x2D, 0x3A, 0x20, 0x09, 0x0D].contains($0) } && line.contains(0x2D)
  }
}
