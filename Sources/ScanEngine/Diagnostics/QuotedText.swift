/// Words of somebody else's file, as a message may show them.
package enum QuotedText {
  private static let longestText = 80

  /// `text` in quotes, on one line, cut where it is long; nothing in it can drive a terminal.
  package static func quote(_ text: String) -> String { "'\(inert(text, limit: longestText))'" }

  /// `text` on one line, cut after `limit` characters; nothing in it can drive a terminal.
  package static func inert(_ text: String, limit: Int) -> String {
    var shown = ""
    for (count, character) in text.unicodeScalars.enumerated() {
      guard count < limit else { return shown + "…" }
      shown += escape(character)
    }
    return shown
  }

  private static func escape(_ character: Unicode.Scalar) -> String {
    switch character {
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\r": return "\\r"
    default: break
    }
    switch character.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
      .unassigned:
      return "\\u{\(String(character.value, radix: 16))}"
    default:
      return String(character)
    }
  }
}
