extension ManifestReader {
  /// The sources in the file's order; `ruleSets` are the names that this manifest declares.
  mutating func sources(_ field: Field?, ruleSets: [String]) -> [SourceDeclaration] {
    guard let field, let items = items(field, of: "sources") else { return [] }
    var names: [String: Int] = [:]
    let known = RuleSetNames(declared: ruleSets, builtIn: builtInRuleSets)
    return items.compactMap { item in
      guard let fields = fields(of: item, keys: .source) else { return nil }
      let name = required("name", of: fields).flatMap { line($0) }
      if let name {
        checkName(name, of: "source name")
        if let line = names[name.value] {
          report(.duplicateSource(name.value, firstLine: line), at: name.position)
        } else {
          names[name.value] = name.position.line
        }
      }
      return source(fields, name: name, ruleSets: known)
    }
  }

  /// One source; what is missing of it is empty, as its mistake is reported.
  private mutating func source(
    _ fields: Fields, name: Located<String>?, ruleSets: RuleSetNames
  ) -> SourceDeclaration {
    let parser = required("parser", of: fields).flatMap { parserKind($0) }
    let recommendation = required("recommendation", of: fields).flatMap { line($0) }
    var source = SourceDeclaration(
      name: name ?? Located("", at: fields.position), parser: parser ?? .transcript,
      recommendation: recommendation?.value ?? "")
    source.rules = rules(fields["rules"], ruleSets: ruleSets)
    source.window = fields["window"].flatMap { window($0) } ?? .default
    source.isEnabled = flag(fields["enabled"]) ?? true
    source.updates = fields["updates"].flatMap { updates($0, parser: parser) }
    readFileKeys(fields, parser: parser, into: &source)
    readIssueKeys(fields, parser: parser, into: &source)
    return source
  }

  private mutating func readFileKeys(
    _ fields: Fields, parser: ParserKind?, into source: inout SourceDeclaration
  ) {
    if parser == .github {
      for field in ["glob", "exclude", "sessions"].compactMap({ fields[$0] }) {
        report(.notForGitHub(field.name), at: field.position)
      }
      return
    }
    if parser != nil { _ = required("glob", of: fields) }
    source.globs = fields["glob"].flatMap { textOrTexts($0) } ?? []
    source.exclude = texts(fields["exclude"]) ?? []
    source.hasSessions = flag(fields["sessions"]) ?? false
    for glob in source.globs {
      checkGlob(glob, key: "glob", folders: .agents)
      if source.hasSessions, !glob.value.contains("*") {
        report(.sessionsWithoutStar(glob.value), at: glob.position)
      }
    }
    for glob in source.exclude { checkGlob(glob, key: "exclude", folders: .none) }
  }

  private mutating func readIssueKeys(
    _ fields: Fields, parser: ParserKind?, into source: inout SourceDeclaration
  ) {
    if let parser, parser != .github {
      for field in ["labels", "repo", "comments"].compactMap({ fields[$0] }) {
        report(.onlyForGitHub(field.name), at: field.position)
      }
      return
    }
    if parser == .github { _ = required("labels", of: fields) }
    source.labels = fields["labels"].map { labels($0) } ?? []
    source.repository = line(fields["repo"])
    source.readsComments = flag(fields["comments"]) ?? false
    if let repository = source.repository { checkRepository(repository) }
  }

  private mutating func parserKind(_ field: Field) -> ParserKind? {
    guard let name = text(field) else { return nil }
    if let kind = ParserKind(rawValue: name.value) { return kind }
    let nearest = NearestName.nearest(
      to: name.value, among: ParserKind.allCases.map(\.rawValue))
    report(.unknownParser(name.value, nearest: nearest), at: name.position)
    return nil
  }

  private mutating func updates(_ field: Field, parser: ParserKind?) -> UpdateKind? {
    guard let name = text(field) else { return nil }
    guard let kind = UpdateKind(rawValue: name.value) else {
      let nearest = NearestName.nearest(
        to: name.value, among: UpdateKind.allCases.map(\.rawValue))
      report(.unknownUpdates(name.value, nearest: nearest), at: name.position)
      return nil
    }
    if parser == .github, kind == .appended { report(.appendedIssues, at: field.position) }
    return kind
  }

  private mutating func window(_ field: Field) -> Window? {
    guard let text = text(field) else { return nil }
    if let window = Window(text.value) { return window }
    report(
      .badWindow(text.value, suggestion: Self.suggestedWindow(text.value)), at: text.position)
    return nil
  }

  /// What somebody may have meant by a number without a unit, or with another one.
  private static func suggestedWindow(_ text: String) -> String? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard let count = Int(digits), count > 0 else {
      return NearestName.nearest(to: text, among: ["forever"])
    }
    let (factor, letter): (Int, String)
    switch unit {
    case "", "d", "day", "days": (factor, letter) = (1, "d")
    case "h", "hour", "hours": (factor, letter) = (1, "h")
    case "w", "week", "weeks": (factor, letter) = (7, "d")
    case "month", "months": (factor, letter) = (30, "d")
    case "y", "year", "years": (factor, letter) = (365, "d")
    default: return nil
    }
    let (product, overflow) = count.multipliedReportingOverflow(by: factor)
    let suggestion = "\(product)\(letter)"
    return overflow || Window(suggestion) == nil ? "forever" : suggestion
  }

  private mutating func labels(_ field: Field) -> [String] {
    guard let labels = texts(field) else { return [] }
    if case .sequence(let items) = field.value.content, items.isEmpty {
      report(.emptyList(field.name, example: field.example), at: field.value.position)
    }
    for label in labels where Self.hasControlCharacter(label.value) {
      report(.controlCharacter(field.name), at: label.position)
    }
    return labels.map(\.value)
  }

  private mutating func rules(_ field: Field?, ruleSets: RuleSetNames) -> [RuleReference]? {
    guard let field, let items = items(field, of: "names of rule sets and rules") else {
      return nil
    }
    if items.isEmpty {
      report(.emptyList(field.name, example: field.example), at: field.value.position)
    }
    return items.compactMap { item in
      guard case .scalar(let scalar) = item.content, !scalar.isNull else {
        return rule(item).map { .rule($0) }
      }
      let name = Located(scalar.text, at: item.position, marks: scalar.marks)
      guard ruleSets.contains(name.value) else {
        let nearest = NearestName.nearest(to: name.value, among: ruleSets.all)
        report(
          .unknownRuleSet(name.value, nearest: nearest, known: ruleSets.all), at: name.position)
        return nil
      }
      return .set(name)
    }
  }

  private mutating func checkRepository(_ repository: Located<String>) {
    let parts = repository.value.split(separator: "/", omittingEmptySubsequences: false)
    let isGood =
      (2...3).contains(parts.count)
      && parts.allSatisfy { part in
        // A leading '-' would turn into an option of gh.
        !part.isEmpty && part.first != "-" && part != "." && part != ".."
          && part.utf8.allSatisfy {
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20
              || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || "._-:".utf8.contains($0)
          }
      }
    guard !isGood else { return }
    report(
      .badRepository(
        repository.value, suggestion: Self.suggestedRepository(repository.value)),
      at: repository.position)
  }

  /// `owner/name` of a URL.
  private static func suggestedRepository(_ text: String) -> String? {
    var rest = Substring(text)
    for prefix in ["https://", "http://", "ssh://", "git@"] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
    }
    guard rest.count < text.count else { return nil }
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    if rest.hasSuffix(".git") { rest = rest.dropLast(4) }
    let parts = rest.split { $0 == "/" || $0 == ":" }
    guard parts.count == 3 else { return nil }
    return parts[0] == "github.com" ? "\(parts[1])/\(parts[2])" : parts.joined(separator: "/")
  }
}

/// The names that a source's `rules` can use.
struct RuleSetNames {
  /// Without repetition, this manifest's first.
  let all: [String]
  private let known: Set<String>

  init(declared: [String], builtIn: Set<String>) {
    known = builtIn.union(declared)
    all = declared + builtIn.subtracting(declared).sorted()
  }

  func contains(_ name: String) -> Bool { known.contains(name) }
}
