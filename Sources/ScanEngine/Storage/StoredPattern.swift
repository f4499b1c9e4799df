/// An error that recurs: all events of one fingerprint.
public struct StoredPattern: Hashable, Sendable {
  /// What identifies it.
  public let fingerprint: Fingerprint
  /// The version of the canonical form that the fingerprint is of.
  public let form: String
  /// The class name, error code or keyword.
  public let type: String
  /// The message of the occurrence in `sample`; scrubbed.
  public let message: String
  /// `file:function` of the innermost frame, where there is one.
  public let frame: String?
  /// `python`, `rust` and so on.
  public let language: String?
  /// `runtime`, `compile`, `test` and so on.
  public let category: String?
  /// The rule that found the sample.
  public let rule: String?
  /// What the title of an issue calls it; scrubbed.
  public let title: String?
  /// How often it occurred.
  public let occurrences: Int
  /// The time of the earliest occurrence.
  public let firstSeen: Timestamp
  /// The time of the latest occurrence.
  public let lastSeen: Timestamp
  /// One of its occurrences.
  public let sample: Sample
  /// How many sources it was found in.
  public let sources: Int
  /// How many sessions it was found in.
  public let sessions: Int
  /// How many different fixes are known.
  public let fixes: Int

  /// Where an occurrence stands.
  public struct Sample: Hashable, Sendable {
    /// The source's name in the manifest.
    public let source: String
    /// The document's portable path, or an issue's URL, when it was read.
    public let path: String
    /// Counted from 1.
    public let line: Int
    /// The command that failed; scrubbed.
    public let command: String?
  }
}

/// Which patterns, and in which order.
public struct PatternQuery: Hashable, Sendable {
  /// What comes first; ties are broken by the fingerprint.
  public enum Order: String, Hashable, Sendable, CaseIterable {
    /// The most frequent.
    case occurrences
    /// The one seen last.
    case lastSeen
    /// The one first seen last: what is new.
    case firstSeen
  }

  /// At most so many; nil is all.
  public var limit: Int?
  /// Those that occurred at this time or later.
  public var since: Timestamp?
  /// Those found in the source of this name.
  public var source: String?
  /// Those that occurred in this session.
  public var session: String?
  /// Those that occurred in this project.
  public var project: String?
  /// What comes first.
  public var order = Order.occurrences

  /// All patterns, the most frequent first.
  public init(limit: Int? = nil) { self.limit = limit }
}

/// What a prefix of a fingerprint stands for.
public enum PatternMatch: Hashable, Sendable {
  /// No pattern, or no hex digits.
  case none
  /// The only one.
  case unique(StoredPattern)
  /// Several; the first few, in the order of their fingerprints.
  case ambiguous([Fingerprint])

  /// How many of an ambiguous prefix's fingerprints are given.
  static let shownCount = 5
}

/// Where and when a pattern occurred.
public struct PatternDetails: Hashable, Sendable {
  /// The pattern itself.
  public let pattern: StoredPattern
  /// Occurrences a day, in order; days without are left out.
  public let days: [DayCount]
  /// Occurrences in each source, the most first.
  public let sources: [NamedCount]
  /// Occurrences in each project, the most first.
  public let projects: [NamedCount]
  /// Occurrences in each session, the most first; those outside of sessions are left out.
  public let sessions: [NamedCount]
  /// Occurrences in each document, the most first, at most ``documentLimit``.
  public let documents: [NamedCount]
  /// What mends it, documented fixes first.
  public let fixes: [Fix]

  /// How many documents are named.
  public static let documentLimit = 100
}

/// Occurrences of a day.
public struct DayCount: Hashable, Sendable {
  /// Days since 1970-01-01, UTC.
  public let day: Int
  /// More than 0.
  public let count: Int
}

/// Occurrences in something that has a name.
public struct NamedCount: Hashable, Sendable {
  /// The name of the source, session or project, or the path of the document.
  public let name: String
  /// More than 0.
  public let count: Int
}

/// Sums over a store.
public struct StoreTotals: Hashable, Sendable {
  /// Different errors.
  public var patterns = 0
  /// How often they occurred, all together.
  public var occurrences = 0
  /// Patterns with a known fix.
  public var patternsFixed = 0
  /// Documents read.
  public var documents = 0
  /// Sessions ingested.
  public var sessions = 0

  package init() {}
}
