/// The scan_state.json that a scan has left, which was what the store knew.
///
/// One that is still the same file, by all that the file system tells of it, needn't be gone through to
/// be brought up to date.
package struct KnownState: Hashable, Sendable {
  var file: FileIdentity
  var places: StatePlaces
  /// The store's changes that it has.
  var changes: Int64

  /// nil where there is no file.
  init?(_ file: ScanStateFile, places: StatePlaces, changes: Int64) {
    guard let status = FileStatus(path: file.path), status.kind == .file else { return nil }
    self.init(file: FileIdentity(status), places: places, changes: changes)
  }

  init(file: FileIdentity, places: StatePlaces, changes: Int64) {
    self.file = file
    self.places = places
    self.changes = changes
  }

  /// The state's text; nil where it is no longer that file.
  func text(_ stateFile: ScanStateFile) -> KnownStateText? {
    guard let opened = try? stateFile.openFile(),
      let status = FileStatus(descriptor: opened.descriptor), FileIdentity(status) == file,
      let text = KnownStateText(
        opened, length: status.size, places: places, root: stateFile.root),
      text.head.changes ?? 0 == changes
    else { return nil }
    return text
  }
}
