/// What a test of Go printed, as `go test -json` writes it: one object for each line.
///
/// The lines are told apart by `=== RUN`, `=== NAME` and `--- FAIL:` as on a terminal, so the
/// objects together are that text again.
struct GoTestOutput {
  /// The line without its newline; nil where the object tells of no output.
  let line: UnsafeRawBufferPointer?

  private static let actionKey: StaticString = "Action"

  /// What makes a line tell something: what goes on with a text and what ends it.
  static let telling = [TellingMembers.Member(actionKey) { _ in true }]

  /// Nil where the object is of another format.
  init?(_ root: JSONObjectView) {
    guard let action = root[Self.actionKey]?.stringBytes,
      root["Package"] != nil || root["ImportPath"] != nil
    else { return nil }
    guard action.equals("output") || action.equals("build-output"),
      let output = root["Output"]?.stringBytes
    else {
      line = nil
      return
    }
    let hasNewline = output.last == UInt8(ascii: "\n")
    line = output.part(0..<(hasNewline ? output.count - 1 : output.count))
  }
}
