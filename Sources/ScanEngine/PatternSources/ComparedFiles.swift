/// The files of a source, and how what is known of its documents differs from them.
package struct ComparedFiles: Sendable {
  var found: Discovery.Result
  var differences: DocumentDifferences
}
