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

  /// From so many bytes on it pays to load Vectorscan's library.
  private static let worthLoading: Int64 = 2 << 20
  /// From so many bytes on it pays to compile its database.
  private static let worthCompiling: Int64 = 32 << 20

  /// Gets ready for reading so many bytes.
  ///
  /// - `cache`: Where databases are kept; nil is nowhere.
  func prepare(forBytes count: Int64, cache: CacheFolder?) {
    guard count >= Self.worthLoading else { return }
    let keywords = ruleBook.prefilter.keywords
    book.withLock { book in
      guard book?.database == nil else { return }
      book?.database = KeywordDatabase(
        keywords, cache: cache, mayCompile: count >= Self.worthCompiling)
    }
  }
}
