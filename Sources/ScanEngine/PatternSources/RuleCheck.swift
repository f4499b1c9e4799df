/// Tries what a rule declares: its regexes, its groups, its examples and counterexamples.
struct RuleCheck {
  private(set) var mistakes: [ManifestMistake] = []

  /// Checks one rule and keeps what is wrong with it.
  mutating func check(_ rule: Rule) {
    let before = mistakes.count
    checkPatterns(of: rule)
    guard mistakes.count == before else { return }
    checkExamples(of: rule)
  }

  /// Checks a regex that stands on its own; nil where it isn't one.
  mutating func compile(_ pattern: Located<String>, key: String) -> CompiledPattern? {
    guard let compiled = compile(pattern) else { return nil }
    if matchesEmptyLine(compiled) {
      mistakes.append(.init(.matchesNothing(key), at: pattern.position))
    }
    return compiled
  }

  /// Checks a regex that may match an empty line: frames and ends only say what belongs to a block.
  private mutating func compile(_ pattern: Located<String>) -> CompiledPattern? {
    do throws(CompiledPattern.SyntaxError) {
      return try CompiledPattern(pattern.value, effort: .check)
    } catch {
      let place = pattern.position(ofByte: error.offset)
      mistakes.append(.init(.badRegex(message: error.message), at: place))
      return nil
    }
  }

  private func matchesEmptyLine(_ pattern: CompiledPattern) -> Bool {
    guard var scratch = MatchScratch() else { return false }
    return scratch.search(pattern, in: UnsafeRawBufferPointer(start: nil, count: 0)) == .matched
  }

  private mutating func checkPatterns(of rule: Rule) {
    let pattern = compile(rule.pattern, key: "pattern")
    if let begin = rule.block?.begin { _ = compile(begin, key: "begin") }
    if let end = rule.block?.end { _ = compile(end) }
    if let frame = rule.block?.frame { _ = compile(frame) }
    for exception in rule.except { _ = compile(exception, key: "except") }
    if let fix = rule.fix { _ = compile(fix, key: "fix") }
    if let verdict = rule.verdict {
      _ = compile(verdict.scope, key: "scope")
      _ = compile(verdict.confirmed, key: "confirmed")
      _ = compile(verdict.denied, key: "denied")
      if let over = verdict.over { _ = compile(over, key: "over") }
    }
    if let pattern {
      checkGroups(of: rule.type, key: "type", pattern)
      checkGroups(of: rule.message, key: "message", pattern)
    }
  }

  private mutating func checkGroups(
    of template: Located<String>?, key: String, _ pattern: CompiledPattern
  ) {
    guard let template else { return }
    let known = pattern.groups.map(\.name)
    for group in Template(template.value).groups where !known.contains(group) {
      let nearest = NearestName.nearest(to: group, among: known)
      mistakes.append(
        .init(.unknownGroup(group, key: key, nearest: nearest), at: template.position))
    }
  }

  private mutating func checkExamples(of rule: Rule) {
    let book = RuleBook([CompiledRule(rule)])
    let id = rule.id.value
    for example in rule.examples {
      let (found, exceeded) = Self.matches(of: book, in: example.text.value)
      if exceeded {
        mistakes.append(.init(.tooExpensive(rule: id), at: example.text.position))
      } else if let match = found.first {
        compare(match, found.count, with: example, id)
      } else {
        mistakes.append(.init(reason(rule, example), at: example.text.position))
      }
    }
    for counterexample in rule.counterexamples {
      let (found, exceeded) = Self.matches(of: book, in: counterexample.value)
      if exceeded {
        mistakes.append(.init(.tooExpensive(rule: id), at: counterexample.position))
      } else if let match = found.first {
        mistakes.append(
          .init(
            .counterexampleMatches(rule: id, type: match.type, message: match.message),
            at: counterexample.position))
      }
    }
  }

  private mutating func compare(
    _ match: Match, _ count: Int, with example: Rule.Example, _ id: String
  ) {
    if count > 1 {
      mistakes.append(
        .init(.exampleGivesSeveral(rule: id, events: count), at: example.text.position))
    }
    if let type = example.type, type.value != match.type {
      mistakes.append(
        .init(
          .exampleGivesType(rule: id, expected: type.value, found: match.type), at: type.position))
    }
    if let message = example.message, message.value != match.message {
      mistakes.append(
        .init(
          .exampleGivesMessage(rule: id, expected: message.value, found: match.message),
          at: message.position))
    }
  }

  /// Why an example gives nothing.
  private func reason(_ rule: Rule, _ example: Rule.Example) -> ManifestMistake.Kind {
    let id = rule.id.value
    let text = example.text.value
    if text.utf8.count < rule.minimumLength {
      return .exampleTooShort(rule: id, bytes: text.utf8.count, least: rule.minimumLength)
    }
    for exception in rule.except {
      var lenient = rule
      lenient.except.removeAll { $0 == exception }
      if !Self.matches(of: RuleBook([CompiledRule(lenient)]), in: text).found.isEmpty {
        return .exampleVetoed(rule: id, except: exception.value)
      }
    }
    if let keywords = rule.keywords {
      var unfiltered = rule
      unfiltered.keywords = []
      if !Self.matches(of: RuleBook([CompiledRule(unfiltered)]), in: text).found.isEmpty {
        return .keywordNotInExample(rule: id, keywords: keywords.map(\.value))
      }
    }
    return .exampleDoesNotMatch(rule: id)
  }

  /// The errors that rules find in a text, and whether one of them cost too much.
  static func matches(of book: RuleBook, in text: String) -> (found: [Match], exceeded: Bool) {
    guard var matcher = TextMatcher(book) else { return ([], false) }
    var found: [Match] = []
    var copy = text
    copy.withUTF8 { bytes in
      matcher.match(Record(text: UnsafeRawBufferPointer(bytes), line: 1, offset: 0)) {
        found.append($0)
      }
      matcher.finish { found.append($0) }
    }
    return (found, !matcher.exceededRules.isEmpty)
  }
}
