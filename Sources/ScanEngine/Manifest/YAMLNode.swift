/// A value of a YAML file that remembers where it stands.
///
/// An alias is replaced by what it stands for, with the position of that.
struct YAMLNode: Sendable {
  enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    /// In the file's order; keys may repeat.
    case mapping([YAMLEntry])
  }

  let content: Content
  let position: SourcePosition
  /// How many nodes it has, itself included, aliases as often as they stand there.
  let size: Int
  /// How many levels are below it; 0 for a scalar.
  let height: Int

  init(_ scalar: YAMLScalar, at position: SourcePosition) {
    content = .scalar(scalar)
    self.position = position
    size = 1
    height = 0
  }

  init(_ items: [YAMLNode], at position: SourcePosition) {
    content = .sequence(items)
    self.position = position
    size = items.reduce(1) { $0 + $1.size }
    height = 1 + (items.lazy.map(\.height).max() ?? 0)
  }

  init(_ entries: [YAMLEntry], at position: SourcePosition) {
    content = .mapping(entries)
    self.position = position
    size = entries.reduce(1) { $0 + $1.key.size + $1.value.size }
    height = 1 + (entries.lazy.map { max($0.key.height, $0.value.height) }.max() ?? 0)
  }
}

/// A key of a mapping and its value.
struct YAMLEntry: Sendable {
  let key: YAMLNode
  let value: YAMLNode
}

/// A text as the file has it, without quotes and escapes.
struct YAMLScalar: Sendable {
  enum Style: Hashable, Sendable {
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
    case folded
  }

  let text: String
  let style: Style
  let marks: ByteMarks

  /// Whether nothing is written, or one of the words for it.
  var isNull: Bool { style == .plain && ["", "~", "null", "Null", "NULL"].contains(text) }
}
