/// Something that went wrong without ending the scan: what, where, and what to do about it.
public struct Warning: Hashable, Sendable, Error, CustomStringConvertible {
  /// One line for people; names the remedy where there is one.
  public let text: String
  /// The source's name in the manifest, where the warning is about one.
  public let source: String?
  /// The document's portable path, or an issue's URL.
  public let path: String?
  /// Counted from 1.
  public let line: Int?

  package init(_ text: String, source: String? = nil, path: String? = nil, line: Int? = nil) {
    self.text = text
    self.source = source
    self.path = path
    self.line = line
  }

  /// `logs/a.log:7: warning: …`, without the parts that are not known; without a path the source
  /// stands there.
  public var description: String {
    let place =
      path.map { path in line.map { "\(path):\($0): " } ?? "\(path): " } ?? source.map { "\($0): " }
      ?? ""
    return "\(place)warning: \(text)"
  }
}
