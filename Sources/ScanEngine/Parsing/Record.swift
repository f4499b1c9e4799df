/// A piece of a document that may hold errors, with what the document says about it.
///
/// The text points into the parser's buffer: it is valid only while the consumer it is handed to
/// runs.
package struct Record {
  /// Where the text comes from, which decides what counts as evidence in it.
  package enum Role: Hashable, Sendable {
    /// Program output: logs, consoles, the results of tools.
    case output
    /// A fenced or indented block of Markdown; its language tag is no evidence.
    case fence
    /// A paragraph, list item or table row of Markdown, without its marker.
    case prose
    /// A heading of Markdown, without its hashes.
    case heading
    /// What an agent or a user wrote; no evidence of errors.
    case conversation
  }

  /// How the lines of `text` count.
  package enum LineCounting: Hashable, Sendable {
    /// A newline in the text is a newline of the document.
    case physical
    /// The text was decoded from one line of the document (JSON); all of it stands there.
    case single
  }

  /// Whole lines, but for the last of a document; UTF-8 as a rule, but it may hold anything.
  package var text: UnsafeRawBufferPointer
  package var role: Role
  package var counting: LineCounting
  /// The line of the document that the text starts on, counted from 1.
  package var line: Int
  /// The byte of the document that the text (or the JSON line holding it) starts at.
  package var offset: Int64
  /// Whether the text goes on where the record before ended, so that an error may span both.
  package var continues: Bool
  /// Whether the last line of the text is not yet ended by a newline.
  package var isUnterminated: Bool
  /// The places in ``text`` at which a rule's keyword may stand, ascending; nil where nobody has looked.
  package var places: UnsafeBufferPointer<UInt32>?
  /// What a structured record says beside its text; nil for plain text.
  package var details: RecordDetails?

  package init(
    text: UnsafeRawBufferPointer, role: Role = .output, counting: LineCounting = .physical,
    line: Int, offset: Int64, continues: Bool = false, isUnterminated: Bool = false,
    details: RecordDetails? = nil
  ) {
    self.text = text
    self.role = role
    self.counting = counting
    self.line = line
    self.offset = offset
    self.continues = continues
    self.isUnterminated = isUnterminated
    self.details = details
  }
}

/// What a structured record (a line of JSON, an issue) says about its text.
package struct RecordDetails: Hashable, Sendable {
  /// Whether the record itself says that something failed.
  package enum Outcome: Hashable, Sendable {
    /// It doesn't say: rules decide.
    case unknown
    /// It says so: an error even where no rule knows the text.
    case failed
    /// It says that all went well, or that this is no error (cancelled, rejected, grep exiting 1):
    /// no event, whatever the text holds.
    case succeeded
  }

  package var outcome: Outcome = .unknown
  /// The record's own id with its kind, `tool_use:toolu_1`, unique wherever it is copied to.
  package var identifier: String?
  package var session: String?
  package var timestamp: Timestamp?
  /// The tool that printed the text, `Bash`.
  package var tool: String?
  /// The command that was run, unscrubbed, at most ``maximumCommandLength`` bytes.
  package var command: String?
  package var exitCode: Int?
  /// Fields that name the error outright; rules fill what is nil.
  package var errorType: String?
  package var errorMessage: String?
  /// What an error is called that neither a field nor a rule gives a type: the entry's own word
  /// for it, `verification_failed`; nil where it has none better than `error`.
  package var fallbackType: String?
  /// `file:function`, or the file alone.
  package var frame: String?
  package var fix: String?
  /// Files that an edit tool changed; the text is empty then.
  package var editedFiles: [String] = []

  package static let maximumCommandLength = 4_096

  package init() {}
}
