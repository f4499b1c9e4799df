/// What a rule says of all errors that it finds; they share it.
package final class RuleLabels: Hashable, Sendable {
  /// The rule's id; nil where no rule found the error.
  package let rule: String?
  /// `python`, `rust`, ….
  package let language: String?
  /// `runtime`, `compile`, `test`, ….
  package let category: String?

  /// Of errors that records themselves name.
  package static let none = RuleLabels(rule: nil, language: nil, category: nil)

  package init(rule: String?, language: String?, category: String?) {
    self.rule = rule
    self.language = language
    self.category = category
  }

  /// Whether both say the same.
  package static func == (left: RuleLabels, right: RuleLabels) -> Bool {
    left === right
      || left.rule == right.rule && left.language == right.language
        && left.category == right.category
  }

  /// By the rule.
  package func hash(into hasher: inout Hasher) { hasher.combine(rule) }
}
