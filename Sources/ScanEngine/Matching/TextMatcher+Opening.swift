extension TextMatcher {
  /// Lines after an error's last that may hold its documented fix.
  static let fixReach = 10
  /// Lines after an error in which the stack trace of a log entry may begin, or a labelled fix stand.
  static let traceReach = 3

  /// The error that a line begins: that of the first rule of ``selection`` that matches it.
  mutating func opening(_ line: LineText) -> OpenError? {
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
    where trial.matches(exception, in: line.bytes, starts: [0, line.indentation], rule: rule) {
      return exception
    }
    return nil
  }

  private func error(
    of index: Int, _ capture: RuleTrial.Capture, _ line: LineText, _ decoration: LineDecoration
  ) -> OpenError {
    let rule = book.rules[index]
    let contentStart =
      rule.opening.isAnchored || rule.block?.begin != nil
      ? capture.start + (rule.opening.isAnchored ? 0 : capture.range.lowerBound - capture.start)
      : decoration.starts.last { $0 <= capture.range.lowerBound } ?? 0
    let prefix = UnsafeRawBufferPointer(rebasing: line.bytes[..<contentStart])
    let shape = LineText.shape(prefix)
    var error = OpenError(
      rule: index, line: line.number, firstLine: line.number, lastLine: line.number,
      offset: line.offset, timestamp: decoration.timestamp, prefix: shape,
      indentation: shape.isEmpty ? contentStart : 0,
      isLogEntry: rule.category == "log" || decoration.level.map { $0 >= .error } ?? false)
    error.type = capture.type ?? "error"
    error.hasMessage = capture.message != nil
    error.message =
      capture.message
      ?? (rule.block?.begin == nil && capture.isMessageKnown ? "" : line.text(from: contentStart))
    error.frames.isInnermostLast = rule.block?.begin != nil
    error.frames.add(file: capture.file, function: capture.function)
    error.headFile = capture.file
    error.scope = verdicts.current
    error.isComplete = rule.block?.begin == nil
    error.standsAlone = capture.namesError
    if rule.block == nil { error.linesLeft = rule.verdict == nil ? linesLeft(after: rule) : 0 }
    return error
  }

  /// How many lines after the end of an error may still belong to it.
  func linesLeft(after rule: CompiledRule) -> Int {
    rule.fix != nil ? Self.fixReach : Self.traceReach
  }
}
