/// What one piece of a document gave: one transaction.
public struct DocumentBatch: Sendable {
  /// How what is given relates to what the document has contributed before.
  package enum Mode: Hashable, Sendable {
    /// A log grew: the piece starts at the stored ``ReadingState/resumeOffset``. What was
    /// provisional is replaced by what the batch holds.
    ///
    /// So a piece that is not the log's last has nothing provisional, or the next one gives it
    /// again.
    case append
    /// An edited document was read: per pattern the count rises to what the document now holds,
    /// and never falls. Of a fixed pattern, what the document now says replaces what it said.
    case raise(Part)
    /// A rescan: all that the document contributed goes, then the batch is added. Further pieces
    /// are appended.
    case replace

    /// Whether counts only rise.
    var isRaise: Bool { if case .raise = self { true } else { false } }
  }

  /// Which piece of an edited document it is; pieces of one reading are summed up.
  package enum Part: Hashable, Sendable { case first, next }

  /// Which document, and what the caller believes the store to know of it.
  package var target: Target
  package var mode: Mode
  /// Where reading stands after this piece.
  package var reading: ReadingState
  /// What stays.
  package var firm = Findings()
  /// What the next scan reads again and replaces; counted until then.
  package var provisional = Findings()
  /// The version of the fingerprints' canonical form, with the digest of the manifest's own part.
  package var form: String
  /// Sessions of which all is in the store with this batch.
  package var ingested: [String] = []

  package init(target: Target, mode: Mode, reading: ReadingState, form: String) {
    self.target = target
    self.mode = mode
    self.reading = reading
    self.form = form
  }

  /// A document to be written to.
  package enum Target: Hashable, Sendable {
    /// One that the store doesn't know.
    case new(project: String, source: String, path: String)
    /// One that it knows, as it was when it was last looked at. One that was gone is back.
    case known(DocumentID, generation: Int64)
  }
}

/// Errors and fixes in the order of the document.
package struct Findings: Sendable {
  package var events: [ErrorEvent] = []
  /// Events that came before these and are nothing but occurrences, summed up; nil for none.
  package var sums: EventSums?
  /// Fixes of errors that came earlier, maybe in an earlier piece or document.
  package var fixes: [FixFound] = []

  package init(events: [ErrorEvent] = [], fixes: [FixFound] = []) {
    self.events = events
    self.fixes = fixes
  }
}

/// A fix that was met after the error that it mends.
package struct FixFound: Hashable, Sendable {
  package let fingerprint: Fingerprint
  package let fix: Fix

  package init(fingerprint: Fingerprint, fix: Fix) {
    self.fingerprint = fingerprint
    self.fix = fix
  }
}

/// What a commit changed.
///
/// The sums over all commits of a scan are exact: a pattern that a later piece takes back, or
/// gives again after an earlier one took it, is subtracted again. So each may be negative.
public struct CommitOutcome: Hashable, Sendable {
  /// Occurrences added, less those that were taken back.
  public var occurrences = 0
  /// Patterns that were not there when the scan first met them.
  public var patternsCreated = 0
  /// Patterns that were there, and to which the scan has added more than it took.
  public var patternsRaised = 0
  /// The document that was written to.
  package var document: DocumentID
  /// What the next batch's target has to name.
  package var generation: Int64

  package init(document: DocumentID, generation: Int64) {
    self.document = document
    self.generation = generation
  }
}
