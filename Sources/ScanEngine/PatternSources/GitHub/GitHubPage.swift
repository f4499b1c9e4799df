/// Issues that came with one answer, in ascending order of their last change.
package struct GitHubPage: Hashable, Sendable {
  /// Those that are wanted; a number occurs again in a later page only with a later change.
  package let issues: [GitHubIssue]
  package let hasNext: Bool
  /// The latest change of any issue of this page, wanted or not.
  package let maxUpdatedAt: Timestamp?
  /// How many issues all pages have, as far as GitHub knows.
  package let totalCount: Int
}
