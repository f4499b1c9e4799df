/// A closed issue as GitHub tells it.
package struct GitHubIssue: Hashable, Sendable {
  package let number: Int
  /// GitHub's own id; nil where it wasn't asked for.
  package let id: String?
  package let title: String
  /// Markdown; empty where there is none.
  package let body: String
  /// As the repository spells them.
  package let labels: [String]
  /// `OPEN` or `CLOSED`; nil where it wasn't asked for.
  package let state: String?
  package let closedAt: Timestamp?
  package let updatedAt: Timestamp?
  package let url: String
  /// The last ones, oldest first; empty where they weren't asked for.
  package let comments: [GitHubComment]

  package init(
    number: Int, title: String, body: String, labels: [String], state: String? = nil,
    closedAt: Timestamp?, updatedAt: Timestamp? = nil, url: String, comments: [GitHubComment] = [],
    id: String? = nil
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.body = body
    self.labels = labels
    self.state = state
    self.closedAt = closedAt
    self.updatedAt = updatedAt
    self.url = url
    self.comments = comments
  }

  /// Reads an element of what `gh issue list --json …` prints, or a node of the GraphQL API.
  ///
  /// Only the number is indispensable: which of the others are there was chosen on the command line.
  package init?(_ value: JSONValue) {
    guard let number = value["number"]?.integer else { return nil }
    self.init(
      number: number, title: value["title"]?.string ?? "", body: value["body"]?.string ?? "",
      labels: Self.texts(value["labels"], key: "name"), state: value["state"]?.string,
      closedAt: value["closedAt"]?.stringBytes.flatMap { Timestamp(text: $0) },
      updatedAt: value["updatedAt"]?.stringBytes.flatMap { Timestamp(text: $0) },
      url: value["url"]?.string ?? "", comments: GitHubComment.list(value["comments"]),
      id: value["id"]?.string)
  }

  /// Reads the array that `gh issue list --json number,title,body,labels,closedAt,url` prints.
  ///
  /// - Throws: A warning where the bytes are no such array.
  package static func list(_ bytes: [UInt8]) throws(Warning) -> [GitHubIssue] {
    let parser = JSONParser()
    let issues = bytes.withUnsafeBytes { bytes in
      parser?.parse(bytes) { root -> [GitHubIssue]? in
        guard root.kind == .array else { return nil }
        return root.elements.compactMap { GitHubIssue($0) }
      }
    }
    guard let issues = issues ?? nil else {
      throw Warning(
        "not a list of issues: make one with 'gh issue list --json number,title,body,labels,closedAt,url'"
      )
    }
    return issues
  }

  /// One text of each element, of an array or of a connection's nodes.
  private static func texts(_ value: JSONValue?, key: StaticString) -> [String] {
    guard let value else { return [] }
    let list = value.kind == .object ? value["nodes"] : value
    return list?.elements.compactMap { $0[key]?.string } ?? []
  }
}
