/// Finds, in Markdown, the fix that is written down for the errors before it.
///
/// Errors wait for a labelled fix (`Fix: …`, a heading `Solution`, `Pinning it solved it.`) until the
/// next section, or other errors, come. Where none comes, the list item or paragraph right after the
/// error is taken if it says what to do.
package struct DocumentedFixes {
  /// A fix with the line it stands on.
  package struct Found: Hashable, Sendable {
    package var text: String
    package let line: Int
  }

  /// How far the fix of an error may be from it.
  package enum Scope: Hashable, Sendable {
    /// In the same section, before other errors.
    case section
    /// Anywhere after it, as in an issue, which is about one thing; the last one counts.
    case document
  }

  package let scope: Scope
  private var isWaiting = false
  /// Records since the error.
  private var distance = 0
  private var headingLevel = 0
  private var errorLevel = 0
  /// The label of the record at hand, and of that which held the errors.
  private var lastLabel: String?
  private var errorLabel: String?
  /// The column of the list item that held the errors; nil where it was no item.
  private var errorColumn: Int?
  /// Whether what follows is the fix: a heading or label has announced it.
  private var isAnnounced = false
  /// A fix whose end isn't known yet.
  private var gathered: Found?
  private var fallback: Found?
  /// A fix that was stated before any error of the section, and how many records ago.
  private var early: (fix: Found, distance: Int)?
  /// Such a fix of the errors at hand, which one below them replaces.
  private var earlier: Found?
  /// How many records may lie between such a fix and its error.
  private static let earlyReach = 2

  package init(scope: Scope = .section) { self.scope = scope }

  /// Whether a record is part of a fix, so that errors it speaks of did not occur.
  package func belongsToFix(_ record: borrowing Record) -> Bool {
    guard record.role == .prose || record.role == .fence else { return false }
    return isAnnounced || gathered.map { goesOn($0, record) } ?? false
  }

  /// Says that errors were found in the record at hand; those before have what they have.
  ///
  /// - Returns: The fix of the errors before.
  package mutating func foundErrors(in record: borrowing Record) -> Found? {
    let last = scope == .section ? settle() : nil
    earlier = early.flatMap { $0.distance <= Self.earlyReach ? $0.fix : nil }
    early = nil
    isWaiting = true
    distance = 0
    errorLevel = headingLevel
    errorColumn = ListItem.column(of: record.text)
    if record.role == .prose { lastLabel = ProseLabel(record.text)?.word ?? lastLabel }
    // The fix of the error before it says nothing of where this one's ends.
    errorLabel = lastLabel.flatMap { FixLabels.isLabel($0) ? nil : $0 }
    // A row's neighbour is another error, or none.
    if ListItem.isRow(record.text) { distance = 1 }
    if record.role == .prose, scope == .section { considerRest(of: record) }
    return last
  }

  /// Looks at a record without errors.
  ///
  /// - Returns: The fix of the errors that wait for one.
  package mutating func look(at record: borrowing Record) -> Found? {
    switch record.role {
    case .heading: return lookAtHeading(record)
    case .prose, .fence:
      guard isWaiting else {
        noteEarly(record)
        return nil
      }
      return lookAtText(record)
    case .output, .conversation: return nil
    }
  }

  /// Says that nothing more follows; returns the fix of the errors that still wait.
  package mutating func settle() -> Found? {
    defer {
      fallback = nil
      gathered = nil
      earlier = nil
      isWaiting = false
      isAnnounced = false
    }
    return isWaiting ? gathered ?? earlier ?? fallback : nil
  }

  /// Takes note of `Fix: …` above the error that it mends.
  private mutating func noteEarly(_ record: borrowing Record) {
    if let known = early { early = (known.fix, known.distance + 1) }
    guard scope == .section, record.role == .prose, ListItem.column(of: record.text) == nil,
      !ListItem.isRow(record.text), let label = ProseLabel(record.text), label.kind == .fix
    else { return }
    let text = String(decoding: record.text.prefixOfCharacters(4_096), as: UTF8.self)
    early = FixLabels.fix(in: text).map { (Found(text: $0, line: record.line), 0) }
  }

  private mutating func lookAtText(_ record: borrowing Record) -> Found? {
    let text = String(decoding: record.text.prefixOfCharacters(4_096), as: UTF8.self)
    distance += 1
    if let found = gathered {
      if goesOn(found, record) {
        gathered?.text += " " + (FixLabels.normal(text) ?? "")
        return nil
      }
      if scope == .section { return settle() }
    }
    if isAnnounced { return accept(FixLabels.fix(in: text) ?? text, record.line) }
    guard record.role == .prose else { return nil }
    let label = ProseLabel(record.text)
    if let word = label?.word {
      if word == errorLabel, scope == .section { return settle() }
      lastLabel = word
    }
    if let fix = FixLabels.fix(in: text) { return accept(fix, record.line) }
    if FixLabels.announcesFix(text) {
      isAnnounced = true
      return nil
    }
    if label?.kind == .fix {
      // It says that there is none.
      fallback = nil
      isWaiting = scope == .document
      return nil
    }
    if label == nil, let fix = FixLabels.statement(in: text) { return accept(fix, record.line) }
    if label == nil { considerFallback(text, record) }
    return nil
  }

  /// Headings of the same depth that tell more about the same error, in lower case.
  private static let aspects: Set<String> = [
    "cause", "root cause", "why", "analysis", "root cause analysis", "diagnosis", "investigation",
    "impact", "context", "background", "environment", "details", "timeline", "explanation",
    "discussion", "notes", "steps to reproduce", "reproduction", "detection", "what happened",
    "trigger", "evidence", "observations", "findings", "causes", "why it happened", "debugging",
  ]

  private mutating func lookAtHeading(_ record: borrowing Record) -> Found? {
    let text = String(decoding: record.text.trimmed, as: UTF8.self)
    headingLevel = text.prefix { $0 == "#" }.count
    early = nil
    guard isWaiting else { return nil }
    if gathered != nil, scope == .section { return settle() }
    isAnnounced = FixLabels.isFixHeading(text)
    if isAnnounced || scope == .document { return nil }
    let title = text.lowercased().split { !$0.isLetter }.joined(separator: " ")
    if headingLevel >= errorLevel, Self.aspects.contains(title) { return nil }
    return errorLevel == 0 || headingLevel <= errorLevel ? settle() : nil
  }

  private mutating func accept(_ text: String, _ line: Int) -> Found? {
    isAnnounced = false
    fallback = nil
    guard let clean = FixLabels.normal(text) else {
      isWaiting = scope == .document
      return nil
    }
    // A list of steps, or the block that a colon announces, goes on in the next records.
    gathered = Found(text: clean, line: line)
    isList = ListItem.column(of: text) != nil
    return nil
  }

  private var isList = false

  private func goesOn(_ found: Found, _ record: borrowing Record) -> Bool {
    let isItem = ListItem.column(of: record.text) != nil
    if let label = ProseLabel(record.text), label.kind != .fix { return false }
    return found.text.hasSuffix(":") ? record.role == .fence || isItem : isList && isItem
  }

  /// What the sentences after the one with the error say was done.
  private mutating func considerRest(of record: borrowing Record) {
    guard !ListItem.isRow(record.text) else { return }
    let text = String(decoding: record.text.prefixOfCharacters(4_096), as: UTF8.self)
    let advice = FixLabels.sentences(of: text).dropFirst().first {
      FixLabels.advises($0.lowercased())
    }
    fallback = advice.flatMap(FixLabels.normal).map { Found(text: $0, line: record.line) }
  }

  private mutating func considerFallback(_ text: String, _ record: borrowing Record) {
    guard distance == 1, fallback == nil, scope == .section else { return }
    if ListItem.isRow(record.text) || ProseLabel.isTask(record.text) { return }
    if let errorColumn, let column = ListItem.column(of: record.text), column <= errorColumn {
      return
    }
    let plain = text.drop { !$0.isLetter && $0 != "`" }
    let advises = plain.lowercased().split(separator: ".").contains { sentence in
      let words = sentence.split { !$0.isLetter && $0 != "'" }
      return FixLabels.advises(sentence) || words.contains("must") || words.contains("needs")
        || words.contains("instead")
    }
    guard advises else { return }
    fallback = FixLabels.normal(String(plain)).map { Found(text: $0, line: record.line) }
  }
}

/// Tells list items and rows of tables from other text.
enum ListItem {
  /// The column of an item's marker; nil where the text is no list item.
  static func column(of text: UnsafeRawBufferPointer) -> Int? {
    guard let start = text.firstIndex(where: { $0 != 0x20 && $0 != 0x09 }) else { return nil }
    var end = start
    while end < text.count, (0x30...0x39).contains(text[end]) { end += 1 }
    guard end + 1 < text.count else { return nil }
    let isMarker =
      end > start ? [0x2E, 0x29].contains(text[end]) : [0x2D, 0x2A, 0x2B].contains(text[end])
    return isMarker && text[end + 1] == 0x20 ? start : nil
  }

  static func column(of text: String) -> Int? {
    Array(text.utf8).withUnsafeBytes { column(of: $0) }
  }

  static func isRow(_ text: UnsafeRawBufferPointer) -> Bool {
    text.first { $0 > 0x20 } == UInt8(ascii: "|")
  }
}
