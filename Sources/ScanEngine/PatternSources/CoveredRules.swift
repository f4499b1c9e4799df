/// Finds rules that can never win: an earlier rule takes every one of their examples.
enum CoveredRules {
  /// What to warn of: each such rule once.
  ///
  /// A rule may be covered in one list and win in another, so it counts only where it never wins.
  ///
  /// - Parameter lists: The lists of rules that sources use, each in the order in which rules win.
  /// - Returns: The warnings in the order of the manifest.
  static func warnings(in lists: [[Rule]]) -> [Warning] {
    var winners: [String: Rule] = [:]
    var alive: Set<String> = []
    for list in lists {
      let book = RuleBook(list.map(CompiledRule.init))
      let rules = Dictionary(list.map { ($0.id.value, $0) }) { first, _ in first }
      for rule in list where !rule.examples.isEmpty && !alive.contains(rule.id.value) {
        let id = rule.id.value
        if let winner = winner(over: id, rule.examples, book).flatMap({ rules[$0] }) {
          winners[id] = winners[id] ?? winner
        } else {
          alive.insert(id)
        }
      }
    }
    var told: Set<String> = []
    return lists.joined().compactMap { rule in
      let id = rule.id.value
      guard !alive.contains(id), let winner = winners[id], told.insert(id).inserted else {
        return nil
      }
      return warning(rule, winner)
    }
  }

  /// The rule that takes the examples of another; nil where that wins one itself.
  private static func winner(
    over id: String, _ examples: [Rule.Example], _ book: RuleBook
  ) -> String? {
    var winner: String?
    for example in examples {
      let found = RuleCheck.matches(of: book, in: example.text.value).found
      guard let first = found.first?.rule, !found.contains(where: { $0.rule == id }) else {
        return nil
      }
      winner = winner ?? first
    }
    return winner
  }

  private static func warning(_ rule: Rule, _ winner: Rule) -> Warning {
    Warning(
      "\(rule.id.position): rule '\(rule.id.value)' can never win: "
        + "'\(winner.id.value)' (line \(winner.id.position.line)) comes earlier and takes all of its "
        + "examples (put it first, make the other stricter, or remove it)")
  }
}
