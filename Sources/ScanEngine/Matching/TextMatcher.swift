#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Finds the errors in text: single lines and blocks, each once.
///
/// It is fed records and holds at most one error open, whose lines may still be coming. Between
/// errors it jumps from one line that the prefilter names to the next.
package struct TextMatcher: ~Copyable {
  let book: RuleBook
  var trial: RuleTrial
  let selection: RuleSelection
  var candidates: CandidateLines
  var open: OpenError?
  /// Errors whose verdict is still to come.
  var verdicts = Verdicts()
  /// What lines may begin with that give a verdict; nil before that was asked.
  var judgingBytes: ByteSet?
  /// What the document says about the prose at hand.
  var prose = ProseContext()
  /// Is asked what errors of one line mean; nil where their texts are wanted.
  let interpreter: (any ErrorInterpreter)?
  /// Of all errors whose meaning is known.
  let noText = ErrorText(prefix: [])
  /// Is told what is tried on one line; nil unless somebody asked.
  package var trace: LineTrace? {
    didSet { candidates.looksAround = trace == nil }
  }
  private var stripped: [UInt8] = []
  /// The line that the open error began with, where only its meaning is known.
  var openLine: [UInt8] = []
  /// Whether texts are wanted, and not meanings.
  var wantsTexts = false
  /// The frame of the error at hand.
  var frame: [UInt8] = []
  var memory = LineMemory()
  var texts = ErrorTexts()

  /// - `interpreter`: Is asked what errors of one line mean, whose matches then have no text; nil where
  ///   their texts are wanted.
  ///
  /// Returns nil when memory is out.
  package init?(_ book: RuleBook, interpreter: (any ErrorInterpreter)? = nil) {
    guard let trial = RuleTrial() else { return nil }
    self.book = book
    self.interpreter = interpreter
    self.trial = trial
    selection = RuleSelection(count: book.rules.count)
    candidates = CandidateLines(book.prefilter)
  }

  /// Where the error begins whose lines may still be coming; nil between errors.
  ///
  /// A later scan that starts there finds the same errors as one that never stopped.
  package var openPlace: (offset: Int64, line: Int)? {
    let place = open.map { ($0.offset, $0.firstLine) }
    guard let scope = verdicts.firstPlace, scope.offset < place?.0 ?? .max else { return place }
    return scope
  }

  /// Ids of rules that cost too much on some line and were given up there.
  package var exceededRules: [String] { trial.exceeded }
  /// Of these, those that were left out at last.
  package var abandonedRules: [String] { trial.abandoned }

  /// Looks for errors in a record's text.
  package mutating func match(_ record: borrowing Record, emit: (Match) -> Void) {
    if !record.continues { finish(emit: emit) }
    trace?.note(record)
    switch record.role {
    case .output: matchOutput(record, emit: emit)
    case .fence:
      if !record.continues { prose.isWish = prose.announcesWish }
      prose.announcesWish = false
      if prose.isWish {
        trace?.add(.aside(reason: "the paragraph above"), on: record.line)
      } else {
        matchOutput(record, emit: emit)
      }
    case .prose: matchProse(record, emit: emit)
    case .heading: matchHeading(record, emit: emit)
    case .conversation: break
    }
    if record.counting == .single { finish(emit: emit) }
  }

  /// Says that no more lines follow: yields the error that is open, as far as it is known.
  package mutating func finish(emit: (Match) -> Void) {
    endOpen(emit: emit)
    verdicts.finish(emit: emit)
  }

  /// Yields the error that is open, as far as it is known.
  mutating func endOpen(emit: (Match) -> Void) {
    if let open { close(open, emit: emit) }
    open = nil
  }

  private mutating func matchOutput(_ record: borrowing Record, emit: (Match) -> Void) {
    var lines = LineCounter(line: record.line, offset: record.offset, counting: record.counting)
    let text = record.text
    var start = 0
    while let escape = text.offset(of: TerminalEscapes.escape, from: start) {
      // A line with escapes is looked at without them, and alone: text is not copied for a few of them.
      let first = text.startOfLine(before: escape, from: start)
      let end = text.endOfLine(from: escape)
      walk(text, start..<first, known: record.places, &lines, emit: emit)
      walkWithoutEscapes(text, first..<end, &lines, emit: emit)
      start = min(end + 1, text.count)
    }
    walk(text, start..<text.count, known: record.places, &lines, emit: emit)
  }

  private mutating func walkWithoutEscapes(
    _ text: UnsafeRawBufferPointer, _ line: Range<Int>, _ lines: inout LineCounter,
    emit: (Match) -> Void
  ) {
    var buffer: [UInt8] = []
    swap(&buffer, &stripped)
    TerminalEscapes.strip(UnsafeRawBufferPointer(rebasing: text[line]), into: &buffer)
    lines.go(to: line.lowerBound, in: text)
    lines.isFixed = true
    buffer.withUnsafeBytes { walk($0, 0..<$0.count, known: nil, &lines, emit: emit) }
    lines.isFixed = false
    swap(&buffer, &stripped)
  }

  /// Goes over whole lines of the text.
  private mutating func walk(
    _ text: UnsafeRawBufferPointer, _ range: Range<Int>, known: UnsafeBufferPointer<UInt32>?,
    _ lines: inout LineCounter, emit: (Match) -> Void
  ) {
    guard !range.isEmpty else { return }
    candidates.begin(text, range, known: known)
    var position = range.lowerBound
    while position < range.upperBound {
      if open != nil {
        let end = min(text.endOfLine(from: position), range.upperBound)
        let line = lines.line(position..<end, of: text)
        if open?.linesLeft != nil {
          linger(line, emit: emit)
        } else {
          let owner = open.map { (rule: $0.rule, firstLine: $0.firstLine) }
          guard advance(line, emit: emit) else { continue }
          if let owner, let trace {
            let rule = book.rules[owner.rule].id
            trace.add(.belongs(rule: rule, firstLine: owner.firstLine), on: line.number)
          }
        }
        if verdicts.isJudging { judge(line, emit: emit) }
        position = end + 1
        continue
      }
      guard let found = candidates.line(from: position, rules: selection) else { return }
      let line = lines.line(found, of: text)
      if let verdict = book.verdict, selection.first(from: verdict) == verdict {
        judge(line, emit: emit)
      }
      if let error = opening(line) { begin(error, on: line, emit: emit) }
      position = found.upperBound + 1
    }
  }

  /// Takes a new error as the open one, or yields it at once where nothing can follow.
  mutating func begin(_ error: OpenError, on line: LineText, emit: (Match) -> Void) {
    // A test's own report and a panic say what went wrong; what it logs doesn't.
    if verdicts.isJudging, book.tellsVerdict[error.rule] { verdicts.tell() }
    guard error.linesLeft != 0 else { return close(error, emit: emit) }
    if error.meaning != nil, error.linesLeft == nil { keep(line) }
    open = error
  }

  /// Keeps the line that an error begins with, which may have to be looked at again.
  mutating func keep(_ line: LineText) {
    openLine.removeAll(keepingCapacity: true)
    openLine.append(contentsOf: line.bytes)
  }

  /// - `fix`: What the line after it says.
  mutating func close(_ error: OpenError, fix: String? = nil, emit: (Match) -> Void) {
    if let meaning = error.meaning {
      emit(
        Match(
          text: .none, line: error.line, lines: error.firstLine...error.lastLine,
          offset: error.offset, timestamp: error.timestamp, fix: fix, meaning: meaning))
      return
    }
    let rule = book.rules[error.rule]
    if error.isElided, !error.hasPlace { return }
    let isError =
      error.isComplete || error.standsAlone || (error.hasPlace && rule.block?.end == nil)
    if !error.hasPlace || !isError, let entry = error.text.entries.first {
      close(entry, emit: emit)
    }
    guard isError else { return }
    var match =
      Match(
        text: error.text.matched(by: rule), line: error.line,
        lines: error.firstLine...max(error.firstLine, error.lastLine), offset: error.offset,
        timestamp: error.timestamp, fix: fix)
    if rule.verdict != nil {
      verdicts.hold(match)
    } else {
      if rule.category == "test", let scope = error.text.scope { Verdicts.name(&match, scope) }
      emit(match)
    }
  }
}
