internal import Synchronization

/// The rules of a source, put together when the first document is read.
///
/// Most runs find nothing new, and need no rules.
package final class LazyRuleBook: Sendable {
  private let rules: @Sendable () -> [Rule]
  private let book = Mutex<RuleBook?>(nil)
  /// SHA-256 of what the rules say: documents read with others may be worth a rescan.
  package let digest: String

  /// - `rules`: Is called at most once, when the rules are needed.
  package init(digest: String, rules: @escaping @Sendable () -> [Rule]) {
    self.rules = rules
    self.digest = digest
  }

  package convenience init(_ rules: [Rule], digest: String) {
    self.init(digest: digest) { rules }
  }

  package var ruleBook: RuleBook {
    book.withLock { book in
      if let book { return book }
      let built = RuleBook(rules().map(CompiledRule.init))
      book = built
      return built
    }
  }
}
