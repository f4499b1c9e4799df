/// Turns YAML nodes into a manifest and notes every mistake of shape; goes on after each, so that
/// one run shows them all.
struct ManifestReader {
  let file: String
  let builtInRuleSets: Set<String>
  private(set) var mistakes: [ManifestMistake] = []
  /// Where each rule id was seen first.
  var ruleIdentifiers: [String: SourcePosition] = [:]

  init(file: String, builtInRuleSets: Set<String>) {
    self.file = file
    self.builtInRuleSets = builtInRuleSets
  }

  mutating func report(_ kind: ManifestMistake.Kind, at position: SourcePosition) {
    mistakes.append(ManifestMistake(kind, at: position))
  }

  /// The node as a mapping with `keys`; reports unknown and repeated keys.
  mutating func fields(of node: YAMLNode, keys: KeySet) -> Fields? {
    guard case .mapping(let entries) = node.content else {
      report(
        .notMapping(owner: keys.owner, found: Self.describe(node), example: keys.sample),
        at: node.position)
      return nil
    }
    var fields = Fields(keys: keys, position: node.position)
    var misspelt: [Field] = []
    var unknownLines: [String: Int] = [:]
    for entry in entries {
      guard let name = name(of: entry) else { continue }
      let field = Field(name: name, entry: entry, keys: keys)
      if let line = fields[name]?.position.line ?? unknownLines[name] {
        report(.repeatedKey(name, firstLine: line), at: entry.key.position)
      } else if let field {
        fields.add(field)
      } else {
        unknownLines[name] = entry.key.position.line
        if let field = reportUnknown(name, entry: entry, keys: keys) { misspelt.append(field) }
      }
    }
    // A misspelt key is read as what it was meant to be: the mistakes in its value are shown as
    // well, and it isn't missing.
    for field in misspelt where fields[field.name] == nil { fields.add(field) }
    return fields
  }

  /// The field that was probably meant.
  private mutating func reportUnknown(
    _ name: String, entry: YAMLEntry, keys: KeySet
  ) -> Field? {
    let nearest = NearestName.nearest(to: name, among: keys.names)
    report(
      .unknownKey(name, owner: keys.owner, nearest: nearest, known: keys.names),
      at: entry.key.position)
    return nearest.flatMap { Field(name: $0, entry: entry, keys: keys) }
  }

  /// The entries whose key is a text, the first of each; reports the others.
  mutating func uniqueEntries(_ entries: [YAMLEntry]) -> [(name: String, entry: YAMLEntry)] {
    var firstLines: [String: Int] = [:]
    return entries.compactMap { entry in
      guard let name = name(of: entry) else { return nil }
      if let line = firstLines[name] {
        report(.repeatedKey(name, firstLine: line), at: entry.key.position)
        return nil
      }
      firstLines[name] = entry.key.position.line
      return (name, entry)
    }
  }

  /// The key of an entry, where it is a text; reports what else it is.
  private mutating func name(of entry: YAMLEntry) -> String? {
    guard case .scalar(let scalar) = entry.key.content, !scalar.isNull else {
      report(.keyNotText(found: Self.describe(entry.key)), at: entry.key.position)
      return nil
    }
    guard scalar.text != "<<" || scalar.style != .plain else {
      report(.mergeKey, at: entry.key.position)
      return nil
    }
    return scalar.text
  }

  /// A key that must be there.
  mutating func required(_ name: String, of fields: Fields) -> Field? {
    if let field = fields[name] { return field }
    report(
      .missingKey(name, owner: fields.keys.owner, example: fields.keys.example(for: name)),
      at: fields.position)
    return nil
  }

  /// What a node is, for people.
  static func describe(_ node: YAMLNode) -> String {
    switch node.content {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar(let scalar) where scalar.isNull: "empty"
    case .scalar(let scalar) where scalar.style == .plain && isWholeNumber(scalar.text):
      "the number \(QuotedText.quote(scalar.text))"
    case .scalar(let scalar): "the text \(QuotedText.quote(scalar.text))"
    }
  }
}

extension ManifestReader {
  mutating func reportType(_ field: Field, wanted: String) {
    reportType(field, wanted: wanted, node: field.value)
  }

  mutating func reportType(_ field: Field, wanted: String, node: YAMLNode) {
    if case .scalar(let scalar) = node.content, scalar.isNull {
      return report(.nothing(field.name, example: field.example), at: node.position)
    }
    report(
      .wrongType(
        field.name, wanted: wanted, found: Self.describe(node), example: field.example),
      at: node.position)
  }

  /// A text of at least one character.
  mutating func text(_ field: Field?) -> Located<String>? {
    field.flatMap { text($0, node: $0.value, wanted: "a text") }
  }

  /// A text that can be empty.
  mutating func anyText(_ field: Field?) -> Located<String>? {
    guard let field else { return nil }
    guard case .scalar(let scalar) = field.value.content, !scalar.isNull else {
      reportType(field, wanted: "a text")
      return nil
    }
    return Located(scalar.text, at: field.value.position, marks: scalar.marks)
  }

  private mutating func text(_ field: Field, node: YAMLNode, wanted: String) -> Located<String>? {
    guard case .scalar(let scalar) = node.content, !scalar.isNull else {
      reportType(field, wanted: wanted, node: node)
      return nil
    }
    guard !scalar.text.isEmpty else {
      report(.emptyText(field.name, example: field.example), at: node.position)
      return nil
    }
    return Located(scalar.text, at: node.position, marks: scalar.marks)
  }

  /// A text of one line, to be shown to people.
  mutating func line(_ field: Field?) -> Located<String>? {
    guard let field, let text = text(field) else { return nil }
    guard text.value.contains(where: { !$0.isWhitespace }) else {
      report(.emptyText(field.name, example: field.example), at: text.position)
      return nil
    }
    guard !Self.hasControlCharacter(text.value) else {
      report(.controlCharacter(field.name), at: text.position)
      return nil
    }
    return text
  }

  static func hasControlCharacter(_ text: String) -> Bool {
    text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
  }

  /// The texts of a list.
  mutating func texts(_ field: Field?) -> [Located<String>]? {
    guard let field, let items = items(field, of: "texts") else { return nil }
    return items.compactMap { text(field, node: $0, wanted: "a list of texts") }
  }

  /// A text, or the texts of a list that is not empty.
  mutating func textOrTexts(_ field: Field) -> [Located<String>]? {
    switch field.value.content {
    case .sequence(let items) where items.isEmpty:
      report(.emptyList(field.name, example: field.example), at: field.value.position)
      return nil
    case .sequence(let items):
      return items.compactMap { text(field, node: $0, wanted: "a text or a list of texts") }
    default:
      return text(field, node: field.value, wanted: "a text or a list of texts").map { [$0] }
    }
  }

  /// The entries of a list.
  mutating func items(_ field: Field, of what: String) -> [YAMLNode]? {
    guard case .sequence(let items) = field.value.content else {
      reportType(field, wanted: "a list of \(what)")
      return nil
    }
    return items
  }

  /// `true` or `false`, and no other word for them.
  mutating func flag(_ field: Field?) -> Bool? {
    guard let field else { return nil }
    if case .scalar(let scalar) = field.value.content, !scalar.isNull {
      if scalar.style == .plain, let flag = Bool(scalar.text) { return flag }
      report(
        .notTrueOrFalse(field.name, found: Self.describe(field.value)), at: field.value.position)
      return nil
    }
    reportType(field, wanted: "true or false")
    return nil
  }

  /// A whole number in a range.
  mutating func number(_ field: Field?, in range: ClosedRange<Int>) -> Int? {
    guard let field else { return nil }
    guard case .scalar(let scalar) = field.value.content, scalar.style == .plain,
      Self.isWholeNumber(scalar.text)
    else {
      reportType(field, wanted: "a whole number")
      return nil
    }
    guard let number = Int(scalar.text), range.contains(number) else {
      report(
        .outOfRange(
          field.name, found: scalar.text, least: range.lowerBound, most: range.upperBound),
        at: field.value.position)
      return nil
    }
    return number
  }

  static func isWholeNumber(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.utf8.dropFirst() : text.utf8[...]
    return !digits.isEmpty && digits.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }

  /// Reports a name that can't be typed or shown safely.
  mutating func checkName(_ name: Located<String>, of what: String) {
    let isTrimmed =
      name.value.first?.isWhitespace == false && name.value.last?.isWhitespace == false
    if !isTrimmed || !Self.isShowable(name.value) {
      report(.badName(name.value, of: what), at: name.position)
    }
  }

  /// Reports a rule id that can't be typed or shown safely.
  mutating func checkIdentifier(_ identifier: Located<String>) {
    if identifier.value.contains(where: \.isWhitespace) || !Self.isShowable(identifier.value) {
      report(.badIdentifier(identifier.value), at: identifier.position)
    }
  }

  /// Short, nothing that drives a terminal, and no option of a command.
  private static func isShowable(_ name: String) -> Bool {
    guard name.unicodeScalars.count <= 100, !name.hasPrefix("-") else { return false }
    // Looking characters up in Unicode's tables takes time, and names are ASCII.
    if name.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return true }
    let refused: [Unicode.GeneralCategory] = [
      .control, .format, .lineSeparator, .paragraphSeparator,
    ]
    return !name.unicodeScalars.contains { refused.contains($0.properties.generalCategory) }
  }
}
