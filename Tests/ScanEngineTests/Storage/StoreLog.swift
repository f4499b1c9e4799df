@testable import ScanEngine

/// A day's time in milliseconds; tests count days from 1970.
let millisecondsPerDay: Int64 = 86_400_000

/// What stands on a line of a test's log.
struct LoggedError: Hashable, Sendable {
  var name: String
  var day: Int?
  var session: String?
  var record: String?
  var fix: String?

  init(
    _ name: String, day: Int? = nil, session: String? = nil, record: String? = nil,
    fix: String? = nil
  ) {
    self.name = name
    self.day = day
    self.session = session
    self.record = record
    self.fix = fix
  }

  func event(
    source: String = "logs", path: String = "a.log", message: String? = nil
  ) -> ErrorEvent {
    var event = ErrorEvent(
      ErrorIdentity(type: "Error", message: message ?? name, fingerprint: fingerprint(name)),
      origin: EventOrigin(source: source, path: path), line: 1)
    event.timestamp = day.map { Timestamp(milliseconds: Int64($0) * millisecondsPerDay + 5) }
    event.session = session
    event.record = record.map { RecordPlace(identifier: $0, place: 0) }
    event.fix = fix.map {
      Fix(text: $0, origin: .documented, source: source, path: path, line: 2)
    }
    return event
  }
}

extension LoggedError: ExpressibleByStringLiteral {
  init(stringLiteral name: String) { self.init(name) }
}

func fingerprint(_ name: String) -> Fingerprint {
  guard let fingerprint = Fingerprint(digest: SHA256.digest(of: Array(name.utf8))) else {
    preconditionFailure("a digest has 32 bytes")
  }
  return fingerprint
}

/// Writes to one store within one scan, and adds up what the commits report.
final class ScanOfTest {
  let store: any PatternStore
  let scan: ScanID
  var created = 0
  var raised = 0
  var occurrences = 0

  init(_ store: any PatternStore, day: Int = 100) {
    self.store = store
    scan = store.beginScan(now: Timestamp(milliseconds: Int64(day) * millisecondsPerDay))
  }

  func reading(_ updates: UpdateKind, day: Int = 50) -> ReadingState {
    let guardOfTest = Guard(length: 0, digest: SHA256.digest(of: []))
    return ReadingState(
      updates: updates, sha256: "00", head: guardOfTest, tail: guardOfTest,
      time: Timestamp(milliseconds: Int64(day) * millisecondsPerDay), rulesDigest: "rules")
  }

  @discardableResult
  func commit(
    _ path: String = "a.log", source: String = "logs", project: String = "acme/web",
    mode: DocumentBatch.Mode = .append, firm: [LoggedError] = [],
    provisional: [LoggedError] = [], fixes: [FixFound] = [], day: Int = 50,
    change: (inout DocumentBatch) -> Void = { _ in }
  ) throws -> CommitOutcome {
    let target = try target(path, source: source, project: project)
    let isRaise = mode == .raise(.first) || mode == .raise(.next)
    var batch = DocumentBatch(
      target: target, mode: mode, reading: reading(isRaise ? .edited : .appended, day: day),
      form: "1")
    batch.firm = Findings(
      events: firm.map { $0.event(source: source, path: path) }, fixes: fixes)
    batch.provisional.events = provisional.map { $0.event(source: source, path: path) }
    change(&batch)
    return try commit(batch)
  }

  /// The document that is at a path now.
  func target(
    _ path: String, source: String = "logs", project: String = "acme/web"
  ) throws -> DocumentBatch.Target {
    let known = try store.document(project: project, source: source, path: path)
    return known.map { .known($0.id, generation: $0.generation) }
      ?? .new(project: project, source: source, path: path)
  }

  @discardableResult
  func commit(_ batch: DocumentBatch) throws -> CommitOutcome {
    let outcomes = try commit([batch])
    return outcomes[0]
  }

  @discardableResult
  func commit(_ batches: [DocumentBatch]) throws -> [CommitOutcome] {
    let outcomes = try store.commit(batches, in: scan)
    for outcome in outcomes {
      created += outcome.patternsCreated
      raised += outcome.patternsRaised
      occurrences += outcome.occurrences
    }
    return outcomes
  }
}

extension PatternStore {
  /// Occurrences by name, after checking that each is the sum of its days, sources and documents.
  func counts() throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for pattern in try patterns(PatternQuery()) {
      counts[pattern.message] = pattern.occurrences
      let details = try details(of: pattern.fingerprint)
      guard details?.days.reduce(0, { $0 + $1.count }) == pattern.occurrences,
        details?.sources.reduce(0, { $0 + $1.count }) == pattern.occurrences
      else { throw BrokenInvariant(pattern: pattern.message) }
    }
    guard try totals().occurrences == counts.values.reduce(0, +) else {
      throw BrokenInvariant(pattern: "totals")
    }
    return counts
  }
}

/// A pattern's count is not the sum of what was contributed to it.
struct BrokenInvariant: Error {
  let pattern: String
}
