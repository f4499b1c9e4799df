/// A rule that is ready to be tried on lines.
///
/// A class, though a value at heart: it is handed on for each line of each error, and a structure
/// with so many parts costs more to copy than the line to read.
package final class CompiledRule: Sendable {
  package let labels: RuleLabels
  package let id: String
  package let pattern: LazyPattern
  package let minimumLength: Int
  package let exceptions: [LazyPattern]
  package let fix: LazyPattern?
  package let type: Template?
  package let message: Template?
  package let block: CompiledBlock?
  package let verdict: CompiledVerdict?
  /// Literals of which the line that opens an event holds one; nil where there are none.
  package let keywords: [Keyword]?

  /// Lines of a block where the manifest sets no limit.
  package static let defaultMaximumLines = 400

  /// Compiles nothing yet: patterns are compiled when they are first tried.
  package init(_ rule: Rule) {
    id = rule.id.value
    labels = RuleLabels(rule: rule.id.value, language: rule.language, category: rule.category)
    pattern = LazyPattern(rule.pattern.value)
    minimumLength = rule.minimumLength
    exceptions = rule.except.map { LazyPattern($0.value) }
    fix = rule.fix.map { LazyPattern($0.value) }
    type = rule.type.map { Template($0.value) }
    message = rule.message.map { Template($0.value) }
    block = rule.block.map(CompiledBlock.init)
    verdict = rule.verdict.map(CompiledVerdict.init)
    let opening = rule.block?.begin?.value ?? rule.pattern.value
    keywords =
      rule.keywords.map { $0.map { Keyword($0.value) } } ?? KeywordDerivation.keywords(of: opening)
  }

  package var language: String? { labels.language }
  package var category: String? { labels.category }

  /// Whether its errors are known by their first line, which stack traces may follow.
  var isOftenOneLine: Bool {
    verdict == nil && block.map { $0.begin == nil && !$0.repeats } ?? true
  }

  /// The pattern of the line that opens an event.
  package var opening: LazyPattern { block?.begin ?? pattern }
}

/// How an error of several lines is held together.
package struct CompiledBlock: Sendable {
  package let begin: LazyPattern?
  package let frame: LazyPattern?
  package let end: LazyPattern?
  package let maximumLines: Int
  package let repeats: Bool

  package init(_ block: Rule.Block) {
    begin = block.begin.map { LazyPattern($0.value) }
    frame = block.frame.map { LazyPattern($0.value) }
    end = block.end.map { LazyPattern($0.value) }
    maximumLines = block.maximumLines ?? CompiledRule.defaultMaximumLines
    repeats = block.repeats
  }
}

/// What says whether an error counts that was printed before it was known.
package final class CompiledVerdict: Sendable {
  package let scope: LazyPattern
  package let confirmed: LazyPattern
  package let denied: LazyPattern
  package let over: LazyPattern?

  package init(_ verdict: Rule.Verdict) {
    scope = LazyPattern(verdict.scope.value)
    confirmed = LazyPattern(verdict.confirmed.value)
    denied = LazyPattern(verdict.denied.value)
    over = verdict.over.map { LazyPattern($0.value) }
  }
}

/// Text with places for groups: `${type}`.
package struct Template: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case literal(String)
    case group(String)
  }

  package let parts: [Part]

  /// Reads `${name}` as a group and all else as it stands.
  package init(_ text: String) {
    var parts: [Part] = []
    var rest = Substring(text)
    while let start = rest.firstRange(of: "${"),
      let end = rest[start.upperBound...].firstIndex(of: "}")
    {
      if start.lowerBound > rest.startIndex {
        parts.append(.literal(String(rest[..<start.lowerBound])))
      }
      parts.append(.group(String(rest[start.upperBound..<end])))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty || parts.isEmpty { parts.append(.literal(String(rest))) }
    self.parts = parts
  }

  package var groups: [String] {
    parts.compactMap { part in
      if case .group(let name) = part { name } else { nil }
    }
  }
}
