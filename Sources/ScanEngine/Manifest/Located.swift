/// A value of the manifest that remembers where it stands in the file.
package struct Located<Value: Hashable & Sendable>: Hashable, Sendable {
  package let value: Value
  /// The first character of the value, inside any quotes.
  package let position: SourcePosition
  /// The line and column of each byte of a text value where they can't be had by counting on from
  /// `position` (block scalars, escapes); empty otherwise.
  package let marks: ByteMarks

  package init(_ value: Value, at position: SourcePosition, marks: ByteMarks = ByteMarks()) {
    self.value = value
    self.position = position
    self.marks = marks
  }
}

/// Where the bytes of a folded, literal or escaped scalar stand in the file: runs in ascending
/// order of `byte`, each counting on from its start.
package struct ByteMarks: Hashable, Sendable {
  package struct Run: Hashable, Sendable {
    /// Offset in the value, in UTF-8 bytes.
    package let byte: Int
    package let line: Int
    package let column: Int

    package init(byte: Int, line: Int, column: Int) {
      self.byte = byte
      self.line = line
      self.column = column
    }
  }

  package var runs: [Run]

  package init(_ runs: [Run] = []) { self.runs = runs }
}

extension Located where Value == String {
  /// Where byte `offset` of the value stands, so that a mistake inside a regex is pointed at.
  package func position(ofByte offset: Int) -> SourcePosition {
    let run = marks.runs.last { $0.byte <= offset }
    let start = run?.byte ?? 0
    let bytes = value.utf8.dropFirst(start).prefix(max(0, offset - start))
    let characters = bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    return SourcePosition(
      file: position.file, line: run?.line ?? position.line,
      column: (run?.column ?? position.column) + characters)
  }
}
