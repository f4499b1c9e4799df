extension TextMatcher {
  /// Lines after an error's last that may hold its documented fix.
  static let fixReach = 10
  /// Lines after an error in which the stack trace of a log entry may begin, or a labelled fix stand.
  static let traceReach = 3

  /// The error that a line begins: that of the first rule of ``selection`` that matches it.
  mutating func opening(_ line: LineText) -> OpenError? {
    guard line.isWhole, line.bytes.count <= LineMemory.longestLine, trace == nil,
      verdicts.isIdle, trial.abandoned.isEmpty
    else { return openingAnew(line) }
    let hash = LineMemory.hash(of: line.bytes)
    if case .known(let error) = memory.recall(line.bytes, hash: hash) {
      return error?.repeated(on: line)
    }
    let excesses = trial.excessCount
    let error = openingAnew(line)
    if trial.excessCount == excesses { memory.remember(line.bytes, hash: hash, error) }
    return error
  }

  private mutating func openingAnew(_ line: LineText) -> OpenError? {
    let decoration = LineDecoration(line.bytes)
    if decoration.isHarmless {
      trace?.add(.harmless, on: line.number)
      return nil
    }
    var next = selection.first(from: 0)
    var unmatched: Int?
    while let index = next {
      // What has not matched for one rule doesn't for the next that begins alike.
      if book.firstAlike[index] != unmatched || trace != nil,
        let error = attempt(index, line, decoration, &unmatched)
      {
        return error
      }
      next = selection.first(from: index + 1)
    }
    return nil
  }

  /// The error that a line begins by one rule.
  ///
  /// - `unmatched`: Is set to the first of the rules that begin alike where the line is no such.
  private mutating func attempt(
    _ index: Int, _ line: LineText, _ decoration: LineDecoration, _ unmatched: inout Int?
  ) -> OpenError? {
    let rule = book.rules[index]
    guard line.bytes.count >= rule.minimumLength else {
      note(.tooShort(least: rule.minimumLength), of: rule, on: line)
      return nil
    }
    guard
      let capture = trial.capture(
        rule.opening, in: line.bytes, starts: decoration.starts, rule: rule)
    else {
      note(.unmatched, of: rule, on: line)
      // A rule that was left out says nothing of those that begin alike.
      if !trial.abandoned.contains(rule.id) { unmatched = book.firstAlike[index] }
      return nil
    }
    if rule.verdict != nil, verdicts.current == nil { return nil }
    if let veto = veto(of: line, by: rule) {
      note(.vetoed(pattern: veto.source), of: rule, on: line)
      return nil
    }
    let error = error(of: index, capture, line, decoration)
    note(.matched(type: error.type, message: error.message), of: rule, on: line)
    return error
  }

  private func note(
    _ outcome: @autoclosure () -> LineTrace.Outcome, of rule: CompiledRule, on line: LineText
  ) {
    trace?.add(
      .tried(rule: rule.id, keyword: rule.keyword(in: line.bytes), outcome()), on: line.number)
  }

  mutating func isVetoed(_ line: LineText, by rule: CompiledRule) -> Bool {
    veto(of: line, by: rule) != nil
  }

  private mutating func veto(of line: LineText, by rule: CompiledRule) -> LazyPattern? {
    for exception in rule.exceptions
    where trial.matches(
      exception, in: line.bytes, starts: MessageStarts(line.indentation), rule: rule)
    {
      return exception
    }
    return nil
  }

  private mutating func error(
    of index: Int, _ capture: RuleTrial.Capture, _ line: LineText, _ decoration: LineDecoration
  ) -> OpenError {
    let rule = book.rules[index]
    let contentStart =
      rule.opening.isAnchored || rule.block?.begin != nil
      ? capture.start + (rule.opening.isAnchored ? 0 : capture.range.lowerBound - capture.start)
      : decoration.starts.last { $0 <= capture.range.lowerBound } ?? 0
    let prefix = UnsafeRawBufferPointer(rebasing: line.bytes[..<contentStart])
    let isIndentation = prefix.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    let message = Self.message(of: rule, capture, line, contentStart)
    let text = texts.text(
      of: index, prefix: isIndentation ? UnsafeRawBufferPointer(rebasing: prefix[..<0]) : prefix,
      type: capture.type, message: message, file: capture.file, function: capture.function,
      scope: verdicts.current, isInnermostLast: rule.block?.begin != nil)
    var error = OpenError(
      rule: index, line: line.number, firstLine: line.number, lastLine: line.number,
      offset: line.offset, timestamp: decoration.timestamp,
      indentation: isIndentation ? contentStart : 0,
      isLogEntry: rule.category == "log" || decoration.level.map { $0 >= .error } ?? false,
      text: text)
    error.hasMessage = capture.message != nil
    error.isComplete = rule.block?.begin == nil
    error.standsAlone = capture.namesError
    if rule.block == nil { error.linesLeft = rule.verdict == nil ? linesLeft(after: rule) : 0 }
    return error
  }

  /// What was captured, or the whole line where the rule doesn't say where the message stands.
  private static func message(
    of rule: CompiledRule, _ capture: RuleTrial.Capture, _ line: LineText, _ start: Int
  ) -> CapturedText? {
    if let message = capture.message { return message }
    if rule.block?.begin == nil, capture.isMessageKnown { return nil }
    return .bytes(line.message(from: start))
  }

  /// How many lines after the end of an error may still belong to it.
  func linesLeft(after rule: CompiledRule) -> Int {
    rule.fix != nil ? Self.fixReach : Self.traceReach
  }
}
