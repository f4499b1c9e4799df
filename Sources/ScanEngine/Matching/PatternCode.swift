/// What matching needs of a compiled pattern, at one address as long as the pattern lives.
///
/// A line is tried with many patterns, and counting references to each would take as long as trying.
struct PatternCode {
  /// PCRE2's.
  let code: OpaquePointer
  /// Whether there is machine code for it.
  let isFast: Bool
  /// How many capturing groups there are.
  let groupCount: Int
  /// The pattern.
  let owner: Unmanaged<CompiledPattern>
  /// The bytes that a match may begin with.
  let firstBytes: ByteSet
  /// No match is shorter, in bytes.
  private let minimumLength: Int

  // The groups that have a meaning for rules; of a name that repeats, in branches of which one matches, all.

  let type: GroupList
  let message: GroupList
  let file: GroupList
  let function: GroupList
  let fix: GroupList
  /// What a scope or its verdict is about.
  let name: GroupList
  /// What a line of a block adds to the message.
  let more: GroupList
  /// There where a line of a stack says that another error of the same chain follows.
  let chain: GroupList

  /// - Parameters:
  ///   - owner: The pattern, which owns this and the code.
  ///   - code: PCRE2's.
  ///   - isFast: Whether there is machine code for it.
  ///   - firstBytes: The bytes that a match may begin with.
  ///   - minimumLength: No match is shorter, in bytes.
  init(
    _ owner: CompiledPattern, code: OpaquePointer, isFast: Bool, firstBytes: ByteSet,
    minimumLength: Int
  ) {
    self.firstBytes = firstBytes
    self.minimumLength = minimumLength
    self.owner = .passUnretained(owner)
    self.code = code
    self.isFast = isFast
    let groups = owner.groups
    groupCount = owner.groupCount
    type = GroupList("type", in: groups)
    message = GroupList("message", in: groups)
    file = GroupList("file", in: groups)
    function = GroupList("function", in: groups)
    fix = GroupList("fix", in: groups)
    name = GroupList("name", in: groups)
    more = GroupList("more", in: groups)
    chain = GroupList("chain", in: groups)
  }
}

extension PatternCode {
  /// Whether a match may begin with the first byte of `subject`; costs next to nothing.
  @inline(__always)
  func mayBegin(_ subject: UnsafeRawBufferPointer) -> Bool {
    if subject.count < minimumLength { return false }
    return subject.isEmpty || firstBytes.contains(subject[0])
  }
}

/// The numbers of groups, of which those beyond ``MatchScratch/groupLimit`` are never set.
struct GroupList {
  /// A bit for each number.
  private let bits: UInt64

  init(_ name: String, in groups: [(name: String, number: Int)]) {
    bits = groups.reduce(0) { bits, group in
      group.name == name && group.number < 64 ? bits | 1 << UInt64(group.number) : bits
    }
  }

  var isEmpty: Bool { bits == 0 }

  /// The first number that `body` makes something of.
  @inline(__always)
  func first<Result>(_ body: (Int) -> Result?) -> Result? {
    var rest = bits
    while rest != 0 {
      if let result = body(rest.trailingZeroBitCount) { return result }
      rest &= rest - 1
    }
    return nil
  }
}
