/// A glob, as the manifest has it, matched on the bytes of paths relative to a folder.
///
/// `**` is any number of folders, none included; `*`, `?` and `[a-z]` stay in one name; `{a,b}` are
/// alternatives; `\` takes the next character as it is. A name that starts with a dot is matched
/// only where the glob writes that dot.
package struct GlobPattern: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case anyFolders
    case name(GlobSegment)
  }

  /// A place in the glob that a path has led to.
  struct State: Hashable, Sendable {
    let alternative: Int
    let step: Int
  }

  /// The glob without braces, as steps from folder to folder.
  private(set) var alternatives: [[Step]] = []
  private let matchesHidden: Bool

  package init(_ text: String) throws(GlobMistake) {
    try self.init(Array(text.utf8), hiddenNames: .ifNamed)
  }

  init(_ text: [UInt8], hiddenNames: GlobSegment.HiddenNames) throws(GlobMistake) {
    matchesHidden = hiddenNames == .always
    if let offset = text.firstIndex(of: 0) { throw GlobMistake(.containsNUL, at: offset) }
    for alternative in try GlobAlternatives.expand(text) {
      alternatives.append(try Self.steps(of: alternative, hiddenNames: hiddenNames))
    }
  }

  private static func steps(
    of text: [UInt8], hiddenNames: GlobSegment.HiddenNames
  ) throws(GlobMistake) -> [Step] {
    if text.first == UInt8(ascii: "/") { throw GlobMistake(.absolute) }
    var steps: [Step] = []
    for name in text.split(separator: UInt8(ascii: "/")) where !name.elementsEqual(".".utf8) {
      if name.elementsEqual("**".utf8) {
        if steps.last != .anyFolders { steps.append(.anyFolders) }
        continue
      }
      let segment = try GlobSegment(name, hiddenNames: hiddenNames)
      if segment.literal.map({ $0.elementsEqual("..".utf8) }) == true {
        throw GlobMistake(.climbsOut, at: name.startIndex)
      }
      steps.append(.name(segment))
    }
    guard !steps.isEmpty else { throw GlobMistake(.empty) }
    return steps
  }

  /// The names that it stands for, where it has no wildcard and no slash.
  var literalNames: [[UInt8]]? {
    var names: [[UInt8]] = []
    for steps in alternatives {
      guard steps.count == 1, case .name(let segment) = steps[0], let name = segment.literal else {
        return nil
      }
      names.append(name)
    }
    return names
  }

  // MARK: Whole paths

  /// Whether the whole of `path` matches, which has neither a slash at its ends nor two in a row.
  package func matches(_ path: UnsafeRawBufferPointer) -> Bool {
    var states = start
    for name in path.split(separator: UInt8(ascii: "/")) {
      states = advance(states, by: UnsafeRawBufferPointer(rebasing: name))
      if states.isEmpty { return false }
    }
    return accepted(states) != nil
  }

  package func matches(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { matches(UnsafeRawBufferPointer($0)) }
  }

  // MARK: Name by name

  var start: [State] {
    var reached = Reached()
    for index in alternatives.indices { add(State(alternative: index, step: 0), to: &reached) }
    return reached.states
  }

  /// Where `name` leads to from `states`; empty where no path that goes on so can match.
  func advance(_ states: [State], by name: UnsafeRawBufferPointer) -> [State] {
    var next = Reached()
    let isShown = matchesHidden || name.first != UInt8(ascii: ".")
    for state in states where state.step < alternatives[state.alternative].count {
      switch alternatives[state.alternative][state.step] {
      case .anyFolders:
        if isShown { add(state, to: &next) }
      case .name(let segment):
        if segment.matches(name) {
          add(State(alternative: state.alternative, step: state.step + 1), to: &next)
        }
      }
    }
    return next.states
  }

  /// Whether only the leading dot keeps `name` from leading on.
  func hides(_ name: UnsafeRawBufferPointer, from states: [State]) -> Bool {
    name.first == UInt8(ascii: ".")
      && states.contains { state in
        guard state.step < alternatives[state.alternative].count else { return false }
        switch alternatives[state.alternative][state.step] {
        case .anyFolders: return true
        case .name(let segment): return segment.literal == nil && segment.matchesIfShown(name)
        }
      }
  }

  /// The first alternative that the path so far matches as a whole.
  func accepted(_ states: [State]) -> Int? {
    states.first { $0.step == alternatives[$0.alternative].count }?.alternative
  }

  /// The only names that can follow; nil where any might, and the folder must be listed.
  func literalNames(after states: [State]) -> [[UInt8]]? {
    var names: [[UInt8]] = []
    for state in states where state.step < alternatives[state.alternative].count {
      guard case .name(let segment) = alternatives[state.alternative][state.step],
        let literal = segment.literal
      else { return nil }
      if !names.contains(literal) { names.append(literal) }
    }
    return names
  }

  /// How many folders of an alternative are named without a wildcard; a literal file isn't one.
  func literalDepth(of alternative: Int) -> Int {
    let steps = alternatives[alternative]
    let literals = steps.prefix {
      if case .name(let segment) = $0 { segment.literal != nil } else { false }
    }
    return min(literals.count, steps.count - 1)
  }

  /// A `**` may stand for nothing, so that the step after it is reached as well.
  private func add(_ state: State, to reached: inout Reached) {
    guard reached.insert(state) else { return }
    let steps = alternatives[state.alternative]
    if state.step < steps.count, steps[state.step] == .anyFolders {
      add(State(alternative: state.alternative, step: state.step + 1), to: &reached)
    }
  }

  /// States, each once, in the order in which they were reached.
  private struct Reached {
    private(set) var states: [State] = []
    /// Of honest globs there are few states; only others need more than a look at them.
    private var seen: Set<State> = []
    private static let few = 16

    /// Whether the state is new.
    mutating func insert(_ state: State) -> Bool {
      guard states.count >= Self.few else {
        guard !states.contains(state) else { return false }
        states.append(state)
        if states.count == Self.few { seen = Set(states) }
        return true
      }
      guard seen.insert(state).inserted else { return false }
      states.append(state)
      return true
    }
  }
}
