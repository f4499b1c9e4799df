/// A closed issue as GitHub's clients hand it out.
package struct GitHubIssue: Hashable, Sendable {
  package let number: Int
  package let title: String
  package let body: String
  package let labels: [String]
  package let url: String
  package let closedAt: Timestamp?
  package let updatedAt: Timestamp?
  package let comments: [String]

  /// Reads the array that `gh issue list --json number,title,body,labels,closedAt,url` prints.
  package static func list(_ bytes: [UInt8]) throws -> [GitHubIssue] {
    guard let parser = JSONParser() else { preconditionFailure("out of memory") }
    let issues = bytes.withUnsafeBytes { bytes in
      parser.parse(bytes) { root in root.elements.compactMap(GitHubIssue.init) }
    }
    guard let issues else { throw Warning("not a list of issues as gh prints it") }
    return issues
  }

  private init?(_ value: JSONValue) {
    guard let number = value["number"]?.integer else { return nil }
    self.number = number
    title = value["title"]?.string ?? ""
    body = value["body"]?.string ?? ""
    labels = value["labels"]?.elements.compactMap { $0["name"]?.string } ?? []
    url = value["url"]?.string ?? "#\(number)"
    closedAt = nil
    updatedAt = nil
    comments = []
  }
}
