/// One error that occurred, scrubbed and fingerprinted: what the store counts.
///
/// There may be millions of them, so what they have in common they share.
public struct ErrorEvent: Hashable, Sendable {
  /// What it is.
  public let identity: ErrorIdentity
  /// Where it was found.
  public let origin: EventOrigin
  /// The physical line that carries the message, counted from 1.
  public var line: Int
  /// The entry's own time, else nil: then it is the document's; never the time of the scan.
  public var timestamp: Timestamp?
  /// What few events have; nil where it has none of it.
  private var extras: EventExtras?

  package init(_ identity: ErrorIdentity, origin: EventOrigin, line: Int) {
    self.identity = identity
    self.origin = origin
    self.line = line
  }
}

extension ErrorEvent {
  /// The class name, error code or keyword that the tool introduced it with.
  public var type: String { identity.type }
  /// What went wrong, without type and location; scrubbed.
  public var message: String { identity.message }
  /// `file:function` of the innermost frame of the user's own code, or the file alone.
  public var frame: String? { identity.frame }
  /// `python`, `rust`, …, as the rule says.
  public var language: String? { identity.language }
  /// `runtime`, `compile`, `test`, …, as the rule says.
  public var category: String? { identity.category }
  /// The rule's id; nil where the record itself named the error.
  public var rule: String? { identity.rule }
  /// Which pattern it is an occurrence of.
  public var fingerprint: Fingerprint { identity.fingerprint }
  /// What is wrong, wherever it happened; see ``ErrorIdentity/problem``.
  public var problem: Fingerprint { identity.problem }
  /// The source's name in the manifest.
  public var source: String { origin.source }
  /// The document's portable path, or an issue's URL.
  public var path: String { origin.path }
  /// An issue's number.
  public var issue: Int? { origin.issue }
  /// What an issue's title calls it; scrubbed.
  public var title: String? { origin.title }
}

extension ErrorEvent {
  /// The id of the agent's session it happened in.
  public var session: String? {
    get { extras?.values.session ?? origin.session }
    set { change { $0.session = newValue } }
  }
  /// The id of the record it was found in, where that has one, and its place there.
  public var record: RecordPlace? {
    get { extras?.values.record }
    set { change { $0.record = newValue } }
  }
  /// The command that failed; scrubbed.
  public var command: String? {
    get { extras?.values.command }
    set { change { $0.command = newValue } }
  }
  /// The documented fix; scrubbed.
  public var fix: Fix? {
    get { extras?.values.fix }
    set { change { $0.fix = newValue } }
  }

  /// Whether it is nothing but an occurrence: it has no record of its own and no fix.
  package var isPlain: Bool {
    extras.map { $0.values.record == nil && $0.values.fix == nil } ?? true
  }

  private mutating func change(_ body: (inout EventExtras.Values) -> Void) {
    var values = extras?.values ?? EventExtras.Values()
    body(&values)
    extras = values == EventExtras.Values() ? nil : EventExtras(values)
  }
}

/// What structured records say of an error beside their text, and what mends it.
///
/// A class, for most events have none of it.
private final class EventExtras: Hashable, Sendable {
  struct Values: Hashable, Sendable {
    var session: String?
    var record: RecordPlace?
    var command: String?
    var fix: Fix?
  }

  let values: Values

  init(_ values: Values) { self.values = values }

  static func == (left: EventExtras, right: EventExtras) -> Bool { left.values == right.values }

  func hash(into hasher: inout Hasher) { hasher.combine(values) }
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
