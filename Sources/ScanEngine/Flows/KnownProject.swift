/// What is known of a project's files after a scan that has read all of them, so that the next one
/// needn't go through all that the store holds.
package struct KnownProject: Hashable, Sendable {
  /// By the sources' names.
  var sources: [String: KnownFiles]
  /// The store's, then.
  var changes: Int64
  /// nil where nobody has compared it with the store.
  var state: KnownState?
}
