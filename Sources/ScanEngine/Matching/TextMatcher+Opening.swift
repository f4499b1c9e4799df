extension TextMatcher {
  /// Lines after an error's last that may hold its documented fix.
  static let fixReach = 10
  /// Lines after an error in which the stack trace of a log entry may begin, or a labelled fix stand.
  static let traceReach = 3

  /// The error that a line begins: that of the first rule of ``selection`` that matches it.
  mutating func opening(_ line: LineText) -> OpenError? {
    guard line.isWhole, line.bytes.count <= LineMemory.longestLine, trace == nil,
      trial.abandoned.isEmpty, verdicts.isIdle || !mayBeJudged
    else { return openingAnew(line) }
    let hash = LineMemory.hash(of: line.bytes)
    if case .known(let error) = memory.recall(line.bytes, hash: hash), dependsOnLineAlone(error) {
      return error.map { OpenError($0, on: line) }
    }
    let excesses = trial.excessCount
    let error = openingAnew(line)
    if trial.excessCount == excesses, dependsOnLineAlone(error) {
      // What is remembered must stay as it has begun.
      memory.remember(line.bytes, hash: hash, error.map { OpenError($0, on: line) })
    }
    return error
  }

  /// Whether the line at hand may begin an error that counts only if what runs has failed.
  private var mayBeJudged: Bool {
    book.verdict.map { selection.first(from: $0) == $0 } ?? false
  }

  /// Whether an error is the same whatever runs when its line is printed.
  private func dependsOnLineAlone(_ error: OpenError?) -> Bool {
    verdicts.isIdle || error.map { !book.isJudged[$0.rule] } ?? true
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
    let meaning = meaning(of: index, capture, line, prefix)
    let error = OpenError(
      rule: index, line: line.number, firstLine: line.number, lastLine: line.number,
      offset: line.offset, timestamp: decoration.timestamp,
      indentation: isIndentation ? contentStart : 0,
      isLogEntry: rule.category == "log" || decoration.level.map { $0 >= .error } ?? false,
      hasPrefix: !isIndentation,
      text: meaning == nil
        ? text(of: index, capture, line, isIndentation ? prefix.part(0..<0) : prefix) : noText)
    error.meaning = meaning
    error.prefixLength = isIndentation ? 0 : contentStart
    error.hasMessage = capture.message != nil
    error.isComplete = rule.block?.begin == nil
    error.standsAlone = capture.namesError
    if rule.block == nil { error.linesLeft = rule.verdict == nil ? linesLeft(after: rule) : 0 }
    return error
  }

  /// The error that a line is known to begin by a rule, with its texts.
  mutating func opened(_ line: LineText, by index: Int) -> OpenError? {
    wantsTexts = true
    defer { wantsTexts = false }
    var unmatched: Int?
    return attempt(index, line, LineDecoration(line.bytes), &unmatched)
  }

  /// Of longer lines texts are kept, in bytes.
  private static let longestMeaning = 2_048

  /// What an error means as long as no more lines belong to it; nil where nobody knows.
  private mutating func meaning(
    of index: Int, _ capture: RuleTrial.Capture, _ line: LineText,
    _ prefix: UnsafeRawBufferPointer
  ) -> (any ErrorMeaning)? {
    let rule = book.rules[index]
    // Of what stands before a bar, as containers' names do, the stack trace behind it wants to know.
    guard !wantsTexts, let interpreter, rule.isOftenOneLine, trace == nil,
      verdicts.isIdle || !book.isJudged[index], line.bytes.count <= Self.longestMeaning,
      prefix.offset(of: UInt8(ascii: "|"), from: 0) == nil
    else { return nil }
    frame.removeAll(keepingCapacity: true)
    if let file = capture.file, UserCode.contains(file: file, function: capture.function) {
      frame.append(contentsOf: file)
      if let function = capture.function {
        frame.append(UInt8(ascii: ":"))
        frame.append(contentsOf: function)
      }
    }
    let message = Self.message(of: rule, capture, line, prefix.count)
    let type: StaticString = "error"
    return frame.withUnsafeBytes { frame in
      interpreter.meaning(
        of: FoundError(
          rule: rule,
          type: capture.type
            ?? UnsafeRawBufferPointer(start: type.utf8Start, count: type.utf8CodeUnitCount),
          message: message, frame: frame.isEmpty ? nil : frame))
    }
  }

  private mutating func text(
    of index: Int, _ capture: RuleTrial.Capture, _ line: LineText, _ prefix: UnsafeRawBufferPointer
  ) -> ErrorText {
    let rule = book.rules[index]
    return texts.text(
      of: index, prefix: prefix, type: capture.type,
      message: Self.message(of: rule, capture, line, prefix.count), file: capture.file,
      function: capture.function, scope: book.isJudged[index] ? verdicts.current : nil,
      isInnermostLast: rule.block?.begin != nil)
  }

  /// What was captured, or the whole line where the rule doesn't say where the message stands.
  private static func message(
    of rule: CompiledRule, _ capture: RuleTrial.Capture, _ line: LineText, _ start: Int
  ) -> UnsafeRawBufferPointer {
    if let message = capture.message { return message }
    if rule.block?.begin == nil, capture.isMessageKnown { return line.bytes.part(0..<0) }
    return line.message(from: start)
  }

  /// How many lines after the end of an error may still belong to it.
  func linesLeft(after rule: CompiledRule) -> Int {
    rule.fix != nil ? Self.fixReach : Self.traceReach
  }
}
