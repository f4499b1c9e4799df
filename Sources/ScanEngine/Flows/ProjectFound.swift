/// What a look at a project found that spares the scan a part of its work.
package struct ProjectFound: Sendable {
  /// To be looked at again only where they have changed; nil where they were not looked at.
  package var files: FilesFound?
  /// nil where nobody has compared the state with the store.
  package var state: KnownState?

  package init(files: FilesFound? = nil, state: KnownState? = nil) {
    self.files = files
    self.state = state
  }
}
