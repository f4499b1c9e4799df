/// Finds the events in the records of one document.
///
/// Events come out in the document's order. Those that may still get a fix (Markdown) or more lines
/// are held back until that is decided, or until ``finish(emit:)``.
package struct EventExtractor: ~Copyable {
  /// An event with the byte of the document that its first line starts at.
  package struct Located: Sendable {
    package var event: ErrorEvent
    package let offset: Int64
  }

  private var matcher: TextMatcher
  private let builder: EventBuilder
  private let eventMemory = EventMemory()
  private var documentedFixes: DocumentedFixes
  private var repairs: ObservedRepairs
  /// Events that wait for a documented fix, in their order.
  private var waiting: [Located] = []
  /// Fixes of events that have been yielded already.
  package private(set) var laterFixes: [(fingerprint: Fingerprint, fix: Fix)] = []

  /// Where the headings and paragraphs begin that tell of errors whose output may follow.
  private var announced: Set<Int64> = []

  /// - Parameters:
  ///   - rules: In the order in which they win.
  ///   - builder: Makes the events.
  ///   - fixScope: How far the documented fix of an error may be from it.
  ///   - memory: The ``ObservedRepairs/memory`` of ``remembered`` where the document is gone on with.
  ///   - trace: Is told what is tried on one line.
  ///   - counts: Whether events are counted by their patterns, so that those of one pattern may be
  ///     worded alike; only for documents without structure.
  package init(
    rules: RuleBook, builder: EventBuilder, fixScope: DocumentedFixes.Scope = .section,
    memory: [UInt8] = [], trace: LineTrace? = nil, counts: Bool = false
  ) {
    guard var matcher = TextMatcher(rules, interpreter: counts ? builder.interpreter : nil) else {
      preconditionFailure("out of memory")
    }
    matcher.trace = trace
    self.matcher = matcher
    self.builder = builder
    documentedFixes = DocumentedFixes(scope: fixScope)
    repairs = ObservedRepairs(memory: memory)
  }

  /// What must be remembered to go on later.
  package var remembered: ObservedRepairs { repairs }

  /// Where the text begins that may still change what was found; nil where all is settled.
  package var openPlace: (offset: Int64, line: Int)? { matcher.openPlace }

  /// Ids of rules that cost too much on some line and were given up there.
  package var exceededRules: [String] { matcher.exceededRules }
  /// Of these, those that were left out at last.
  package var abandonedRules: [String] { matcher.abandonedRules }

  /// Looks at the next record.
  package mutating func consume(_ record: borrowing Record, emit: (Located) -> Void) {
    guard let details = record.details else {
      consumePlain(record, emit: emit)
      return
    }
    consumeStructured(record, details, emit: emit)
  }

  /// Says that the document ends here, as far as it is known: yields all that was held back.
  package mutating func finish(emit: (Located) -> Void) {
    let (builder, memory) = (self.builder, self.eventMemory)
    var found: [Located] = []
    matcher.finish {
      found.append(
        Located(event: builder.event($0, details: nil, place: 0, memory: memory), offset: $0.offset)
      )
    }
    if !found.isEmpty { release(fix: documentedFixes.settle(), emit: emit) }
    waiting.append(contentsOf: found)
    release(fix: documentedFixes.settle(), emit: emit)
  }

  /// Takes the fixes that were found since the last call.
  package mutating func takeLaterFixes() -> [(fingerprint: Fingerprint, fix: Fix)] {
    defer { laterFixes.removeAll() }
    return laterFixes
  }

  private mutating func consumePlain(_ record: borrowing Record, emit: (Located) -> Void) {
    guard record.role != .output else {
      let (builder, memory) = (self.builder, self.eventMemory)
      matcher.match(record) { match in
        emit(
          Located(
            event: builder.event(match, details: nil, place: 0, memory: memory),
            offset: match.offset))
      }
      return
    }
    consumeMarkdown(record, emit: emit)
  }

  /// One error may be followed by the text that says how it was mended.
  private mutating func consumeMarkdown(_ record: borrowing Record, emit: (Located) -> Void) {
    let (builder, memory) = (self.builder, self.eventMemory)
    var found: [Located] = []
    let add = { (match: Match) in
      found.append(
        Located(
          event: builder.event(match, details: nil, place: 0, memory: memory), offset: match.offset)
      )
    }
    if documentedFixes.belongsToFix(record) {
      matcher.finish(emit: add)
    } else {
      matcher.match(record, emit: add)
      if record.role == .fence, !record.continues || found.isEmpty { matcher.finish(emit: add) }
    }
    if record.role == .heading, let fix = documentedFixes.look(at: record) {
      release(fix: fix, emit: emit)
    }
    dropRepeats(in: &found, of: record)
    if found.isEmpty {
      if record.role != .heading, let fix = documentedFixes.look(at: record) {
        release(fix: fix, emit: emit)
      }
      return
    }
    let fix = documentedFixes.foundErrors(in: record)
    if documentedFixes.scope == .section { release(fix: fix, emit: emit) }
    if record.role == .prose { stateFixes(of: record, in: &found) }
    if record.role == .heading || isMention(record) { announced.formUnion(found.map(\.offset)) }
    waiting.append(contentsOf: found)
  }

  /// A heading and the output below it are one error, and so are that and its later mention.
  private mutating func dropRepeats(in found: inout [Located], of record: borrowing Record) {
    let earlier = waiting
    if isMention(record) {
      found.removeAll { new in earlier.contains { $0.tellsTheSame(as: new) } }
    }
    guard !announced.isEmpty, record.role == .fence || record.role == .prose else { return }
    let announced = announced
    let news = found
    waiting.removeAll { old in
      announced.contains(old.offset) && news.contains { $0.tellsTheSame(as: old) }
    }
  }

  private func isMention(_ record: borrowing Record) -> Bool {
    record.role == .prose && !ListItem.isRow(record.text)
      && ListItem.column(of: record.text) == nil
  }

  /// A paragraph that quotes an error may state its fix as well.
  private func stateFixes(of record: borrowing Record, in found: inout [Located]) {
    let text = String(decoding: record.text.prefixOfCharacters(4_096), as: UTF8.self)
    guard !ListItem.isRow(record.text),
      let fix = FixLabels.fix(in: text) ?? FixLabels.statement(in: text)
    else { return }
    for index in found.indices where found[index].event.fix == nil {
      found[index].event.fix = builder.fix(fix, .documented, line: found[index].event.line)
    }
  }

  private mutating func release(fix: DocumentedFixes.Found?, emit: (Located) -> Void) {
    for var located in waiting {
      if let fix, located.event.fix == nil {
        located.event.fix = builder.fix(fix.text, .documented, line: fix.line)
      }
      emit(located)
    }
    waiting.removeAll(keepingCapacity: true)
  }

  private mutating func consumeStructured(
    _ record: borrowing Record, _ details: RecordDetails, emit: (Located) -> Void
  ) {
    // What a program printed into the log before is no part of this record.
    if matcher.openPlace != nil {
      let (builder, memory) = (self.builder, self.eventMemory)
      matcher.finish { match in
        emit(
          Located(
            event: builder.event(match, details: nil, place: 0, memory: memory),
            offset: match.offset))
      }
    }
    var matches: [Match] = []
    matcher.trace?.add(.outcome(details.outcome), on: record.line)
    if details.outcome != .succeeded {
      matcher.match(record) { matches.append($0) }
      matcher.finish { matches.append($0) }
    }
    let failures = FailureReport.matches(matches, details: details, of: record)
    let (builder, memory) = (self.builder, self.eventMemory)
    let events = failures.enumerated().map { place, match in
      Located(
        event: builder.event(match, details: details, place: place, memory: memory),
        offset: record.offset)
    }
    for located in events { emit(located) }
    let found = repairs.observe(
      details, events: events.map(\.event), scrub: builder.scrub,
      marks: builder.marksWhatItScrubs)
    for repair in found {
      laterFixes.append(
        (repair.fingerprint, builder.fix(repair.text, .observed, line: record.line)))
    }
  }
}

extension EventExtractor.Located {
  /// Whether both are the same error, wherever it happened.
  fileprivate func tellsTheSame(as other: Self) -> Bool {
    event.type == other.event.type && event.message == other.event.message
  }
}
