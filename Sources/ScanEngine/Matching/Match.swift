/// An error as a rule found it: raw text, not yet scrubbed.
package struct Match: Hashable, Sendable {
  /// What it says; ``MatchText/none`` where there is a ``meaning``.
  package private(set) var text: MatchText
  /// What it means, where somebody was asked when it was found.
  package let meaning: (any ErrorMeaning)?
  /// The physical line that carries the message, counted from 1.
  package var line: Int
  /// The first and last line of the whole error.
  package var lines: ClosedRange<Int>
  /// The byte of the document that its first line starts at.
  package var offset: Int64
  package var timestamp: Timestamp?
  package var fix: String?

  /// Longer messages are cut, in bytes.
  package static let maximumMessageLength = 8_192
  /// Longer types and frames are cut, in bytes.
  package static let maximumNameLength = 512

  package init(
    text: MatchText, line: Int, lines: ClosedRange<Int>, offset: Int64,
    timestamp: Timestamp? = nil, fix: String? = nil, meaning: (any ErrorMeaning)? = nil
  ) {
    self.text = text
    self.meaning = meaning
    self.line = line
    self.lines = lines
    self.offset = offset
    self.timestamp = timestamp
    self.fix = fix
  }

  package init(
    type: String, message: String, line: Int, lines: ClosedRange<Int>, offset: Int64
  ) {
    self.init(
      text: MatchText(type: type, message: message, frame: nil), line: line, lines: lines,
      offset: offset)
  }

  /// The rule's id; nil where the record itself named the error.
  package var rule: String? { text.labels.rule }
  package var language: String? { text.labels.language }
  package var category: String? { text.labels.category }
  package var type: String { text.type }
  package var message: String { text.message }
  /// `file:function`, or either alone.
  package var frame: String? { text.frame }

  /// Says something else instead; what is nil stays.
  package mutating func replace(
    type: String? = nil, message: String? = nil, frame: String? = nil
  ) {
    text = MatchText(
      labels: text.labels, type: type ?? self.type, message: message ?? self.message,
      frame: frame ?? self.frame)
  }

  package static func == (left: Match, right: Match) -> Bool {
    left.text == right.text && left.meaning === right.meaning && left.line == right.line
      && left.lines == right.lines && left.offset == right.offset
      && left.timestamp == right.timestamp && left.fix == right.fix
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(offset)
  }
}
