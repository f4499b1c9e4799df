/// A place in a file that a person edits, as compilers print it.
public struct SourcePosition: Hashable, Sendable, CustomStringConvertible {
  /// The file as the user named it, or its path relative to the project root.
  public let file: String
  /// Counted from 1.
  public let line: Int
  /// In characters (Unicode scalars), counted from 1.
  public let column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `scanners.yaml:12:5`.
  public var description: String { "\(file):\(line):\(column)" }
}
