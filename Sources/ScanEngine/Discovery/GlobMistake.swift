/// What is wrong with a glob, and where in its text.
package struct GlobMistake: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Kind: Hashable, Sendable {
    case empty
    case absolute
    case climbsOut
    case unclosedClass
    case badRange
    case unclosedBrace
    case endsWithBackslash
    case tooManyAlternatives
    case nestedTooDeep
    case containsNUL
    case unknownFolder(String)
  }

  package let kind: Kind
  /// In UTF-8 bytes from the start of the glob.
  package let offset: Int

  package init(_ kind: Kind, at offset: Int = 0) {
    self.kind = kind
    self.offset = offset
  }

  /// The problem and its remedy, without the place.
  package var description: String {
    switch kind {
    case .empty: "empty glob (write a path such as logs/*.log)"
    case .absolute: "absolute glob (write it relative to the project root)"
    case .climbsOut: "glob leads out of the project (remove '..')"
    case .unclosedClass: "'[' without ']' (close it, or write \\[ for the character itself)"
    case .badRange: "range runs backwards (write the smaller character first)"
    case .unclosedBrace: "'{' without '}' (close it, or write \\{ for the character itself)"
    case .endsWithBackslash: "'\\' at the end (write \\\\ for the character itself)"
    case .tooManyAlternatives:
      "braces stand for more than \(GlobAlternatives.limit) globs (use fewer of them)"
    case .nestedTooDeep: "braces nested too deep (at most \(GlobAlternatives.depthLimit))"
    case .containsNUL: "glob holds a NUL character (remove it)"
    case .unknownFolder(let name):
      "unknown folder '${\(name)}' (known are ${claude_code}, ${codex} and ${gemini})"
    }
  }
}
