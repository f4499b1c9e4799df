import Testing

@testable import ScanEngine

/// In each text, ▲ stands before the characters whose place is asked for (and is no part of the
/// file), so that the expected places can be read off the source.
struct ScalarMarksTests {
  @Test(arguments: [
    // Plain.
    "key: ▲ab▲c▲d",
    "key: ▲é▲✓▲x",
    "key: ▲ab ▲c\n  ▲d▲e\n\n  ▲f",
    "key:\n  ▲ab▲c",
    "key: &anchor ▲ab▲c",
    "key: &anchor\n  # comment\n  ▲ab▲c",
    // Single-quoted.
    "key: '▲ab▲c'",
    "key: '▲a▲''b▲c▲''▲''d▲e'",
    "key: '▲ab  \n   ▲c▲d\n\n ▲e'",
    "key: '▲\\w+▲(▲x'",
    // Double-quoted.
    "key: \"▲ab▲c\"",
    "key: \"▲a▲\\tb▲c▲\\\\▲d▲\\x41▲\\u00e9▲\\U0001F600▲\\N▲\\L▲e\"",
    "key: \"▲ab \\\n    ▲c▲d\"",
    "key: \"▲a▲b\n  ▲c\"",
    // Block scalars.
    "key: |\n  ▲ab▲c\n  ▲d▲e\n",
    "key: |-  # comment\n\n    ▲ab▲c\n\n      ▲  d▲e\n",
    "key: |2\n  ▲  ab▲c\n  ▲d\n",
    "key: >\n  ▲ab▲c\n  ▲d▲e\n\n  ▲f\n    ▲g\n  ▲h\n",
    "key: >-\n\n  ▲ab\n\n\n  ▲cé▲d",
    "- &anchor |\n  ▲ab▲c\n",
    // Line ends of Windows.
    "key: |\r\n  ▲ab▲c\r\n  ▲d▲e\r\n",
    "key: 'ab\r\n  ▲c▲d'",
    // After characters of several bytes.
    "é✓: ['ä', ▲x▲y, '▲z']",
  ])
  func giveThePlaceOfEachByte(_ marked: String) throws {
    let (yaml, places) = Self.unmark(marked)
    let root = try YAMLComposer.compose(Array(yaml.utf8), file: "f")
    let found = Set(Self.scalars(root).flatMap { Self.places(of: $0) })
    for place in places { #expect(found.contains(place), "\(place) of \(found)") }
  }

  private struct Place: Hashable {
    let line: Int
    let column: Int
    let character: Character
  }

  private static func unmark(_ marked: String) -> (yaml: String, places: [Place]) {
    var yaml = ""
    var places: [Place] = []
    var (line, column) = (1, 1)
    let characters = marked.map { $0 == "\r\n" ? "\n" : $0 }
    for (index, character) in marked.enumerated() {
      if character == "▲" {
        places.append(
          Place(line: line, column: column, character: meaning(characters[(index + 1)...])))
        continue
      }
      yaml.append(character)
      (line, column) = characters[index] == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return (yaml, places)
  }

  /// The character that an escape stands for.
  private static func meaning(_ source: ArraySlice<Character>) -> Character {
    let escapes: [(String, Character)] = [
      ("\\t", "\t"), ("\\\\", "\\"), ("\\x41", "A"), ("\\u00e9", "é"), ("\\U0001F600", "😀"),
      ("\\N", "\u{85}"), ("\\L", "\u{2028}"),
    ]
    return escapes.first { source.starts(with: $0.0) }?.1 ?? source.first ?? " "
  }

  private static func scalars(_ node: YAMLNode) -> [Located<String>] {
    switch node.content {
    case .scalar(let scalar): [Located(scalar.text, at: node.position, marks: scalar.marks)]
    case .sequence(let items): items.flatMap { scalars($0) }
    case .mapping(let entries): entries.flatMap { scalars($0.value) }
    }
  }

  private static func places(of text: Located<String>) -> [Place] {
    var offset = 0
    return text.value.map { character in
      let position = text.position(ofByte: offset)
      offset += character.utf8.count
      return Place(line: position.line, column: position.column, character: character)
    }
  }

  @Test func areNotKeptWhereCountingWillDo() throws {
    let root = try YAMLComposer.compose(Array("['a b', \"c\", d, 'é']".utf8), file: "f")
    #expect(Self.scalars(root).map(\.marks) == .init(repeating: ByteMarks(), count: 4))
  }
}
