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
  /// What the document says about the prose at hand.
  var prose = ProseContext()
  /// Is told what is tried on one line; nil unless somebody asked.
  package var trace: LineTrace?
  private var stripped: [UInt8] = []
  var memory = LineMemory()
  var texts = ErrorTexts()

  /// Returns nil when memory is out.
  package init?(_ book: RuleBook) {
    guard let trial = RuleTrial() else { return nil }
    self.book = book
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
    guard let base = record.text.baseAddress,
      memchr(base, Int32(TerminalEscapes.escape), record.text.count) != nil
    else {
      walk(record.text, original: record.text, of: record, places: record.places, emit: emit)
      return
    }
    var buffer: [UInt8] = []
    swap(&buffer, &stripped)
    TerminalEscapes.strip(record.text, into: &buffer)
    let original = record.text
    buffer.withUnsafeBytes { walk($0, original: original, of: record, places: nil, emit: emit) }
    swap(&buffer, &stripped)
  }

  /// Goes over the lines of `text`, which is `original` or that without its escapes.
  private mutating func walk(
    _ text: UnsafeRawBufferPointer, original: UnsafeRawBufferPointer, of record: borrowing Record,
    places: UnsafeBufferPointer<UInt32>?, emit: (Match) -> Void
  ) {
    var lines = LinePlaces(
      text: text, original: original, line: record.line, offset: record.offset,
      counting: record.counting)
    candidates.begin(text, known: places)
    var position = 0
    while position < text.count {
      if open != nil {
        let end = text.endOfLine(from: position)
        let line = lines.line(position..<end)
        let owner = trace == nil ? nil : open
        guard advance(line, emit: emit) else { continue }
        if verdicts.isJudging { judge(line, emit: emit) }
        position = end + 1
        if let owner, owner.linesLeft == nil {
          let rule = book.rules[owner.rule].id
          trace?.add(.belongs(rule: rule, firstLine: owner.firstLine), on: line.number)
        }
        continue
      }
      guard let range = candidates.line(from: position, rules: selection) else { return }
      let line = lines.line(range)
      if let verdict = book.verdict, selection.first(from: verdict) == verdict {
        judge(line, emit: emit)
      }
      if let error = opening(line) { begin(error, emit: emit) }
      position = range.upperBound + 1
    }
  }

  /// Takes a new error as the open one, or yields it at once where nothing can follow.
  mutating func begin(_ error: OpenError, emit: (Match) -> Void) {
    let rule = book.rules[error.rule]
    // A test's own report and a panic say what went wrong; what it logs doesn't.
    if let verdict = book.verdict, rule.verdict == nil, rule.category != "log",
      rule.language == book.rules[verdict].language
    {
      verdicts.tell()
    }
    if error.linesLeft == 0 { close(error, emit: emit) } else { open = error }
  }

  mutating func close(_ error: OpenError, emit: (Match) -> Void) {
    let rule = book.rules[error.rule]
    if error.isElided, !error.hasPlace { return }
    let isError =
      error.isComplete || error.standsAlone || (error.hasPlace && rule.block?.end == nil)
    if !error.hasPlace || !isError, let entry = error.entries.first { close(entry, emit: emit) }
    guard isError else { return }
    var match =
      Match(
        text: error.text.matched(by: rule), line: error.line,
        lines: error.firstLine...max(error.firstLine, error.lastLine), offset: error.offset,
        timestamp: error.timestamp, fix: error.fix)
    if rule.verdict != nil {
      verdicts.hold(match)
    } else {
      if rule.category == "test", let scope = error.scope { Verdicts.name(&match, scope) }
      emit(match)
    }
  }
}

/// Tells the numbers and offsets of lines, which are asked for in ascending order.
struct LinePlaces {
  private let text: UnsafeRawBufferPointer
  private let original: UnsafeRawBufferPointer
  private let counting: Record.LineCounting
  private let offset: Int64
  private var counted = 0
  /// Where the line begins that follows the one that was asked for last.
  private var nextLine = -1
  private var number: Int
  /// The place in `original` of the line that starts at `counted`, where the two differ.
  private var originalPlace = 0

  init(
    text: UnsafeRawBufferPointer, original: UnsafeRawBufferPointer, line: Int, offset: Int64,
    counting: Record.LineCounting
  ) {
    self.text = text
    self.original = original
    self.counting = counting
    self.offset = offset
    number = line
  }

  mutating func line(_ range: Range<Int>) -> LineText {
    let whole = UnsafeRawBufferPointer(rebasing: text[range])
    let bytes = LineText.visible(whole)
    let isWhole = bytes.isEmpty || bytes.baseAddress == whole.baseAddress
    guard counting == .physical else {
      return LineText(bytes: bytes, number: number, offset: offset, isWhole: isWhole)
    }
    let newlines =
      range.lowerBound == nextLine ? 1 : text.newlines(in: counted..<range.lowerBound)
    number += newlines
    counted = range.lowerBound
    nextLine = range.upperBound + 1
    if text.baseAddress == original.baseAddress {
      originalPlace = range.lowerBound
    } else {
      for _ in 0..<newlines { originalPlace = original.endOfLine(from: originalPlace) + 1 }
    }
    return LineText(
      bytes: bytes, number: number, offset: offset + Int64(originalPlace), isWhole: isWhole)
  }
}
