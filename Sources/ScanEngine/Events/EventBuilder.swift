/// Makes events of what was matched in one document: scrubs, then fingerprints.
package struct EventBuilder: Sendable {
  /// The source's name in the manifest.
  package let source: String
  /// The document's portable path, or an issue's URL.
  package let path: String
  /// The session that the document's path names.
  package let session: String?
  /// What the document is as a whole, where it is an issue.
  package var issue: Issue?
  private let rules: EventRules

  /// The issue that a document is.
  package struct Issue: Hashable, Sendable {
    package let number: Int
    package let title: String
    /// When it was closed.
    package let time: Timestamp?

    package init(number: Int, title: String, time: Timestamp?) {
      self.number = number
      self.title = title
      self.time = time
    }
  }

  package init(source: String, path: String, session: String?, rules: EventRules) {
    self.source = source
    self.path = path
    self.session = session
    self.rules = rules
  }

  /// The event of a match, which is the `place`-th of its record.
  ///
  /// - `memory`: Knows the errors that were met before.
  package func event(
    _ match: Match, details: RecordDetails?, place: Int, memory: EventMemory = EventMemory()
  ) -> ErrorEvent {
    let key = EventMemory.Key(
      type: details?.errorType ?? match.type, message: details?.errorMessage ?? match.message,
      frame: match.frame ?? details?.frame)
    let identity = memory.identity(of: key, make: rules.identity)
    var event = ErrorEvent(
      type: identity.type, message: identity.message, frame: identity.frame, source: source,
      path: path, line: match.line, fingerprint: identity.fingerprint, problem: identity.problem)
    event.language = match.language
    event.category = match.category
    event.rule = match.rule
    event.timestamp = details?.timestamp ?? match.timestamp ?? issue?.time
    event.session = details?.session ?? session
    event.record = details?.identifier.map { RecordPlace(identifier: $0, place: place) }
    event.command = details?.command.map(scrub)
    event.fix = (details?.fix ?? match.fix).map { fix($0, .documented, line: match.line) }
    event.issue = issue?.number
    event.title = issue.map { scrub($0.title) }
    return event
  }

  /// Text without secrets; not for what fingerprints are made of.
  package func scrub(_ text: String) -> String {
    rules.secrets.redact(rules.scrubber.scrub(text))
  }

  /// What is remembered between scans, without secrets.
  package func scrub(_ memory: [UInt8]) -> [UInt8] {
    memory.isEmpty ? [] : Array(scrub(String(decoding: memory, as: UTF8.self)).utf8)
  }

  /// A fix, scrubbed.
  package func fix(_ text: String, _ origin: Fix.Origin, line: Int) -> Fix {
    Fix(text: scrub(text), origin: origin, source: source, path: path, line: line)
  }
}

/// What every source of a manifest shares when it makes events.
///
/// A class so that it is shared and not copied for each event.
package final class EventRules: Sendable {
  package let scrubber: Scrubber
  package let fingerprinter: Fingerprinter
  /// Of this checkout alone, so that they are taken out after fingerprinting: what is in a
  /// developer's `.env` must not decide which errors belong together.
  package let secrets: EnvironmentSecrets

  package init(
    scrubber: Scrubber, fingerprinter: Fingerprinter, secrets: EnvironmentSecrets = .none
  ) {
    self.secrets = secrets
    self.scrubber = scrubber
    self.fingerprinter = fingerprinter
  }

  /// Scrubs an error, then fingerprints it.
  func identity(of key: EventMemory.Key) -> EventMemory.Identity {
    let type = scrubber.scrub(key.type)
    let message = scrubber.scrub(key.message)
    let frame = key.frame.map(scrubber.scrub)
    let fingerprints = fingerprinter.fingerprints(type: type, message: message, frame: frame)
    return EventMemory.Identity(
      type: secrets.redact(type), message: secrets.redact(message),
      frame: frame.map(secrets.redact), fingerprint: fingerprints.error,
      problem: fingerprints.problem)
  }
}

extension Fingerprinter {
  /// Names the version of the canonical form, with the manifest's part in it.
  package var form: String {
    "\(Self.normalFormVersion)" + (listsDigest.isEmpty ? "" : "+" + SHA256.hex(listsDigest))
  }
}
