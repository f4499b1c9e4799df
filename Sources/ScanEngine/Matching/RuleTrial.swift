/// Tries rules on single lines and reads what they capture.
struct RuleTrial: ~Copyable {
  private var scratch: MatchScratch
  /// Ids of rules that cost too much on some line and were given up there.
  private(set) var exceeded: [String] = []
  /// Of these, those that did so on so many lines that they were left out after that.
  private(set) var abandoned: [String] = []
  private var excesses: [String: Int] = [:]
  /// How often a rule was given up on a line.
  private(set) var excessCount = 0

  /// Each excess takes milliseconds: without end, a log full of them would take hours.
  static let patience = 200

  /// Returns nil when memory is out.
  init?() {
    guard let scratch = MatchScratch() else { return nil }
    self.scratch = scratch
  }

  /// What a pattern captured.
  struct Capture {
    /// The whole match, as a range of the line.
    var range: Range<Int>
    /// Where in the line the pattern was applied.
    var start: Int
    var type: CapturedText?
    var message: CapturedText?
    /// Whether the rule says where the message stands; then nil is an empty one.
    var isMessageKnown = false
    var file: CapturedText?
    var function: CapturedText?
    /// Whether the line itself held the type or the message.
    var namesError = false
    /// What a scope or its verdict is about.
    var name: CapturedText?
    /// What a line of a block adds to the message.
    var more: CapturedText?
    /// Whether a line of a stack says that another error of the same chain follows.
    var announcesChain = false
  }

  /// Searches the line for a pattern, which if anchored is tried at each of `starts`.
  mutating func search(
    _ lazy: LazyPattern, in line: UnsafeRawBufferPointer, starts: MessageStarts,
    rule: CompiledRule
  ) -> (pattern: CompiledPattern, subject: UnsafeRawBufferPointer, start: Int)? {
    guard let pattern = lazy.pattern else { return nil }
    if !abandoned.isEmpty, abandoned.contains(rule.id) { return nil }
    for index in 0..<(lazy.isAnchored ? starts.count : 1) where starts[index] <= line.count {
      let start = starts[index]
      let subject = UnsafeRawBufferPointer(rebasing: line[start...])
      switch scratch.search(pattern, in: subject) {
      case .matched: return (pattern, subject, start)
      case .unmatched: continue
      case .exceeded: note(excessOf: rule)
      }
    }
    return nil
  }

  private mutating func note(excessOf rule: CompiledRule) {
    excessCount += 1
    if !exceeded.contains(rule.id) { exceeded.append(rule.id) }
    excesses[rule.id, default: 0] += 1
    if excesses[rule.id] == Self.patience { abandoned.append(rule.id) }
  }

  mutating func matches(
    _ lazy: LazyPattern, in line: UnsafeRawBufferPointer, starts: MessageStarts = [],
    rule: CompiledRule
  ) -> Bool {
    search(lazy, in: line, starts: starts, rule: rule) != nil
  }

  /// Searches and captures; the rule's templates are applied.
  mutating func capture(
    _ lazy: LazyPattern, in line: UnsafeRawBufferPointer, starts: MessageStarts,
    rule: CompiledRule
  ) -> Capture? {
    guard let (pattern, subject, start) = search(lazy, in: line, starts: starts, rule: rule),
      let range = scratch.range(ofGroup: 0)
    else { return nil }
    var capture = Capture(
      range: (range.lowerBound + start)..<(range.upperBound + start), start: start)
    let numbers = pattern.numbers
    let (name, text) = (Match.maximumNameLength, Match.maximumMessageLength)
    let type = first(of: numbers.type, subject, limit: name)
    let message = first(of: numbers.message, subject, limit: text)
    capture.type = if let template = rule.type { expand(template, pattern, subject) } else { type }
    capture.message =
      if let template = rule.message { expand(template, pattern, subject) } else { message }
    capture.isMessageKnown = rule.message != nil || !numbers.message.isEmpty
    capture.file = first(of: numbers.file, subject, limit: name)
    capture.function = first(of: numbers.function, subject, limit: name)
    capture.name = first(of: numbers.name, subject, limit: name)
    capture.more = first(of: numbers.more, subject, limit: text)
    capture.namesError = type != nil || message != nil
    capture.announcesChain = first(of: numbers.chain, subject, limit: name) != nil
    return capture
  }

  /// The text that a fix pattern captures: its group `fix`, else its first group, else all of it.
  mutating func captureFix(
    _ lazy: LazyPattern, in line: UnsafeRawBufferPointer, starts: MessageStarts,
    rule: CompiledRule
  ) -> String? {
    guard let (pattern, subject, _) = search(lazy, in: line, starts: starts, rule: rule) else {
      return nil
    }
    let limit = Match.maximumMessageLength
    let fix =
      first(of: pattern.numbers.fix, subject, limit: limit)
      ?? text(of: pattern.groupCount > 0 ? 1 : 0, subject, limit: limit)
    return fix?.string
  }

  private func expand(
    _ template: Template, _ pattern: CompiledPattern, _ subject: UnsafeRawBufferPointer
  ) -> CapturedText? {
    if case .group(let name)? = template.parts.first, template.parts.count == 1 {
      return group(name, pattern, subject)
    }
    let text = template.parts.map { part in
      switch part {
      case .literal(let literal): literal
      case .group(let name): group(name, pattern, subject)?.string ?? ""
      }
    }.joined()
    return text.isEmpty ? nil : .made(text)
  }

  private func group(
    _ name: String, _ pattern: CompiledPattern, _ subject: UnsafeRawBufferPointer
  ) -> CapturedText? {
    let isLong = name == "message" || name == "fix" || name == "more"
    return first(
      of: pattern.numbers(of: name), subject,
      limit: isLong ? Match.maximumMessageLength : Match.maximumNameLength)
  }

  /// The text of the first of the groups that has one.
  @inline(__always)
  private func first(
    of numbers: [Int], _ subject: UnsafeRawBufferPointer, limit: Int
  ) -> CapturedText? {
    for number in numbers {
      if let text = text(of: number, subject, limit: limit) { return text }
    }
    return nil
  }

  private func text(
    of number: Int, _ subject: UnsafeRawBufferPointer, limit: Int
  ) -> CapturedText? {
    guard let range = scratch.range(ofGroup: number) else { return nil }
    let bytes = UnsafeRawBufferPointer(rebasing: subject[range]).trimmed
    return bytes.isEmpty ? nil : .bytes(bytes.prefixOfCharacters(limit))
  }
}

extension UnsafeRawBufferPointer {
  /// At most `limit` bytes, and no cut through a UTF-8 character.
  package func prefixOfCharacters(_ limit: Int) -> UnsafeRawBufferPointer {
    guard count > limit else { return self }
    var end = limit
    while end > 0, self[end] & 0xC0 == 0x80 { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: self[..<end])
  }
}
