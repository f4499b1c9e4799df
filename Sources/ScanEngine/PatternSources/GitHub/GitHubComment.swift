/// What somebody said below an issue.
package struct GitHubComment: Hashable, Sendable {
  /// Markdown.
  package let body: String
  /// Whether one of the repository's people wrote it; nil where GitHub didn't say.
  package let isFromMaintainer: Bool?

  package init(body: String, isFromMaintainer: Bool? = nil) {
    self.body = body
    self.isFromMaintainer = isFromMaintainer
  }

  /// Reads an array, or a connection's nodes; empty where there is neither.
  static func list(_ value: JSONValue?) -> [GitHubComment] {
    guard let value else { return [] }
    let list = value.kind == .object ? value["nodes"] : value
    return list?.elements.compactMap { comment in
      guard let body = comment["body"]?.string else { return nil }
      let association = comment["authorAssociation"]?.string
      return GitHubComment(
        body: body,
        isFromMaintainer: association.map { ["MEMBER", "OWNER", "COLLABORATOR"].contains($0) })
    } ?? []
  }
}
