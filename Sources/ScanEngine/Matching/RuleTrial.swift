/// Tries rules on single lines and reads what they capture.
struct RuleTrial: ~Copyable {
  private var scratch: MatchScratch
  /// What templates make of captures, until the next capture.
  private let typeRoom: UnsafeMutableRawBufferPointer
  private let messageRoom: UnsafeMutableRawBufferPointer
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
    typeRoom = .allocate(byteCount: Match.maximumNameLength, alignment: 1)
    messageRoom = .allocate(byteCount: Match.maximumMessageLength, alignment: 1)
  }

  deinit {
    typeRoom.deallocate()
    messageRoom.deallocate()
  }

  /// What a pattern captured: texts without white space around them, valid as long as the line, and
  /// until the next capture.
  struct Capture {
    /// The whole match, as a range of the line.
    var range: Range<Int>
    /// Where in the line the pattern was applied.
    var start: Int
    var type: UnsafeRawBufferPointer?
    var message: UnsafeRawBufferPointer?
    /// Whether the rule says where the message stands; then nil is an empty one.
    var isMessageKnown = false
    var file: UnsafeRawBufferPointer?
    var function: UnsafeRawBufferPointer?
    /// Whether the line itself held the type or the message.
    var namesError = false
    /// What a scope or its verdict is about.
    var name: UnsafeRawBufferPointer?
    /// What a line of a block adds to the message.
    var more: UnsafeRawBufferPointer?
    /// Whether a line of a stack says that another error of the same chain follows.
    var announcesChain = false
  }

  /// Where a pattern was found.
  struct Found {
    let pattern: UnsafePointer<PatternCode>
    let subject: UnsafeRawBufferPointer
    /// Where in the line the subject begins.
    let start: Int
  }

  /// Searches the line for a pattern, which if anchored is tried at each of `starts`.
  mutating func search(
    _ lazy: LazyPattern, in line: UnsafeRawBufferPointer, starts: MessageStarts,
    rule: CompiledRule
  ) -> Found? {
    guard let pattern = lazy.code else { return nil }
    if !abandoned.isEmpty, abandoned.contains(rule.id) { return nil }
    for index in 0..<(lazy.isAnchored ? starts.count : 1) where starts[index] <= line.count {
      let start = starts[index]
      let subject = UnsafeRawBufferPointer(rebasing: line[start...])
      if lazy.isAnchored, !pattern.pointee.mayBegin(subject) { continue }
      switch scratch.search(pattern.pointee, in: subject) {
      case .matched: return Found(pattern: pattern, subject: subject, start: start)
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
    guard let found = search(lazy, in: line, starts: starts, rule: rule),
      let range = scratch.range(ofGroup: 0)
    else { return nil }
    var capture = Capture(
      range: (range.lowerBound + found.start)..<(range.upperBound + found.start),
      start: found.start)
    let (short, long) = (Match.maximumNameLength, Match.maximumMessageLength)
    let pattern = found.pattern
    let type = first(of: pattern.pointee.type, found, limit: short)
    let message = first(of: pattern.pointee.message, found, limit: long)
    capture.type = if let template = rule.type { expand(template, found, typeRoom) } else { type }
    capture.message =
      if let template = rule.message { expand(template, found, messageRoom) } else { message }
    capture.isMessageKnown = rule.message != nil || !pattern.pointee.message.isEmpty
    capture.file = first(of: pattern.pointee.file, found, limit: short)
    capture.function = first(of: pattern.pointee.function, found, limit: short)
    capture.name = first(of: pattern.pointee.name, found, limit: short)
    capture.more = first(of: pattern.pointee.more, found, limit: long)
    capture.namesError = type != nil || message != nil
    capture.announcesChain = first(of: pattern.pointee.chain, found, limit: short) != nil
    return capture
  }

  /// The text that a fix pattern captures: its group `fix`, else its first group, else all of it.
  mutating func captureFix(
    _ lazy: LazyPattern, in line: UnsafeRawBufferPointer, starts: MessageStarts,
    rule: CompiledRule
  ) -> String? {
    guard let found = search(lazy, in: line, starts: starts, rule: rule) else { return nil }
    let limit = Match.maximumMessageLength
    let fix =
      first(of: found.pattern.pointee.fix, found, limit: limit)
      ?? text(of: found.pattern.pointee.groupCount > 0 ? 1 : 0, found.subject, limit: limit)
    return fix?.string
  }

  /// What a template makes of the groups, in `room`, where it is cut if that is too small.
  private func expand(
    _ template: Template, _ found: Found, _ room: UnsafeMutableRawBufferPointer
  ) -> UnsafeRawBufferPointer? {
    var count = 0
    func append(_ bytes: UnsafeRawBufferPointer) {
      let part = bytes.prefixOfCharacters(room.count - count)
      UnsafeMutableRawBufferPointer(rebasing: room[count...]).copyMemory(from: part)
      count += part.count
    }
    for part in template.parts {
      switch part {
      case .literal(var literal): literal.withUTF8 { append(UnsafeRawBufferPointer($0)) }
      case .group(let name):
        let numbers = found.pattern.pointee.owner._withUnsafeGuaranteedRef {
          GroupList(name, in: $0.groups)
        }
        if let text = first(of: numbers, found, limit: room.count) { append(text) }
      }
    }
    return count == 0 ? nil : UnsafeRawBufferPointer(rebasing: room[..<count])
  }

  /// The text of the first of the groups that has one.
  @inline(__always)
  private func first(
    of numbers: GroupList, _ found: Found, limit: Int
  ) -> UnsafeRawBufferPointer? {
    numbers.first { text(of: $0, found.subject, limit: limit) }
  }

  private func text(
    of number: Int, _ subject: UnsafeRawBufferPointer, limit: Int
  ) -> UnsafeRawBufferPointer? {
    guard let range = scratch.range(ofGroup: number) else { return nil }
    let bytes = UnsafeRawBufferPointer(rebasing: subject[range]).trimmed
    return bytes.isEmpty ? nil : bytes.prefixOfCharacters(limit)
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
