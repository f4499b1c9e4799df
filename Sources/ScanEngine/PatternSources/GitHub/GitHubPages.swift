/// Where a walk over the pages of a connection stands.
struct PageWalk {
  /// Nodes of a page; nil where the query fixes it.
  private(set) var size: Int?
  /// Where the next page begins; nil is the beginning.
  private(set) var cursor: String?
  private(set) var isDone = false
  private var seen: Set<String> = []

  private static let smallestSize = 10

  init(size: Int?) { self.size = size }

  /// Goes behind a page; refuses one that would be read for ever.
  mutating func advance(hasNext: Bool, cursor next: String?) throws(GitHubError) {
    guard hasNext else {
      isDone = true
      return
    }
    guard let next, !next.isEmpty else { throw .malformed("no cursor") }
    guard next != cursor, seen.insert(next).inserted else {
      throw .malformed("the cursor does not advance")
    }
    cursor = next
  }

  /// A smaller page is answered sooner, and may leave out what can't be answered.
  mutating func shrink() {
    if let size { self.size = max(Self.smallestSize, size / 2) }
  }
}

/// One page of a connection, checked.
package struct ConnectionPage<Node: Sendable>: Sendable {
  package var nodes: [Node] = []
  var hasNext = false
  var endCursor: String?
  var totalCount = 0

  /// - Parameters:
  ///   - answer: JSON with `data`.
  ///   - field: The connection of the repository.
  ///   - repository: Whose answer it is.
  ///   - node: Reads a node; nil where it can't be one.
  /// - Throws: ``GitHubError`` where the answer isn't such a page.
  package init(
    _ answer: ArraySlice<UInt8>, field: StaticString, repository: GitHubRepository,
    node: (JSONValue) -> Node?
  ) throws(GitHubError) {
    var problem: GitHubError?
    var page: ConnectionPage?
    let parser = JSONParser()
    answer.withUnsafeBytes { bytes in
      _ = parser?.parse(bytes) { root in
        guard let found = root["data"]?["repository"], found.kind == .object else {
          problem = .notFound(repository.description)
          return
        }
        if found["hasIssuesEnabled"]?.boolean == false {
          problem = .issuesDisabled(repository.description)
        } else {
          page = found[field].flatMap { ConnectionPage($0, node: node) }
        }
      }
    }
    if let problem { throw problem }
    guard let page else { throw .malformed("no list of \(field)") }
    self = page
  }

  private init?(_ connection: JSONValue, node: (JSONValue) -> Node?) {
    guard let place = connection["pageInfo"], let hasNext = place["hasNextPage"]?.boolean,
      let list = connection["nodes"], list.kind == .array
    else { return nil }
    self.hasNext = hasNext
    endCursor = place["endCursor"]?.string
    totalCount = connection["totalCount"]?.integer ?? 0
    // A node that this login may not read is null.
    for element in list.elements where element.kind != .null {
      guard let node = node(element) else { return nil }
      nodes.append(node)
    }
  }
}

/// Which of the issues that GitHub sends are handed on.
struct IssueSelection {
  private let labels: Set<String>?
  private let wanted: IssueFetchPlan.Wanted
  /// The change with which each issue was handed on: one that changes meanwhile comes again.
  private var changes: [Int: Timestamp] = [:]

  init(labels: [String]?, wanted: IssueFetchPlan.Wanted) {
    self.labels = labels.map { Set($0.map { $0.lowercased() }) }
    self.wanted = wanted
  }

  mutating func take(_ page: ConnectionPage<GitHubIssue>) -> GitHubPage {
    var places: [Int: Int] = [:]
    var issues: [GitHubIssue] = []
    for issue in page.nodes where isWanted(issue) {
      let change = issue.updatedAt ?? Timestamp(milliseconds: 0)
      if let known = changes[issue.number], known >= change { continue }
      changes[issue.number] = change
      if let place = places[issue.number] {
        issues[place] = issue
      } else {
        places[issue.number] = issues.count
        issues.append(issue)
      }
    }
    return GitHubPage(
      issues: issues, hasNext: page.hasNext,
      maxUpdatedAt: page.nodes.compactMap(\.updatedAt).max(), totalCount: page.totalCount)
  }

  private func isWanted(_ issue: GitHubIssue) -> Bool {
    guard wanted.contains(issue) else { return false }
    guard let labels else { return true }
    return issue.labels.contains { labels.contains($0.lowercased()) }
  }
}
