/// Errors that count only if a line says so: what a test prints before, or after, it has failed.
///
/// What is judged (a test) has a name; lines that hold it say that it runs, goes on, has failed or
/// has not. Of what a failed test has said the first that tells of something wrong is its failure,
/// else the last.
struct Verdicts {
  /// Something that runs and has no verdict yet, or may still speak after it.
  private struct Scope {
    let name: String
    let offset: Int64
    let line: Int
    var held: [Match] = []
    var hasFailed = false
    /// Whether another rule has told of its failure.
    var isTold = false
  }

  private static let scopeLimit = 256
  private static let heldLimit = 16
  /// A scope that is open for so many lines gets no verdict any more.
  private static let reach = 20_000

  private var scopes: [Scope] = []
  /// Whose lines are being read.
  private(set) var current: String?

  /// Whether any scope waits for its verdict.
  var isJudging: Bool { !scopes.isEmpty }

  /// Whether nothing is judged, so that what is found depends on no line before.
  var isIdle: Bool { scopes.isEmpty && current == nil }

  /// Where the first scope begins that may still change.
  var firstPlace: (offset: Int64, line: Int)? { scopes.first.map { ($0.offset, $0.line) } }

  /// Says whose lines follow.
  mutating func enter(_ name: String, _ line: LineText, emit: (Match) -> Void) {
    settle(emit: emit)
    current = name
    while let first = scopes.first,
      scopes.count >= Self.scopeLimit || line.number - first.line > Self.reach
    {
      Self.yieldUnjudged(scopes.removeFirst(), emit: emit)
    }
    if !scopes.contains(where: { $0.name == name }) {
      scopes.append(Scope(name: name, offset: line.offset, line: line.number))
    }
  }

  /// Keeps an error for the verdict on what runs.
  mutating func hold(_ match: Match) {
    guard let index = scopes.lastIndex(where: { $0.name == current }) else { return }
    // The last one may be the one that ended the test.
    if scopes[index].held.count == Self.heldLimit { scopes[index].held.removeLast() }
    var match = match
    Self.name(&match, scopes[index].name)
    scopes[index].held.append(match)
  }

  /// Gives the frame of an error without function the name of what runs.
  static func name(_ match: inout Match, _ scope: String) {
    guard let frame = match.frame, !frame.contains(":") else { return }
    match.replace(frame: "\(frame):\(scope)")
  }

  /// Says that an error was found which is itself the failure of what runs.
  mutating func tell() {
    guard let index = scopes.lastIndex(where: { $0.name == current }) else { return }
    scopes[index].isTold = true
  }

  /// Says that it has failed; lines that follow may tell why.
  mutating func confirm(_ name: String, _ line: LineText, emit: (Match) -> Void) {
    enter(name, line, emit: emit)
    guard let index = scopes.lastIndex(where: { $0.name == name }) else { return }
    scopes[index].hasFailed = true
  }

  /// Says that it has not failed.
  mutating func deny(_ name: String, emit: (Match) -> Void) {
    settle(emit: emit)
    scopes.removeAll { $0.name == name }
    current = nil
  }

  /// Yields the failures of what has failed: no more lines tell why.
  mutating func settle(emit: (Match) -> Void) {
    guard let index = scopes.lastIndex(where: \.hasFailed) else { return }
    let scope = scopes.remove(at: index)
    if current == scope.name { current = nil }
    guard !scope.isTold else { return }
    let failure = scope.held.first { Self.says(Self.expectations + Self.complaints, $0) }
    if let failure = failure ?? scope.held.last { emit(failure) }
  }

  /// Says that no verdict comes any more.
  mutating func finish(emit: (Match) -> Void) {
    settle(emit: emit)
    for scope in scopes { Self.yieldUnjudged(scope, emit: emit) }
    scopes.removeAll()
    current = nil
  }

  private static func yieldUnjudged(_ scope: Scope, emit: (Match) -> Void) {
    guard !scope.isTold else { return }
    if let failure = scope.held.first(where: { says(expectations, $0) }) { emit(failure) }
  }

  private static let expectations = [
    "want", "expected", "unexpected", "mismatch", "!=", "fail", "should be", "should have",
    "should not", "should return", "not equal",
  ]
  private static let complaints = [
    "error", "cannot", "can't", "could not", "no such", "not found", "invalid", "denied", "refused",
    "timeout", "timed out", "deadline", "got ", "missing", "panic", "unable", "wrong", "bad ",
    "must ", "not ",
  ]

  private static func says(_ words: [String], _ match: Match) -> Bool {
    let message = match.message.lowercased()
    return words.contains { message.contains($0) }
  }
}

extension TextMatcher {
  /// Notes what a line says about scopes and their verdicts.
  mutating func judge(_ line: LineText, emit: (Match) -> Void) {
    guard let index = book.verdict, let verdict = book.rules[index].verdict else { return }
    let rule = book.rules[index]
    let starts = MessageStarts(line.indentation)
    func name(_ pattern: LazyPattern) -> String? {
      trial.capture(pattern, in: line.bytes, starts: starts, rule: rule)?.name?.string
    }
    if let name = name(verdict.scope) {
      verdicts.enter(name, line, emit: emit)
    } else if let name = name(verdict.confirmed) {
      verdicts.confirm(name, line, emit: emit)
    } else if let name = name(verdict.denied) {
      verdicts.deny(name, emit: emit)
    } else if let over = verdict.over, trial.matches(over, in: line.bytes, rule: rule) {
      verdicts.settle(emit: emit)
    }
  }
}
