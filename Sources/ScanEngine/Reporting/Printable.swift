/// Makes text inert: nothing that is printed can drive the terminal or break a line.
package enum Printable {
  /// The text on one line: line ends as `⏎`, other control characters and those that change the
  /// direction of text as U+FFFD.
  package static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": scalars.append("⏎")
      case "\t": scalars.append(" ")
      case "\r": continue
      default: scalars.append(isInert(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return String(scalars)
  }

  /// The text with its lines, each made inert.
  package static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }
      .joined(separator: "\n")
  }

  private static func isInert(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C,
      0x2028, 0x2029:
      false
    default: true
    }
  }

  /// At most `width` characters, the last of which is `…` where something was cut.
  package static func cut(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(max(0, width - 1)) + "…"
  }
}
