/// An error of one line as a rule has found it; its texts are bytes of that line.
package struct FoundError {
  package let rule: CompiledRule
  package let type: UnsafeRawBufferPointer
  package let message: UnsafeRawBufferPointer
  /// `file:function` of the user's own code, or the file alone; nil where there is none.
  package let frame: UnsafeRawBufferPointer?
}

/// What the next station makes of an error's texts.
package protocol ErrorMeaning: AnyObject, Sendable {}

/// Tells what errors mean as soon as they are found, so that no text is kept of those that mean the same.
package protocol ErrorInterpreter: AnyObject {
  /// What the error means; its texts are valid during the call only.
  func meaning(of error: FoundError) -> any ErrorMeaning
}
