/// Makes events of what was matched in one document: scrubs, then fingerprints.
///
/// A class so that it is shared and not copied for each event.
package final class EventBuilder: Sendable {
  /// The document.
  package let origin: EventOrigin
  /// When it was closed, where it is an issue.
  private let time: Timestamp?
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

  /// - Parameters:
  ///   - source: The source's name in the manifest.
  ///   - path: The document's portable path, or an issue's URL.
  ///   - session: The session that the document's path names.
  ///   - issue: What the document is as a whole, where it is an issue.
  ///   - rules: What all sources of the manifest share.
  package init(
    source: String, path: String, session: String?, issue: Issue? = nil, rules: EventRules
  ) {
    origin = EventOrigin(
      source: source, path: path, session: session, issue: issue?.number,
      title: issue.map { rules.redact($0.title) })
    time = issue?.time
    self.rules = rules
  }

  /// The event of a match, which is the `place`-th of its record.
  ///
  /// - `memory`: Knows the errors that were met before.
  package func event(
    _ match: Match, details: RecordDetails?, place: Int, memory: EventMemory = EventMemory()
  ) -> ErrorEvent {
    let identity = identity(of: match, details, memory)
    var event = ErrorEvent(identity, origin: origin, line: match.line)
    event.timestamp = details?.timestamp ?? match.timestamp ?? time
    if let details {
      if let session = details.session { event.session = session }
      event.record = details.identifier.map { RecordPlace(identifier: $0, place: place) }
      event.command = details.command.map(scrub)
    }
    if let fix = details?.fix ?? match.fix {
      event.fix = self.fix(fix, .documented, line: match.line)
    }
    return event
  }

  private func identity(
    of match: Match, _ details: RecordDetails?, _ memory: EventMemory
  ) -> ErrorIdentity {
    if let known = match.meaning as? ErrorIdentity { return known }
    let frame = match.frame == nil ? details?.frame : nil
    guard details?.errorType != nil || details?.errorMessage != nil || frame != nil else {
      return memory.identity(of: match.text, make: rules.identity)
    }
    let key = EventMemory.Key(
      text: match.text, type: details?.errorType, message: details?.errorMessage, frame: frame)
    return memory.identity(of: key, make: rules.identity)
  }

  /// Tells what errors of one line mean, where it doesn't matter how each is worded.
  package var interpreter: EventInterpreter { EventInterpreter(rules) }

  /// Text without secrets; not for what fingerprints are made of.
  package func scrub(_ text: String) -> String { rules.redact(text) }

  /// Whether `<` or `~` stands in a text wherever something was taken out.
  package var marksWhatItScrubs: Bool { rules.scrubber.marksWhatItTakes }

  /// What is remembered between scans, without secrets.
  package func scrub(_ memory: [UInt8]) -> [UInt8] {
    memory.isEmpty ? [] : Array(scrub(String(decoding: memory, as: UTF8.self)).utf8)
  }

  /// A fix, scrubbed.
  package func fix(_ text: String, _ origin: Fix.Origin, line: Int) -> Fix {
    Fix(
      text: scrub(text), origin: origin, source: self.origin.source, path: self.origin.path,
      line: line)
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

  /// Text without secrets; not for what fingerprints are made of.
  func redact(_ text: String) -> String { secrets.redact(scrubber.scrub(text)) }

  /// Scrubs an error, then fingerprints it.
  func identity(of key: EventMemory.Key) -> ErrorIdentity {
    identity(
      type: scrubber.scrub(key.type ?? key.text.type),
      message: scrubber.scrub(key.message ?? key.text.message),
      frame: (key.text.frame ?? key.frame).map(scrubber.scrub), labels: key.text.labels)
  }

  /// The identity of an error whose texts are scrubbed.
  func identity(
    type: String, message: String, frame: String?, labels: RuleLabels
  ) -> ErrorIdentity {
    let fingerprints = fingerprinter.fingerprints(type: type, message: message, frame: frame)
    return ErrorIdentity(
      type: secrets.redact(type), message: secrets.redact(message),
      frame: frame.map(secrets.redact), labels: labels,
      fingerprint: fingerprints.error, problem: fingerprints.problem)
  }
}

extension Fingerprinter {
  /// Names the version of the canonical form, with the manifest's part in it.
  package var form: String {
    "\(Self.normalFormVersion)" + (listsDigest.isEmpty ? "" : "+" + SHA256.hex(listsDigest))
  }
}
