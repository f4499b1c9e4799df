extension ManifestReader {
  /// Which `${…}` a glob may begin with.
  enum GlobFolders {
    case agents
    case none
  }

  /// Reports a glob that names anything outside of the project, or that can't be read.
  mutating func checkGlob(_ glob: Located<String>, key: String, folders: GlobFolders) {
    guard !Self.hasControlCharacter(glob.value) else {
      return report(.controlCharacter(key), at: glob.position)
    }
    let text = glob.value
    if text.hasPrefix("/") || text.hasPrefix("\\") || Self.hasDrive(text) {
      return report(.absoluteGlob(text), at: glob.position)
    }
    if text == "~" || text.hasPrefix("~/") { return report(.homeGlob(text), at: glob.position) }
    if text.split(separator: "/").contains("..") {
      return report(.climbingGlob(text), at: glob.position)
    }
    guard checkFolder(glob, folders: folders) else { return }
    if let bracket = Self.unbalanced(Self.withoutFolder(text)) {
      report(.unbalancedGlob(text, bracket), at: glob.position)
    }
  }

  /// `C:\logs` or `C:/logs`.
  private static func hasDrive(_ text: String) -> Bool {
    let head = Array(text.utf8.prefix(3))
    return head.count == 3 && UInt8(ascii: "a")...UInt8(ascii: "z") ~= head[0] | 0x20
      && head[1] == UInt8(ascii: ":")
      && (head[2] == UInt8(ascii: "/") || head[2] == UInt8(ascii: "\\"))
  }

  /// Whether every `${…}` is a known one and stands at the head.
  private mutating func checkFolder(_ glob: Located<String>, folders: GlobFolders) -> Bool {
    if folders == .none {
      guard glob.value.contains("${") else { return true }
      report(.folderInExclude(glob.value), at: glob.position)
      return false
    }
    guard let (name, rest) = Self.folder(of: glob.value) else {
      guard glob.value.contains("${") else { return true }
      report(.misplacedGlobFolder(glob.value), at: glob.position)
      return false
    }
    let known = ManifestMistake.Kind.globFolders
    guard known.contains(name) else {
      let nearest = NearestName.nearest(to: name, among: known)
      report(.unknownGlobFolder(name, nearest: nearest), at: glob.position)
      return false
    }
    guard rest.isEmpty || rest.hasPrefix("/"), !rest.contains("${") else {
      report(.misplacedGlobFolder(glob.value), at: glob.position)
      return false
    }
    return true
  }

  /// The name in a `${…}` that the glob begins with, and what follows it.
  private static func folder(of glob: String) -> (name: String, rest: Substring)? {
    guard glob.hasPrefix("${"), let end = glob.firstIndex(of: "}") else { return nil }
    return (String(glob[..<end].dropFirst(2)), glob[glob.index(after: end)...])
  }

  private static func withoutFolder(_ glob: String) -> Substring {
    folder(of: glob)?.rest ?? glob[...]
  }

  /// The first bracket or brace without its partner; a backslash makes the next one a literal.
  private static func unbalanced(_ glob: Substring) -> Character? {
    var open = 0
    var rest = glob[...]
    while let character = rest.popFirst() {
      switch character {
      case "\\":
        _ = rest.popFirst()
      case "[":
        guard let end = classEnd(rest) else { return "[" }
        rest = rest[end...]
      case "{":
        open += 1
      case "}":
        guard open > 0 else { return "}" }
        open -= 1
      default:
        break
      }
    }
    return open > 0 ? "{" : nil
  }

  /// After the `]` that ends a class; one right at its beginning is a member.
  private static func classEnd(_ text: Substring) -> Substring.Index? {
    var rest = text
    if rest.first == "!" || rest.first == "^" { rest = rest.dropFirst() }
    if rest.first == "]" { rest = rest.dropFirst() }
    guard let end = rest.firstIndex(of: "]"), !rest[..<end].contains("/") else { return nil }
    return rest.index(after: end)
  }
}
