/// Which files a source reads: its globs, exclusions and window, ready to be matched.
package struct FileSelection: Hashable, Sendable {
  /// Where a glob is looked for.
  package enum Place: Hashable, Sendable {
    case project
    case agent(AgentFolders.Agent)
  }

  struct Search: Hashable, Sendable {
    let place: Place
    let glob: GlobPattern
  }

  let searches: [Search]
  let exclusions: Exclusions
  package let window: Window
  package let hasSessions: Bool
  package let isEnabled: Bool

  /// Throws the first mistake in a glob or exclusion; ``mistake(inGlob:)`` and
  /// ``mistake(inExclude:)`` find one in a given text, whose position is known.
  package init(_ source: SourceDeclaration) throws(GlobMistake) {
    var searches: [Search] = []
    for glob in source.globs { searches.append(try Self.search(glob.value)) }
    var exclusions = Exclusions()
    for exclude in source.exclude { try exclusions.add(exclude.value) }
    self.searches = searches
    self.exclusions = exclusions
    window = source.window
    hasSessions = source.hasSessions
    isEnabled = source.isEnabled
  }

  /// What is wrong with a text as one of a source's globs.
  package static func mistake(inGlob text: String) -> GlobMistake? {
    do {
      _ = try search(text)
      return nil
    } catch {
      return error
    }
  }

  /// What is wrong with a text as one of a source's exclusions.
  package static func mistake(inExclude text: String) -> GlobMistake? {
    var exclusions = Exclusions()
    do {
      try exclusions.add(text)
      return nil
    } catch {
      return error
    }
  }

  private static func search(_ text: String) throws(GlobMistake) -> Search {
    guard text.hasPrefix("${") else { return Search(place: .project, glob: try GlobPattern(text)) }
    guard let end = text.firstIndex(of: "}") else { throw GlobMistake(.unclosedBrace, at: 1) }
    let name = String(text[text.index(text.startIndex, offsetBy: 2)..<end])
    guard let agent = AgentFolders.Agent(rawValue: name) else {
      throw GlobMistake(.unknownFolder(name))
    }
    let rest = text[text.index(after: end)...]
    guard rest.isEmpty || rest.first == "/" else { throw GlobMistake(.unknownFolder(name)) }
    let below = rest.drop { $0 == "/" }
    return Search(place: .agent(agent), glob: try GlobPattern(below.isEmpty ? "**" : String(below)))
  }
}

/// What a source leaves out: by name anywhere, or by path.
struct Exclusions: Hashable, Sendable {
  /// Those without a wildcard, as most are.
  private var literalNames: [[UInt8]] = []
  private var names: [GlobPattern] = []
  private var paths: [GlobPattern] = []

  /// A text without a slash is tried on names, one with a slash on paths.
  mutating func add(_ text: String) throws(GlobMistake) {
    let pattern = try GlobPattern(Array(text.utf8), hiddenNames: .always)
    if text.utf8.contains(UInt8(ascii: "/")) {
      paths.append(pattern)
    } else if let literals = pattern.literalNames {
      literalNames += literals
    } else {
      names.append(pattern)
    }
  }

  func excludes(name: UnsafeRawBufferPointer) -> Bool {
    literalNames.contains(where: name.isEqual) || names.contains { $0.matches(name) }
  }

  /// `path` is relative to the folder that the glob matched, else to the glob's literal folders.
  func excludes(path: UnsafeRawBufferPointer) -> Bool { paths.contains { $0.matches(path) } }
}
