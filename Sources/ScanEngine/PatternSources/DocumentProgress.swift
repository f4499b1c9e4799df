/// How far one scan of a document has come.
struct DocumentProgress: ~Copyable {
  private var parser: any DocumentParser
  private var extractor: EventExtractor
  private let builder: EventBuilder
  private let parserKind: DocumentKind
  private let parsing: ChunkParsing
  /// Of lines that it was asked for, and of those that weren't parsed, in bytes.
  private var askedLength = 0
  private var silentLength = 0
  var hash: PrefixHash
  private(set) var findings: [EventExtractor.Located] = []
  /// Those before them that can't change any more; nil for none.
  private(set) var sums: EventSums?
  private var fixes: [FixFound] = []
  private var target: DocumentBatch.Target
  private var mode: DocumentBatch.Mode
  /// The byte after the last whole line that was parsed, and its line.
  private(set) var position: Int64
  private var line: Int
  /// How many bytes had been read when the last piece was committed.
  private(set) var committedTo: Int64
  /// Where the next scan starts, what it has to remember, and what fixes belong before it.
  private(set) var resumeOffset: Int64
  private(set) var resumeLine: Int
  private var resumeMemory: ResumeMemory
  private var settledFixes = 0
  /// What an earlier scan has seen of a line that is too long.
  let passedLine: LineChunks.PassedLine?
  /// Where a line begins that is too long and of which no end was seen yet.
  var startOfLongLine: Int64?
  /// Whether the next scan goes on where this one ends, and does not read all again.
  private let resumes: Bool
  /// What the whole lines gave, where the document ends in an unfinished one.
  private var tallyOfWholeLines: ParsingTally?

  /// - `hash`: Of the bytes that were read before.
  /// - `resumption`: Where reading goes on, and what `parser` was started with; nil at the beginning.
  /// - `target`: Where findings are committed.
  /// - `resumes`: Whether the next scan may go on where this one ends.
  /// - `counts`: Whether findings are counted, and not shown one by one.
  /// - `trace`: Is told what is tried on one line.
  init(
    parser: any DocumentParser, kind: DocumentKind, builder: EventBuilder, rules: RuleBook,
    hash: PrefixHash = PrefixHash(), resumption: Resumption? = nil,
    target: DocumentBatch.Target = .new(project: "", source: "", path: ""),
    mode: DocumentBatch.Mode = .append, resumes: Bool = true, counts: Bool = true,
    trace: LineTrace? = nil
  ) {
    self.resumes = resumes
    let memory = resumption.map { DocumentMemory($0.memory) } ?? DocumentMemory(kind: kind)
    self.parser = parser
    parserKind = kind
    // Somebody who asks about a line wants to hear of it.
    parsing = ChunkParsing(rules: kind == .jsonLines && trace == nil ? rules : nil)
    extractor = EventExtractor(
      rules: rules, builder: builder, memory: memory.extractor, trace: trace,
      counts: counts && kind == .text)
    self.builder = builder
    self.hash = hash
    self.target = target
    self.mode = mode
    resumeOffset = resumption?.resumeOffset ?? 0
    resumeLine = resumption?.resumeLine ?? 1
    resumeMemory = .saved(memory.bytes)
    passedLine = memory.startOfLongLine.map { .init(start: $0, end: hash.length) }
    position = resumeOffset
    committedTo = hash.length
    line = resumeLine
  }

  /// Parses a chunk that ends before `next`.
  mutating func take(_ chunk: Chunk, next: DocumentPlace) {
    if chunk.isUnterminated { tallyOfWholeLines = parser.tally }
    if !chunk.bytes.isEmpty { parse(chunk) }
    if chunk.isUnterminated { return }
    position = next.offset
    line = next.line
    settle()
  }

  private mutating func parse(_ chunk: Chunk) {
    let lengths = parsing.prepare(chunk) { chunk in feed { $0.parse(chunk, consume: $1) } }
    askedLength += lengths.judged
    silentLength += lengths.silent
  }

  /// Parses a chunk that is read ahead, where it can be parsed by itself.
  var parsingAhead: (ChunkParsing, continuesText: Bool)? {
    guard parserKind == .jsonLines, let parser = parser as? WorkflowLogParser else { return nil }
    return (parsing, parser.continuesText)
  }

  /// Whether it costs more to look for lines that needn't be parsed than to parse all: of some
  /// documents most lines tell something.
  var choosesInVain: Bool {
    askedLength > Self.worthJudging && silentLength * 2 < askedLength
  }

  /// So much must have been asked for before it is said, in bytes.
  private static let worthJudging = 512 * 1_024

  /// Sums up what is nothing but an occurrence and can't change any more: of millions of errors only
  /// what they are is kept.
  ///
  /// - Parameters:
  ///   - time: Of events that have none of their own.
  ///   - session: The same.
  mutating func sumUp(time: Timestamp, session: String?) {
    let end =
      findings.firstIndex { $0.offset >= resumeOffset || !$0.event.isPlain } ?? findings.count
    guard end > 0 else { return }
    if sums == nil { sums = EventSums(defaultTime: time, defaultSession: session) }
    findings.withUnsafeBufferPointer { findings in
      for index in 0..<end { sums?.add(findings[index].event) }
    }
    findings.removeFirst(end)
  }

  /// How much is kept that was not committed, in patterns: a mere occurrence, which may wait for the end of
  /// what runs, takes less.
  var size: Int {
    let full = findings.reduce(0) { $0 + ($1.event.isPlain ? 0 : 1) }
    return (sums?.size ?? 0) + full + (findings.count - full) / Self.occurrencesOfSize
  }

  private static let occurrencesOfSize = 4

  /// Says that the document ends: what is held back comes out, and is provisional.
  mutating func finish() {
    feed { $0.finish(consume: $1) }
    extractor.finish { findings.append($0) }
    takeFixes()
  }

  /// The events found since the last call, with the fixes that were found after them.
  mutating func takeFindings() -> [ErrorEvent] {
    var events = findings.map(\.event)
    findings.removeAll(keepingCapacity: true)
    for found in fixes {
      for index in events.indices
      where events[index].fingerprint == found.fingerprint && events[index].fix == nil {
        events[index].fix = found.fix
      }
    }
    fixes.removeAll()
    return events
  }

  private mutating func feed(
    _ parse: (inout any DocumentParser, (borrowing Record) -> Void) -> Void
  ) {
    parse(&parser) { record in
      extractor.consume(record) { findings.append($0) }
    }
    takeFixes()
  }

  private mutating func takeFixes() {
    for (fingerprint, fix) in extractor.takeLaterFixes() {
      fixes.append(FixFound(fingerprint: fingerprint, fix: fix))
    }
  }

  /// Moves the place where the next scan starts to the end of what can't change any more.
  private mutating func settle() {
    guard resumes else { return }
    switch parserKind {
    case .text:
      let open = extractor.openPlace
      resumeOffset = open?.offset ?? position
      resumeLine = open?.line ?? line
    case .jsonLines:
      // In the middle of an error that is printed between records there is no memory to go on with.
      guard extractor.openPlace == nil else { return }
      resumeOffset = position
      resumeLine = line
      resumeMemory = .state(parser, extractor.remembered)
    case .source:
      resumeOffset = position
      resumeLine = line
    case .jsonObject, .jsonArray, .markdown:
      // Read as a whole, always.
      return
    }
    settledFixes = fixes.count
  }

  private var resumeMemoryBytes: [UInt8] {
    switch resumeMemory {
    case .saved(let bytes): bytes
    case .state(let parser, let repairs):
      DocumentMemory(
        kind: parserKind, parser: builder.scrub(parser.memory),
        extractor: repairs.memory(scrub: builder.scrub)
      ).bytes
    }
  }

  func reading(updates: UpdateKind, time: Timestamp, rulesDigest: String) -> ReadingState {
    var reading = ReadingState(
      updates: updates, sha256: hash.sha.hexDigest(), head: hash.headGuard, tail: hash.tailGuard,
      time: time, rulesDigest: rulesDigest)
    reading.readTo = hash.length
    reading.hashState = hash.sha.savedStateWithoutText
    reading.resumeOffset = resumeOffset
    reading.resumeLine = resumeLine
    reading.memory = resumeMemoryBytes
    if let startOfLongLine {
      var memory = DocumentMemory(reading.memory)
      memory.startOfLongLine = startOfLongLine
      reading.memory = memory.bytes
    }
    return reading
  }

  /// What is to be committed now.
  ///
  /// - `isLast`: Whether the document has been read; what is provisional is left out otherwise, for
  ///   a later piece gives it again.
  /// - `keepsAll`: Whether nothing is provisional (edited documents).
  mutating func batch(
    _ reading: ReadingState, form: String, isLast: Bool, keepsAll: Bool
  ) -> DocumentBatch {
    var batch = DocumentBatch(target: target, mode: mode, reading: reading, form: form)
    let limit = keepsAll ? Int64.max : resumeOffset
    // They are in the document's order, so that what is firm comes first.
    let firm = findings.firstIndex { $0.offset >= limit } ?? findings.count
    batch.firm.events = findings[..<firm].map(\.event)
    batch.firm.sums = sums
    sums = nil
    findings.removeFirst(firm)
    let firmFixes = keepsAll ? fixes.count : settledFixes
    batch.firm.fixes = Array(fixes.prefix(firmFixes))
    fixes.removeFirst(firmFixes)
    settledFixes = 0
    if isLast {
      batch.provisional = Findings(events: findings.map(\.event), fixes: fixes)
    }
    return batch
  }

  mutating func committed(_ outcome: CommitOutcome) {
    target = .known(outcome.document, generation: outcome.generation)
    mode = mode.isRaise ? .raise(.next) : .append
    committedTo = hash.length
  }

  /// - `isGrowing`: Whether the last line may still be finished, and is nothing to be told.
  func warnings(path: String, longLines: Int, isGrowing: Bool) -> [Warning] {
    var warnings: [Warning] = []
    let tally = isGrowing ? tallyOfWholeLines ?? parser.tally : parser.tally
    if tally.malformed > 0 {
      let lines = tally.malformed == 1 ? "a line is" : "\(tally.malformed) lines are"
      warnings.append(
        Warning(
          "\(lines) no JSON and left out", source: builder.origin.source, path: path,
          line: tally.firstMalformedLine))
    }
    if tally.unrecognised * 5 > tally.records {
      warnings.append(
        Warning(
          "\(tally.unrecognised) of \(tally.records) records are of no known kind "
            + "(\(tally.unrecognisedTypes.joined(separator: ", "))): the format may have changed",
          source: builder.origin.source, path: path))
    }
    if longLines + tally.longLines > 0 {
      warnings.append(
        Warning(
          "\(longLines + tally.longLines) lines are too long: only their beginning and end were "
            + "looked at, and nothing of those that are JSON",
          source: builder.origin.source, path: path))
    }
    for rule in extractor.exceededRules {
      let isAbandoned = extractor.abandonedRules.contains(rule)
      let end = isAbandoned ? "many lines and was left out" : "a line and was given up there"
      warnings.append(
        Warning(
          "rule '\(rule)' took too long on \(end) (simplify its pattern)",
          source: builder.origin.source, path: path))
    }
    return warnings
  }
}
