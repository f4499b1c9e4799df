/// What an error says, apart from where and when: many matches may share it.
package final class MatchText: Hashable, Sendable {
  package let rule: String?
  package let language: String?
  package let category: String?
  package let type: String
  package let message: String
  package let frame: String?

  package init(
    rule: String?, language: String?, category: String?, type: String, message: String,
    frame: String?
  ) {
    self.rule = rule
    self.language = language
    self.category = category
    self.type = type
    self.message = message
    self.frame = frame
  }

  package static func == (left: MatchText, right: MatchText) -> Bool {
    left === right
      || left.type == right.type && left.message == right.message && left.frame == right.frame
        && left.rule == right.rule && left.language == right.language
        && left.category == right.category
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    hasher.combine(message)
    hasher.combine(frame)
  }
}
