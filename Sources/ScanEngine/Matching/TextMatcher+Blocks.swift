extension TextMatcher {
  /// Messages of several lines don't grow beyond this, in bytes.
  private static var longestMessage: Int { 1_024 }

  /// Takes the next line while an error is open.
  ///
  /// - Returns: False where the error is over and the line is still to be looked at.
  mutating func advance(_ line: LineText, emit: (Match) -> Void) -> Bool {
    guard var error = open.take() else { return false }
    let rule = book.rules[error.rule]
    error.lineCount += 1
    let taken: Bool
    if error.linesLeft != nil {
      taken = linger(&error, line, rule, emit: emit)
    } else if let block = rule.block {
      taken = extend(&error, line, rule, block, emit: emit)
    } else {
      taken = false
    }
    return taken
  }

  /// The part of a line of a block that comes after what stood before the block's first line.
  private func content(_ line: LineText, of error: OpenError) -> UnsafeRawBufferPointer {
    let length = error.prefix.count
    guard length > 0 else { return line.from(min(error.indentation, line.indentation)) }
    return error.isBehindPrefix(line.bytes) ? line.from(length) : line.bytes
  }

  private mutating func extend(
    _ error: inout OpenError, _ line: LineText, _ rule: CompiledRule, _ block: CompiledBlock,
    emit: (Match) -> Void
  ) -> Bool {
    guard error.lineCount <= block.maximumLines else { return leave(error, rule, emit: emit) }
    let text = content(line, of: error)
    if text.isEmpty || text.allSatisfy({ $0 <= 0x20 }) {
      error.blankLines += 1
      guard error.blankLines <= 2 || block.end != nil else { return leave(error, rule, emit: emit) }
      open = error
      return true
    }
    // A prompt at the margin begins something new, whatever the output before it lacked.
    if text.starts(with: "$ "), line.bytes.starts(with: "$ ") {
      return leave(error, rule, emit: emit)
    }
    if block.repeats, error.isComplete, let next = another(after: error, line, text) {
      close(error, emit: emit)
      open = next
      return true
    }
    if let end = block.end, trial.matches(end, in: text, rule: rule) {
      // What ends a block that named no error may itself be one.
      guard error.isComplete else { return leave(error, rule, emit: emit) }
      _ = note(text, in: &error, rule, block)
      include(line, in: &error)
      error.linesLeft = linesLeft(after: rule)
      open = error
      return true
    }
    if error.isComplete, block.begin == nil || block.end == nil {
      return trail(&error, line, text, rule, block, emit: emit)
    }
    return lead(&error, line, text, rule, block, emit: emit)
  }

  /// The next error of a block whose lines are errors of their own.
  private mutating func another(
    after error: OpenError, _ line: LineText, _ text: UnsafeRawBufferPointer
  ) -> OpenError? {
    let empty = ErrorText(prefix: error.prefix)
    empty.headFile = error.headFile
    empty.frames.add(file: error.headFile, function: nil)
    var next = OpenError(
      rule: error.rule, line: line.number, firstLine: error.firstLine, lastLine: line.number,
      offset: error.offset, timestamp: error.timestamp, indentation: error.indentation,
      isLogEntry: error.isLogEntry, text: empty)
    return name(&next, line, text) ? next : nil
  }

  private func include(_ line: LineText, in error: inout OpenError) {
    error.lastLine = line.number
    error.blankLines = 0
  }

  /// Takes the frame that a line shows.
  ///
  /// - Returns: Whether the line belongs to the stack, whether it names a place, and whether it
  ///   announces another error of the same chain.
  private mutating func note(
    _ text: UnsafeRawBufferPointer, in error: inout OpenError, _ rule: CompiledRule,
    _ block: CompiledBlock
  ) -> (belongs: Bool, hasPlace: Bool, isAnnouncement: Bool) {
    guard let frame = block.frame else { return (false, false, false) }
    let indentation = text.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? 0
    guard
      let capture = trial.capture(
        frame, in: text, starts: MessageStarts(indentation), rule: rule)
    else { return (false, false, false) }
    if let more = capture.more {
      // Only what follows the message at once goes on with it.
      guard error.isComplete, error.blankLines == 0 else { return (false, false, false) }
      if error.message.utf8.count < Self.longestMessage { error.message += " " + more.string }
    }
    error.frames.add(file: capture.file?.string, function: capture.function?.string)
    return (true, capture.file != nil || capture.function != nil, capture.announcesChain)
  }

  /// Whether another error of the same rule begins: once the first is known, also behind
  /// indentation, as subtests do.
  private mutating func begins(
    _ text: UnsafeRawBufferPointer, _ error: OpenError, _ rule: CompiledRule,
    _ block: CompiledBlock
  ) -> Bool {
    guard let begin = block.begin else { return false }
    let indentation = text.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? 0
    let starts = MessageStarts(error.isComplete ? indentation : 0)
    return trial.matches(begin, in: text, starts: starts, rule: rule)
  }

  /// Before the line that names the error: frames, and what is indented below the first line.
  private mutating func lead(
    _ error: inout OpenError, _ line: LineText, _ text: UnsafeRawBufferPointer,
    _ rule: CompiledRule, _ block: CompiledBlock, emit: (Match) -> Void
  ) -> Bool {
    if text.trimmed.elementsEqual("...".utf8) {
      error.isElided = true
      include(line, in: &error)
      open = error
      return true
    }
    let isBeginning = begins(text, error, rule, block)
    let frame = note(text, in: &error, rule, block)
    // Before the error is named a beginning may be a part of the block: a subtest, a section.
    if isBeginning, error.isComplete || !frame.belongs { return leave(error, rule, emit: emit) }
    if frame.hasPlace { error.hasPlace = true }
    if frame.isAnnouncement, error.isComplete {
      error.isChained = true
      error.frames.removeAll()
    }
    if !frame.belongs, !error.isComplete || error.isChained, name(&error, line, text) {
      // What follows the error's own line, as Rust's backtraces do, begins with the innermost frame.
      error.frames.isInnermostLast = block.end != nil
    } else if !frame.belongs, block.repeats || (text[0] != 0x20 && text[0] != 0x09) {
      guard block.end != nil else { return leave(error, rule, emit: emit) }
      if let other = following(line), !error.isComplete || isForeign(other, to: rule) {
        close(error, emit: emit)
        begin(other, emit: emit)
        return true
      }
    }
    include(line, in: &error)
    open = error
    return true
  }

  /// Whether an error is of another kind than those of a rule, and so no part of their blocks.
  private func isForeign(_ other: OpenError, to rule: CompiledRule) -> Bool {
    let found = book.rules[other.rule]
    return found.category != rule.category || found.language != rule.language
  }

  /// Takes type and message from the line that names the error, by the first of the rules whose
  /// blocks begin alike.
  ///
  /// - Returns: Whether the line was one.
  private mutating func name(
    _ error: inout OpenError, _ line: LineText, _ text: UnsafeRawBufferPointer
  ) -> Bool {
    for index in book.alternatives(to: error.rule) {
      let rule = book.rules[index]
      guard let capture = trial.capture(rule.pattern, in: text, starts: [], rule: rule),
        !isVetoed(line, by: rule)
      else { continue }
      error.rule = index
      if let type = capture.type { error.type = type.string }
      // A first line that gave the message is the error's own line.
      if capture.message != nil || !error.hasMessage { error.line = line.number }
      if let message = capture.message {
        error.message = message.string
      } else if !error.hasMessage {
        error.message = ""
      }
      error.frames.add(file: capture.file?.string, function: capture.function?.string)
      error.isComplete = true
      error.isChained = false
      return true
    }
    return false
  }

  /// After the line that names the error: its frames, its causes, what is indented below it.
  private mutating func trail(
    _ error: inout OpenError, _ line: LineText, _ text: UnsafeRawBufferPointer,
    _ rule: CompiledRule, _ block: CompiledBlock, emit: (Match) -> Void
  ) -> Bool {
    if begins(text, error, rule, block) {
      guard error.isChained else { return leave(error, rule, emit: emit) }
      error.isComplete = false
      error.isChained = false
      error.frames.removeAll()
      error.frames.isInnermostLast = true
    } else {
      let frame = note(text, in: &error, rule, block)
      if frame.hasPlace { error.hasPlace = true }
      if frame.isAnnouncement { error.isChained = true }
      let isNext = error.isChained && !frame.belongs && block.begin != nil
      let isIndented = text[0] == 0x20 || text[0] == 0x09
      let belongs =
        frame.belongs || block.end != nil || (isNext && name(&error, line, text))
        || (isIndented && error.blankLines == 0)
      guard belongs else { return leave(error, rule, emit: emit) }
    }
    include(line, in: &error)
    open = error
    return true
  }

  /// Ends a block at a line that isn't its own.
  private mutating func leave(
    _ error: OpenError, _ rule: CompiledRule, emit: (Match) -> Void
  ) -> Bool {
    var error = error
    error.linesLeft = error.isComplete ? linesLeft(after: rule) : 0
    open = error
    if error.linesLeft == 0 { endOpen(emit: emit) }
    return false
  }

  /// After the end of an error: its fix, or the stack trace of a log entry.
  private mutating func linger(
    _ error: inout OpenError, _ line: LineText, _ rule: CompiledRule, emit: (Match) -> Void
  ) -> Bool {
    error.linesLeft = (error.linesLeft ?? 1) - 1
    if let fix = fix(on: line, rule) {
      error.fix = fix
      error.linesLeft = 0
    } else if let following = self.following(line) {
      if error.isLogEntry, !error.hasPlace, isTrace(following), following.isFromSamePlace(as: error)
      {
        open = following.steppingInto(error)
      } else {
        close(error, emit: emit)
        open = nil
        begin(following, emit: emit)
      }
      return true
    }
    open = error
    if (error.linesLeft ?? 0) <= 0 { endOpen(emit: emit) }
    return true
  }

  /// The fix that a line after an error states, by the rule's pattern or the usual words.
  private mutating func fix(on line: LineText, _ rule: CompiledRule) -> String? {
    if let pattern = rule.fix {
      let starts = LineDecoration(line.bytes).starts
      return trial.captureFix(pattern, in: line.bytes, starts: starts, rule: rule)
    }
    return FixLabels.fix(in: line.bytes.prefixOfCharacters(2_048))
  }

  /// Whether an error shows the stack of the log entry above it, and isn't an entry of its own.
  private func isTrace(_ error: OpenError) -> Bool {
    guard let block = book.rules[error.rule].block else { return false }
    return block.begin != nil || !error.isLogEntry
  }

  /// The error that a line begins, asked of the prefilter for this line alone.
  private mutating func following(_ line: LineText) -> OpenError? {
    guard candidates.isCandidate(line.bytes, rules: selection) else { return nil }
    return opening(line)
  }
}

extension OpenError {
  /// Entries and their stack traces are written within so many milliseconds.
  private static var nearness: Int64 { 1_000 }

  /// Whether nothing speaks against both lines coming from one process at one time: the name of
  /// another container, another time.
  func isFromSamePlace(as entry: OpenError) -> Bool {
    if !prefix.isEmpty, !entry.prefix.isEmpty, containerName != entry.containerName { return false }
    guard let time = timestamp, let earlier = entry.timestamp else { return true }
    return abs(time.milliseconds - earlier.milliseconds) <= Self.nearness
  }

  /// `web-0` of `web-0  | `, with digits as `0`; empty where there is none.
  private var containerName: ArraySlice<UInt8> {
    guard let bar = prefix.firstIndex(of: UInt8(ascii: "|")) else { return [] }
    return prefix[..<bar]
  }

  /// This stack trace in place of the log entry that announced it.
  func steppingInto(_ entry: OpenError) -> OpenError {
    let joined = ErrorText(prefix: prefix)
    joined.type = type
    joined.message = message
    joined.frames = frames
    joined.entries = [entry]
    var trace = OpenError(
      rule: rule, line: line, firstLine: entry.firstLine, lastLine: lastLine, offset: entry.offset,
      timestamp: timestamp ?? entry.timestamp, indentation: indentation, isLogEntry: false,
      text: joined)
    trace.isComplete = isComplete
    trace.linesLeft = linesLeft
    trace.standsAlone = standsAlone
    return trace
  }
}
