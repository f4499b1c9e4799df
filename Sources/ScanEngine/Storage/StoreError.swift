/// Why the store could not be used: which, what is wrong, and what to do.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong.
  public enum Kind: Hashable, Sendable {
    /// The document has changed in the store since it was looked at; see ``PatternStore``.
    case conflict
    /// Another process has held the lock for longer than a writer waits.
    case busy
    /// The file is no store, or damaged.
    case damaged
    /// A later scanctl has changed the store's form; the name of the change.
    case newer(migration: String)
    /// It can't be opened or written: rights, a symbolic link, a folder in its place.
    case unusable
    /// The disk is full.
    case full
    /// The database refused something that it should have taken: a mistake in scanctl.
    case failed
  }

  /// What went wrong.
  public let kind: Kind
  /// The store's file or address.
  public let store: String
  /// In words.
  public let problem: String
  /// What the user can do.
  public let remedy: String

  package init(_ kind: Kind, store: String, problem: String, remedy: String) {
    self.kind = kind
    self.store = store
    self.problem = problem
    self.remedy = remedy
  }

  /// `.orchestrator/patterns.sqlite: the store is damaged (…): move it away …`.
  public var description: String { "\(store): \(problem): \(remedy)" }
}
