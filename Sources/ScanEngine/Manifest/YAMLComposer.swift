/// Builds the one value that a YAML file holds, within limits that no honest manifest meets.
struct YAMLComposer: ~Copyable {
  /// In bytes.
  static let largestFile = 8 << 20
  /// Values, counted as often as aliases repeat them.
  static let mostNodes = 100_000
  static let deepestNesting = 64

  private var parser: YAMLParser
  private let file: String
  private var anchors: [String: YAMLNode] = [:]
  /// Anchors of collections that are still being read: an alias to one would have no end.
  private var openAnchors: Set<String> = []
  private var nodes = 0

  /// Reads the whole of `bytes`; what is wrong with it as YAML is thrown, as nothing that follows
  /// can be trusted then.
  static func compose(_ bytes: [UInt8], file: String) throws(ManifestMistake) -> YAMLNode {
    let start = SourcePosition(file: file, line: 1, column: 1)
    guard bytes.count <= largestFile else {
      throw ManifestMistake(.fileTooLarge(bytes: bytes.count, limit: largestFile), at: start)
    }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      throw ManifestMistake(.notUTF8, at: start)
    }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
    guard let parser = YAMLParser(text) else {
      throw ManifestMistake(.outOfMemory, at: start)
    }
    var composer = YAMLComposer(parser: parser, file: file)
    return try composer.document()
  }

  private init(parser: consuming YAMLParser, file: String) {
    self.parser = parser
    self.file = file
  }

  private mutating func document() throws(ManifestMistake) -> YAMLNode {
    let start = SourcePosition(file: file, line: 1, column: 1)
    var root: YAMLNode?
    while true {
      let event = try next()
      switch event.kind {
      case .streamEnd:
        guard let root, !root.isEmptyDocument else { throw ManifestMistake(.emptyFile, at: start) }
        return root
      case .documentStart where root != nil:
        throw mistake(.severalDocuments, at: event.start)
      case .streamStart, .documentStart, .documentEnd:
        continue
      default:
        root = try node(event, depth: 0)
      }
    }
  }

  private mutating func next() throws(ManifestMistake) -> YAMLEvent {
    do {
      return try parser.next()
    } catch {
      let position = SourcePosition(file: file, line: error.line, column: error.column)
      let isEncoding = error.problem.contains("UTF-8") || error.problem.contains("octet")
      let kind: ManifestMistake.Kind =
        isEncoding
        ? .notUTF8
        : .notYAML(
          error.problem, context: error.context?.text, since: error.context?.line,
          character: error.character)
      throw ManifestMistake(kind, at: position)
    }
  }

  private mutating func node(
    _ event: YAMLEvent, depth: Int
  ) throws(ManifestMistake) -> YAMLNode {
    guard depth < Self.deepestNesting else {
      throw mistake(.nestedTooDeep(limit: Self.deepestNesting), at: event.start)
    }
    switch event.kind {
    case .alias(let name):
      return try alias(name, depth: depth, at: event.start)
    case .scalar(let scalar, let properties):
      try refuseTag(properties, at: event.start)
      let node = leaf(scalar.text, style: scalar.style, properties: properties, event: event)
      try count(1, at: event.start)
      if let anchor = properties.anchor { anchors[anchor] = node }
      return node
    case .sequenceStart(let properties):
      return try collection(properties, at: event.start) { (composer) throws(ManifestMistake) in
        let items = try composer.items(depth: depth + 1)
        return YAMLNode(items, at: composer.position(event.start))
      }
    case .mappingStart(let properties):
      return try collection(properties, at: event.start) { (composer) throws(ManifestMistake) in
        let entries = try composer.entries(depth: depth + 1)
        return YAMLNode(entries, at: composer.position(event.start))
      }
    case .streamStart, .documentStart, .documentEnd, .streamEnd, .collectionEnd:
      // libyaml's grammar has a value at every place where this is called.
      preconditionFailure("no value begins with this event")
    }
  }

  private mutating func collection(
    _ properties: YAMLEvent.Properties, at mark: YAMLEvent.Mark,
    _ read: (inout YAMLComposer) throws(ManifestMistake) -> YAMLNode
  ) throws(ManifestMistake) -> YAMLNode {
    try refuseTag(properties, at: mark)
    try count(1, at: mark)
    guard let anchor = properties.anchor else { return try read(&self) }
    openAnchors.insert(anchor)
    let node = try read(&self)
    openAnchors.remove(anchor)
    anchors[anchor] = node
    return node
  }

  private mutating func items(depth: Int) throws(ManifestMistake) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while true {
      let event = try next()
      if case .collectionEnd = event.kind { return items }
      items.append(try node(event, depth: depth))
    }
  }

  private mutating func entries(depth: Int) throws(ManifestMistake) -> [YAMLEntry] {
    var entries: [YAMLEntry] = []
    while true {
      let event = try next()
      if case .collectionEnd = event.kind { return entries }
      let key = try node(event, depth: depth)
      let value = try node(try next(), depth: depth)
      entries.append(YAMLEntry(key: key, value: value))
    }
  }

  private mutating func alias(
    _ name: String, depth: Int, at mark: YAMLEvent.Mark
  ) throws(ManifestMistake) -> YAMLNode {
    if openAnchors.contains(name) { throw mistake(.endlessAlias(name), at: mark) }
    guard let node = anchors[name] else { throw mistake(.unknownAlias(name), at: mark) }
    guard depth + node.height < Self.deepestNesting else {
      throw mistake(.nestedTooDeep(limit: Self.deepestNesting), at: mark)
    }
    try count(node.size, at: mark)
    return node
  }

  private mutating func count(_ more: Int, at mark: YAMLEvent.Mark) throws(ManifestMistake) {
    nodes += more
    guard nodes <= Self.mostNodes else {
      throw mistake(.tooManyNodes(limit: Self.mostNodes), at: mark)
    }
  }

  private func refuseTag(
    _ properties: YAMLEvent.Properties, at mark: YAMLEvent.Mark
  ) throws(ManifestMistake) {
    if let tag = properties.tag { throw mistake(.tag(tag), at: mark) }
  }

  private func leaf(
    _ text: String, style: YAMLScalar.Style, properties: YAMLEvent.Properties, event: YAMLEvent
  ) -> YAMLNode {
    let place = ScalarMarks.locate(
      text, style: style, source: parser.source(of: event), start: event.start,
      hasProperties: !properties.isEmpty)
    return YAMLNode(
      YAMLScalar(text: text, style: style, marks: place.marks),
      at: SourcePosition(file: file, line: place.line, column: place.column))
  }

  private func position(_ mark: YAMLEvent.Mark) -> SourcePosition {
    SourcePosition(file: file, line: mark.line, column: mark.column)
  }

  private func mistake(
    _ kind: ManifestMistake.Kind, at mark: YAMLEvent.Mark
  ) -> ManifestMistake {
    ManifestMistake(kind, at: position(mark))
  }
}

extension YAMLNode {
  /// A file of blanks, comments or `---` alone.
  fileprivate var isEmptyDocument: Bool {
    if case .scalar(let scalar) = content { return scalar.style == .plain && scalar.text.isEmpty }
    return false
  }
}
