/// The document that errors were found in; all its events share it.
public final class EventOrigin: Hashable, Sendable {
  /// The source's name in the manifest.
  public let source: String
  /// The document's portable path, or an issue's URL.
  public let path: String
  /// The session that the document's path names.
  package let session: String?
  /// An issue's number.
  package let issue: Int?
  /// What an issue's title calls it; scrubbed.
  package let title: String?

  package init(
    source: String, path: String, session: String? = nil, issue: Int? = nil, title: String? = nil
  ) {
    self.source = source
    self.path = path
    self.session = session
    self.issue = issue
    self.title = title
  }

  public static func == (left: EventOrigin, right: EventOrigin) -> Bool {
    left === right
      || left.path == right.path && left.source == right.source && left.session == right.session
        && left.issue == right.issue && left.title == right.title
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(path) }
}
