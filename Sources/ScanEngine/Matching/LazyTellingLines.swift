internal import Synchronization

/// The ``TellingLines`` of rules, made when the first document asks for them.
final class LazyTellingLines: Sendable {
  private enum State {
    case unknown
    case known(TellingLines?)
  }

  private let state = Mutex(State.unknown)
  private let keywords: [[Keyword]?]
  private let oneWord: Set<Int>

  /// - Parameters:
  ///   - keywords: For each rule its keywords; nil where it may match any line.
  ///   - oneWord: The rules that match only what has no blank; see ``OneWordPattern``.
  init(_ keywords: [[Keyword]?], oneWord: Set<Int>) {
    self.keywords = keywords
    self.oneWord = oneWord
  }

  /// nil where any line may tell something.
  var value: TellingLines? {
    state.withLock { state in
      if case .known(let lines) = state { return lines }
      let lines = made
      state = .known(lines)
      return lines
    }
  }

  private var made: TellingLines? {
    var all: [Keyword: Bool] = [:]
    for (rule, keywords) in keywords.enumerated() {
      guard let keywords, !keywords.isEmpty else { return nil }
      for keyword in keywords { all[keyword] = oneWord.contains(rule) && all[keyword] ?? true }
    }
    return TellingLines(all)
  }
}
