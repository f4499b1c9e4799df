/// The questions that are asked of GitHub's GraphQL API.
enum GitHubQuery {
  /// A hundred labels, with the next cursor.
  static let labels = """
    query($owner:String!,$name:String!,$after:String){repository(owner:$owner,name:$name){\
    hasIssuesEnabled labels(first:100,after:$after){pageInfo{hasNextPage endCursor} \
    totalCount nodes{name}}}}
    """

  /// Closed issues with any of the labels, which it compares exactly, in ascending order of their
  /// last change: one that changes during the fetch moves to the end, and isn't missed.
  static func issues(comments: GitHubComments) -> String {
    """
    query($owner:String!,$name:String!,$after:String,$since:DateTime,$n:Int!,$labels:[String!]){\
    repository(owner:$owner,name:$name){hasIssuesEnabled \
    issues(first:$n,after:$after,states:CLOSED,labels:$labels,\
    filterBy:{since:$since},orderBy:{field:UPDATED_AT,direction:ASC}){\
    pageInfo{hasNextPage endCursor} totalCount \
    nodes{id number title body state closedAt updatedAt url labels(first:100){nodes{name}}\
    \(comments == .last5 ? " comments(last:5){nodes{body authorAssociation}}" : "")}}}}
    """
  }

  /// What closed issues, and what was said last, by the issues' ids.
  static let endings = """
    query($ids:[ID!]!){nodes(ids:$ids){... on Issue{number \
    comments(last:5){nodes{body authorAssociation}} \
    timelineItems(itemTypes:[CLOSED_EVENT],last:1){nodes{... on ClosedEvent{closer{__typename \
    ... on PullRequest{title url} ... on Commit{messageHeadline url}}}}}}}}
    """

  /// Whether a repository has issues at all.
  static let issueCount = """
    query($owner:String!,$name:String!){repository(owner:$owner,name:$name){issues(first:1){\
    pageInfo{hasNextPage endCursor} totalCount nodes{number}}}}
    """

  /// A variable of a query.
  enum Variable {
    case text(String?)
    case number(Int)
    case texts([String]?)
  }

  /// The body of a request.
  ///
  /// It goes through stdin: no argument grows too long, and none of gh's conversions (`@file`,
  /// `true`) happens to a value.
  static func body(_ query: String, _ variables: [(String, Variable)]) -> [UInt8] {
    var bytes = Array(#"{"query":"#.utf8)
    JSONText.append(query, to: &bytes)
    bytes.append(contentsOf: #","variables":{"#.utf8)
    for (index, (name, variable)) in variables.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      JSONText.append(name, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      append(variable, to: &bytes)
    }
    bytes.append(contentsOf: "}}".utf8)
    return bytes
  }

  private static func append(_ variable: Variable, to bytes: inout [UInt8]) {
    switch variable {
    case .text(nil), .texts(nil): bytes.append(contentsOf: "null".utf8)
    case .text(let text?): JSONText.append(text, to: &bytes)
    case .number(let number): bytes.append(contentsOf: String(number).utf8)
    case .texts(let texts?):
      let list = texts.map(JSONText.string).joined(separator: ",")
      bytes.append(contentsOf: "[\(list)]".utf8)
    }
  }
}

/// Whether comments are fetched with the issues.
package enum GitHubComments: Hashable, Sendable {
  case none
  /// The last five of each issue.
  case last5
}
