/// What an error says, apart from where and when: many matches may share it.
package final class MatchText: Hashable, Sendable {
  package let labels: RuleLabels
  package let type: String
  package let message: String
  package let frame: String?

  /// Says nothing.
  static let none = MatchText(type: "", message: "", frame: nil)

  package init(labels: RuleLabels = .none, type: String, message: String, frame: String?) {
    self.labels = labels
    self.type = type
    self.message = message
    self.frame = frame
  }

  package static func == (left: MatchText, right: MatchText) -> Bool {
    left === right
      || left.type == right.type && left.message == right.message && left.frame == right.frame
        && left.labels == right.labels
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    hasher.combine(message)
    hasher.combine(frame)
  }
}
