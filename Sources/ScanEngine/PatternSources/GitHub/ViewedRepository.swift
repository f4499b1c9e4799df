/// What `gh repo view` tells of a repository.
package struct ViewedRepository: Sendable {
  let repository: GitHubRepository
  /// Of a fork, the repository it was forked from.
  package let parent: GitHubRepository?
  let hasIssues: Bool

  package init?(_ answer: JSONValue) {
    guard let repository = GitHubRepository(answer) else { return nil }
    self.repository = repository
    hasIssues = answer["hasIssuesEnabled"]?.boolean ?? true
    guard answer["isFork"]?.boolean == true, let parent = answer["parent"],
      let owner = parent["owner"]?["login"]?.string, let name = parent["name"]?.string,
      !owner.isEmpty, !name.isEmpty
    else {
      self.parent = nil
      return
    }
    self.parent = GitHubRepository(host: repository.host, owner: owner, name: name)
  }
}
