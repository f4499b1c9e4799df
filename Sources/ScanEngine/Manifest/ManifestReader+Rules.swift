extension ManifestReader {
  /// The named rule sets, in the file's order.
  mutating func ruleSets(_ field: Field?) -> [RuleSet] {
    guard let field else { return [] }
    guard case .mapping(let entries) = field.value.content else {
      reportType(field, wanted: "a mapping of names to lists of rules")
      return []
    }
    if entries.isEmpty {
      report(.emptyList(field.name, example: field.example), at: field.value.position)
    }
    return uniqueEntries(entries).map { name, entry in
      ruleSet(name, entry: entry, example: field.example)
    }
  }

  private mutating func ruleSet(_ name: String, entry: YAMLEntry, example: String) -> RuleSet {
    let name = Located(name, at: entry.key.position)
    checkName(name, of: "rule set name")
    let field = Field(
      name: name.value, position: name.position, value: entry.value,
      example: "\(name.value): [\(KeySet.rule.sample)]")
    let items = items(field, of: "rules")
    if items?.isEmpty == true {
      report(.emptyList(name.value, example: field.example), at: entry.value.position)
    }
    return RuleSet(name: name, rules: (items ?? []).compactMap { rule($0) })
  }

  /// One rule; nil where it lacks a pattern.
  mutating func rule(_ node: YAMLNode) -> Rule? {
    guard let fields = fields(of: node, keys: .rule) else { return nil }
    let identifier = required("id", of: fields).flatMap { text($0) }
    let pattern = required("pattern", of: fields).flatMap { text($0) }
    if let identifier { claim(identifier) }
    // The rest is read in any case, for its mistakes.
    var rule = Rule(
      id: identifier ?? Located("", at: fields.position),
      pattern: pattern ?? Located("", at: fields.position))
    rule.keywords = keywords(fields["keywords"])
    rule.type = template(fields["type"])
    rule.message = template(fields["message"])
    rule.language = line(fields["language"])?.value
    rule.category = line(fields["category"])?.value
    rule.minimumLength = number(fields["min_length"], in: 0...65_536) ?? 0
    rule.except = texts(fields["except"]) ?? []
    rule.fix = text(fields["fix"])
    rule.block = fields["block"].flatMap { block($0) }
    rule.verdict = fields["verdict"].flatMap { verdict($0) }
    rule.examples = examples(fields["examples"])
    rule.counterexamples = texts(fields["counterexamples"]) ?? []
    return pattern != nil ? rule : nil
  }

  /// Notes a rule's id; each is used once in a manifest.
  private mutating func claim(_ identifier: Located<String>) {
    checkIdentifier(identifier)
    // The same place again is an alias: one rule that is used twice.
    if let first = ruleIdentifiers[identifier.value], first != identifier.position {
      report(
        .duplicateRule(identifier.value, firstLine: first.line), at: identifier.position)
    } else {
      ruleIdentifiers[identifier.value] = identifier.position
    }
  }

  private mutating func keywords(_ field: Field?) -> [Located<String>]? {
    guard let field, let keywords = texts(field) else { return nil }
    if case .sequence(let items) = field.value.content, items.isEmpty {
      report(.emptyList(field.name, example: field.example), at: field.value.position)
    }
    return keywords.isEmpty ? nil : keywords
  }

  /// A literal in which `${name}` stands for a group of the pattern.
  private mutating func template(_ field: Field?) -> Located<String>? {
    guard let field, let text = line(field) else { return nil }
    if let offset = Self.badGroup(in: text.value) {
      report(.badTemplate(text.value, in: field.name), at: text.position(ofByte: offset))
    }
    return text
  }

  /// The byte where a `${` begins that no name and `}` follow.
  private static func badGroup(in template: String) -> Int? {
    let bytes = Array(template.utf8)
    var index = 0
    while index + 1 < bytes.count {
      guard bytes[index] == UInt8(ascii: "$"), bytes[index + 1] == UInt8(ascii: "{") else {
        index += 1
        continue
      }
      let name = bytes[(index + 2)...].prefix { $0 != UInt8(ascii: "}") }
      guard name.endIndex < bytes.count, isGroupName(name) else { return index }
      index = name.endIndex + 1
    }
    return nil
  }

  private static func isGroupName(_ name: ArraySlice<UInt8>) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
    func isLetter(_ byte: UInt8) -> Bool {
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte == UInt8(ascii: "_")
    }
    // 32 is PCRE2's limit.
    return name.count <= 32 && name.first.map(isLetter) == true
      && name.allSatisfy { isLetter($0) || isDigit($0) }
  }

  private mutating func block(_ field: Field) -> Rule.Block? {
    guard let fields = fields(of: field.value, keys: .block) else {
      return nil
    }
    if ["begin", "frame", "end"].allSatisfy({ fields[$0] == nil }) {
      report(.emptyBlock, at: fields.position)
    }
    var block = Rule.Block()
    block.begin = text(fields["begin"])
    block.frame = text(fields["frame"])
    block.end = text(fields["end"])
    block.maximumLines = number(fields["max_lines"], in: 1...10_000)
    block.repeats = flag(fields["repeats"]) ?? false
    return block
  }

  private mutating func verdict(_ field: Field) -> Rule.Verdict? {
    guard let fields = fields(of: field.value, keys: .verdict) else { return nil }
    let scope = required("scope", of: fields).flatMap { text($0) }
    let confirmed = required("confirmed", of: fields).flatMap { text($0) }
    let denied = required("denied", of: fields).flatMap { text($0) }
    guard let scope, let confirmed, let denied else { return nil }
    return Rule.Verdict(
      scope: scope, confirmed: confirmed, denied: denied, over: text(fields["over"]))
  }

  private mutating func examples(_ field: Field?) -> [Rule.Example] {
    guard let field, let items = items(field, of: "examples") else { return [] }
    return items.compactMap { example($0) }
  }

  private mutating func example(_ node: YAMLNode) -> Rule.Example? {
    guard let fields = fields(of: node, keys: .example) else { return nil }
    let sample = required("text", of: fields).flatMap { text($0) }
    let type = text(fields["type"])
    // An error without a message (a bare `AssertionError`) is expected to give an empty one.
    let message = anyText(fields["message"])
    return sample.map { Rule.Example(text: $0, type: type, message: message) }
  }
}
