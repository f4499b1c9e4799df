/// Makes events of what was matched in one document: scrubs, then fingerprints.
package struct EventBuilder: Sendable {
  /// The source's name in the manifest.
  package let source: String
  /// The document's portable path, or an issue's URL.
  package let path: String
  /// The session that the document's path names.
  package let session: String?
  private let scrubber: Scrubber
  private let fingerprinter: Fingerprinter

  package init(
    source: String, path: String, session: String?, scrubber: Scrubber,
    fingerprinter: Fingerprinter
  ) {
    self.source = source
    self.path = path
    self.session = session
    self.scrubber = scrubber
    self.fingerprinter = fingerprinter
  }

  /// The event of a match, which is the `place`-th of its record.
  package func event(_ match: Match, details: RecordDetails?, place: Int) -> ErrorEvent {
    let type = scrubber.scrub(details?.errorType ?? match.type)
    let message = scrubber.scrub(details?.errorMessage ?? match.message)
    let frame = (match.frame ?? details?.frame).map(scrubber.scrub)
    var event = ErrorEvent(
      type: type, message: message, frame: frame, source: source, path: details?.url ?? path,
      line: match.line,
      fingerprint: fingerprinter.fingerprint(type: type, message: message, frame: frame)
        .fingerprint)
    event.language = match.language
    event.category = match.category
    event.rule = match.rule
    event.timestamp = details?.timestamp ?? match.timestamp
    event.session = details?.session ?? session
    event.record = details?.identifier.map { RecordPlace(identifier: $0, place: place) }
    event.command = details?.command.map(scrubber.scrub)
    event.fix = (details?.fix ?? match.fix).map { fix($0, .documented, line: match.line) }
    event.issue = details?.issue
    event.title = details?.title.map(scrubber.scrub)
    return event
  }

  /// A fix, scrubbed.
  package func fix(_ text: String, _ origin: Fix.Origin, line: Int) -> Fix {
    Fix(text: scrubber.scrub(text), origin: origin, source: source, path: path, line: line)
  }
}
