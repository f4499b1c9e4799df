/// A mapping whose keys are known: each at most once.
struct Fields {
  let keys: KeySet
  /// Where the mapping begins.
  let position: SourcePosition
  /// A dozen at most: looking through them is faster than hashing.
  private var fields: [Field] = []

  init(keys: KeySet, position: SourcePosition) {
    self.keys = keys
    self.position = position
  }

  mutating func add(_ field: Field) { fields.append(field) }

  subscript(_ name: String) -> Field? { fields.first { $0.name == name } }
}

/// A key that is there, and its value.
struct Field {
  let name: String
  let position: SourcePosition
  let value: YAMLNode
  /// How it could be written.
  let example: String

  /// Nil where `keys` don't have the name.
  init?(name: String, entry: YAMLEntry, keys: KeySet) {
    guard let example = keys.examples.first(where: { $0.name == name })?.example else {
      return nil
    }
    self.init(name: name, position: entry.key.position, value: entry.value, example: example)
  }

  init(name: String, position: SourcePosition, value: YAMLNode, example: String) {
    self.name = name
    self.position = position
    self.value = value
    self.example = example
  }
}
