/// The files of a source, and how what is known of its documents differs from them.
package struct ComparedFiles: Sendable {
  /// All files, or those that are not known and unchanged.
  var found: Discovery.Result
  var differences: DocumentDifferences
  /// The known ones that are not among the files.
  var unchanged: [KnownFiles.Entry] = []
}
