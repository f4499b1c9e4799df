extension ManifestReader {
  /// The whole manifest, without what could not be read of it; nil where the root is no mapping.
  mutating func manifest(_ root: YAMLNode, digest: String) -> Manifest? {
    guard let fields = fields(of: root, keys: .manifest) else {
      return nil
    }
    if let version = required("version", of: fields) { checkVersion(version) }
    let ruleSets = ruleSets(fields["rules"])
    return Manifest(
      file: file, digest: digest, enabled: flag(fields["enabled"]) ?? true,
      project: line(fields["project"])?.value, ruleSets: ruleSets,
      scrub: replacements(fields["scrub"], keys: .scrub),
      normalize: replacements(fields["normalize"], keys: .normalize),
      mute: mutes(fields["mute"]),
      sources: sources(fields["sources"], ruleSets: ruleSets.map(\.name.value)))
  }

  private mutating func checkVersion(_ field: Field) {
    guard case .scalar(let scalar) = field.value.content, scalar.style == .plain, !scalar.isNull
    else { return reportType(field, wanted: "a whole number") }
    guard scalar.text != "1" else { return }
    let isNewer = Int(scalar.text).map { $0 > 1 } ?? false
    report(
      isNewer ? .newerVersion(scalar.text) : .unsupportedVersion(scalar.text),
      at: field.value.position)
  }

  private mutating func replacements(_ field: Field?, keys: KeySet) -> [Replacement] {
    guard let field, let items = items(field, of: "mappings") else { return [] }
    return items.compactMap { item in
      guard let fields = fields(of: item, keys: keys) else { return nil }
      let pattern = required("pattern", of: fields).flatMap { text($0) }
      let replace = required("replace", of: fields).flatMap { anyText($0) }
      guard let pattern, let replace else { return nil }
      return Replacement(pattern: pattern, replace: replace)
    }
  }

  private mutating func mutes(_ field: Field?) -> [Mute] {
    guard let field, let items = items(field, of: "mutes") else { return [] }
    return items.compactMap { item in
      guard let fields = fields(of: item, keys: .mute) else { return nil }
      let reason = line(fields["reason"])?.value
      let until = fields["until"].flatMap { date($0) }
      guard let subject = muteSubject(fields) else { return nil }
      return Mute(subject: subject, reason: reason, until: until, position: fields.position)
    }
  }

  private mutating func muteSubject(_ fields: Fields) -> Mute.Subject? {
    let subjects = ["fingerprint", "type", "message"].compactMap { fields[$0] }
    if subjects.isEmpty { report(.muteWithoutSubject, at: fields.position) }
    if subjects.count > 1 {
      report(.muteWithSeveralSubjects(subjects.map(\.name)), at: fields.position)
    }
    let fingerprint = fields["fingerprint"].flatMap { fingerprintPrefix($0) }
    let type = text(fields["type"])
    let message = text(fields["message"])
    guard subjects.count == 1 else { return nil }
    if let fingerprint { return .fingerprint(fingerprint) }
    if let type { return .type(type) }
    return message.map { .message($0) }
  }

  private mutating func fingerprintPrefix(_ field: Field) -> Located<String>? {
    guard let text = text(field) else { return nil }
    let digits = text.value.lowercased()
    // Shorter ones would mute what nobody has looked at.
    guard (8...64).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) })
    else {
      report(.badFingerprint(text.value), at: text.position)
      return nil
    }
    return Located(digits, at: text.position)
  }

  private mutating func date(_ field: Field) -> String? {
    guard let text = text(field) else { return nil }
    if Self.isDate(text.value) { return text.value }
    report(.badDate(text.value), at: text.position)
    return nil
  }

  /// `YYYY-MM-DD`, and a day that the calendar has.
  private static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return false
    }
    func number(_ range: Range<Int>) -> Int? {
      range.reduce(0 as Int?) { value, index in
        guard let value, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[index] else { return nil }
        return value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
      }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }
}
