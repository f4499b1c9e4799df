/// How an issue ended: what closed it, and what was said last.
package struct GitHubEnding: Hashable, Sendable {
  /// The issue's.
  package let number: Int
  /// Of the pull request or commit that closed it; nil where somebody closed it by hand.
  package let closer: Closer?
  /// The last ones, oldest first.
  package let comments: [GitHubComment]

  /// A pull request or a commit.
  package struct Closer: Hashable, Sendable {
    /// A pull request's title, or the first line of a commit's message.
    package let title: String
    package let url: String

    package init(title: String, url: String) {
      self.title = title
      self.url = url
    }

    init?(_ value: JSONValue) {
      guard let title = value["title"]?.string ?? value["messageHeadline"]?.string,
        let url = value["url"]?.string, url.hasPrefix("https://"), !title.isEmpty
      else { return nil }
      self.init(title: title, url: url)
    }
  }

  package init(number: Int, closer: Closer?, comments: [GitHubComment] = []) {
    self.number = number
    self.closer = closer
    self.comments = comments
  }

  init?(_ node: JSONValue) {
    guard let number = node["number"]?.integer else { return nil }
    let closers = node["timelineItems"]?["nodes"]?.elements.compactMap { event in
      event["closer"].flatMap { Closer($0) }
    }
    self.init(
      number: number, closer: closers?.last, comments: GitHubComment.list(node["comments"]))
  }

  /// Reads an answer; nil where it has no list of issues.
  ///
  /// Issues that this login may not read are null there, with an error beside; the others count.
  package static func list(_ root: JSONValue) -> [GitHubEnding]? {
    guard let nodes = root["data"]?["nodes"], nodes.kind == .array else { return nil }
    return nodes.elements.compactMap { $0.kind == .object ? GitHubEnding($0) : nil }
  }
}
