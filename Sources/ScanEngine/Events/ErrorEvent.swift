/// One error that occurred, scrubbed and fingerprinted: what the store counts.
public struct ErrorEvent: Hashable, Sendable {
  /// The class name, error code or keyword that the tool introduced it with.
  public var type: String
  /// What went wrong, without type and location; scrubbed.
  public var message: String
  /// `file:function` of the innermost frame of the user's own code, or the file alone.
  public var frame: String?
  /// `python`, `rust`, …, as the rule says.
  public var language: String?
  /// `runtime`, `compile`, `test`, …, as the rule says.
  public var category: String?
  /// The rule's id; nil where the record itself named the error.
  public var rule: String?
  /// The source's name in the manifest.
  public var source: String
  /// The document's portable path, or an issue's URL.
  public var path: String
  /// The physical line that carries the message, counted from 1.
  public var line: Int
  /// The entry's own time, else nil: then it is the document's; never the time of the scan.
  public var timestamp: Timestamp?
  /// The id of the agent's session it happened in.
  public var session: String?
  /// The id of the record it was found in, where that has one, and its place there.
  public var record: RecordPlace?
  /// The command that failed; scrubbed.
  public var command: String?
  /// The documented fix; scrubbed.
  public var fix: Fix?
  /// An issue's number.
  public var issue: Int?
  /// What an issue's title calls it; scrubbed.
  public var title: String?
  /// Which pattern it is an occurrence of.
  public var fingerprint: Fingerprint
  /// What is wrong, wherever it happened: the fingerprint of type and message without the frame.
  ///
  /// The type goes in without its module, so that an error that somebody quotes is known again.
  public var problem: Fingerprint

  package init(
    type: String, message: String, frame: String? = nil, source: String, path: String, line: Int,
    fingerprint: Fingerprint, problem: Fingerprint? = nil
  ) {
    self.type = type
    self.message = message
    self.frame = frame
    self.source = source
    self.path = path
    self.line = line
    self.fingerprint = fingerprint
    self.problem = problem ?? fingerprint
  }
}

/// Which of the errors of a record that is copied around this is.
public struct RecordPlace: Hashable, Sendable {
  /// The record's id with its kind, `tool_use:toolu_1`.
  public let identifier: String
  /// Counted from 0, in the order of the record's text.
  public let place: Int

  package init(identifier: String, place: Int) {
    self.identifier = identifier
    self.place = place
  }
}

/// What mended an error, and how it is known.
public struct Fix: Hashable, Sendable {
  /// In order of trust.
  public enum Origin: String, Hashable, Sendable, CaseIterable {
    /// Somebody wrote it down as the fix.
    case documented
    /// What was done between a command's failure and its success in one session.
    case observed
  }

  /// What was done or is to be done; scrubbed.
  public let text: String
  /// How it is known.
  public let origin: Origin
  /// The name, in the manifest, of the source that told it.
  public let source: String
  /// The portable path of the document that tells it, or an issue's URL.
  public let path: String
  /// The line of that document, counted from 1.
  public let line: Int

  package init(text: String, origin: Origin, source: String, path: String, line: Int) {
    self.text = text
    self.origin = origin
    self.source = source
    self.path = path
    self.line = line
  }
}
