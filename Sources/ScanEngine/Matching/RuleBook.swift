/// The rules of a source in their order, with what chooses the lines to try them on.
package struct RuleBook: Sendable {
  package let rules: [CompiledRule]
  package let prefilter: any Prefilter

  /// - Parameter rules: In the order in which they win.
  package init(_ rules: [CompiledRule]) {
    self.rules = rules
    prefilter = KeywordPrefilter(keywords: rules.map(\.keywords))
  }
}
