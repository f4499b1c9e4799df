/// An error as a rule found it: raw text, not yet scrubbed.
package struct Match: Hashable, Sendable {
  /// The rule's id; nil where the record itself named the error.
  package var rule: String?
  package var language: String?
  package var category: String?
  package var type: String
  package var message: String
  /// `file:function`, or either alone.
  package var frame: String?
  /// The physical line that carries the message, counted from 1.
  package var line: Int
  /// The first and last line of the whole error.
  package var lines: ClosedRange<Int>
  /// The byte of the document that its first line starts at.
  package var offset: Int64
  package var timestamp: Timestamp?
  package var fix: String?
  /// The rule's pattern cost too much on this line and was given up; there is no error.
  package var exceededRule: String?

  /// Longer messages are cut, in bytes.
  package static let maximumMessageLength = 8_192
  /// Longer types and frames are cut, in bytes.
  package static let maximumNameLength = 512
}
