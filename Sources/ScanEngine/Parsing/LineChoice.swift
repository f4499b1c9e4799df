/// Tells of the lines of a chunk whether it is worth parsing them.
package protocol LineChoice: AnyObject {
  /// Whether a line of JSON may tell something: an error, or what later lines need.
  ///
  /// - `line`: Its bytes' offsets in the chunk; behind those that were asked for before.
  func mayTell(_ line: Range<Int>) -> Bool
}
