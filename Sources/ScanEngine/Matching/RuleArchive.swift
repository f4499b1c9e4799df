/// Rule sets as JSON that is read a hundred times faster than the manifest that they come from.
///
/// It has what recognises errors; examples and the places of texts in the file are left out, which
/// only the check of a manifest needs. Kept in the user's cache, by the digest of the manifest.
package enum RuleArchive {
  /// Rises whenever the form changes.
  package static let version = 2
  /// Of an archive, in bytes.
  package static let limit = 4 << 20

  /// The sets as one object; ``sets(_:file:)`` reads it.
  package static func archive(_ sets: [RuleSet]) -> [UInt8] {
    var text = Array("[".utf8)
    for (index, set) in sets.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      var object = ObjectText()
      object.add("name", set.name.value)
      object.add("rules", set.rules.map(Self.text))
      text += object.bytes
    }
    return text + [UInt8(ascii: "]")]
  }

  private static func text(_ rule: Rule) -> [UInt8] {
    var object = ObjectText()
    object.add("id", rule.id.value)
    object.add("pattern", rule.pattern.value)
    object.add("keywords", rule.keywords?.map(\.value))
    object.add("type", rule.type?.value)
    object.add("message", rule.message?.value)
    object.add("language", rule.language)
    object.add("category", rule.category)
    if rule.minimumLength > 0 { object.add("min", rule.minimumLength) }
    if !rule.except.isEmpty { object.add("except", rule.except.map(\.value)) }
    object.add("fix", rule.fix?.value)
    if let block = rule.block {
      object.add("block", true)
      object.add("begin", block.begin?.value)
      object.add("frame", block.frame?.value)
      object.add("end", block.end?.value)
      if let limit = block.maximumLines { object.add("lines", limit) }
      if block.repeats { object.add("repeats", true) }
    }
    if let verdict = rule.verdict {
      object.add("scope", verdict.scope.value)
      object.add("confirmed", verdict.confirmed.value)
      object.add("denied", verdict.denied.value)
      object.add("over", verdict.over?.value)
    }
    return object.bytes
  }

  /// The sets of an archive; nil where it is damaged.
  ///
  /// - `file`: How the texts' positions name the manifest.
  package static func sets(_ bytes: [UInt8], file: String) -> [RuleSet]? {
    guard let parser = JSONParser() else { return nil }
    let position = SourcePosition(file: file, line: 1, column: 1)
    return bytes.withUnsafeBytes { bytes in
      parser.parse(bytes) { root in
        root.elements.compactMap { set in
          guard let name = set.text("name") else { return nil }
          return RuleSet(
            name: Located(name, at: position),
            rules: (set["rules"]?.elements ?? .empty).compactMap { rule($0, position) })
        }
      }
    }
  }

  private static func rule(_ object: JSONValue, _ position: SourcePosition) -> Rule? {
    func text(_ key: StaticString) -> Located<String>? {
      object[key]?.string.map { Located($0, at: position) }
    }
    func list(_ key: StaticString) -> [Located<String>]? {
      object[key]?.elements.compactMap { $0.string.map { Located($0, at: position) } }
    }
    guard let id = text("id"), let pattern = text("pattern") else { return nil }
    var rule = Rule(id: id, pattern: pattern)
    rule.keywords = list("keywords")
    rule.type = text("type")
    rule.message = text("message")
    rule.language = object["language"]?.string
    rule.category = object["category"]?.string
    rule.minimumLength = object["min"]?.integer ?? 0
    rule.except = list("except") ?? []
    rule.fix = text("fix")
    if object["block"] != nil {
      var block = Rule.Block()
      block.begin = text("begin")
      block.frame = text("frame")
      block.end = text("end")
      block.maximumLines = object["lines"]?.integer
      block.repeats = object["repeats"]?.boolean ?? false
      rule.block = block
    }
    if let scope = text("scope"), let confirmed = text("confirmed"), let denied = text("denied") {
      rule.verdict = Rule.Verdict(
        scope: scope, confirmed: confirmed, denied: denied, over: text("over"))
    }
    return rule
  }
}

/// An object of JSON while it is written.
private struct ObjectText {
  private var text: [UInt8] = []

  /// The whole object.
  var bytes: [UInt8] { [UInt8(ascii: "{")] + text + [UInt8(ascii: "}")] }

  private mutating func begin(_ key: String) {
    if !text.isEmpty { text.append(UInt8(ascii: ",")) }
    JSONText.append(key, to: &text)
    text.append(UInt8(ascii: ":"))
  }

  mutating func add(_ key: String, _ value: String?) {
    guard let value else { return }
    begin(key)
    JSONText.append(value, to: &text)
  }

  mutating func add(_ key: String, _ value: Int) {
    begin(key)
    text += Array("\(value)".utf8)
  }

  mutating func add(_ key: String, _ value: Bool) {
    begin(key)
    text += Array("\(value)".utf8)
  }

  mutating func add(_ key: String, _ values: [String]?) {
    guard let values else { return }
    add(
      key,
      values.map { value in
        var bytes: [UInt8] = []
        JSONText.append(value, to: &bytes)
        return bytes
      })
  }

  /// Elements that are JSON already.
  mutating func add(_ key: String, _ elements: [[UInt8]]) {
    begin(key)
    text.append(UInt8(ascii: "["))
    text += elements.joined(separator: [UInt8(ascii: ",")])
    text.append(UInt8(ascii: "]"))
  }
}
