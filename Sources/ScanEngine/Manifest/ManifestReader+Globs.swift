extension ManifestReader {
  /// Which `${…}` a glob may begin with.
  enum GlobFolders {
    case agents
    case none
  }

  /// Reports a glob that names anything outside of the project.
  ///
  /// Whether it can be read otherwise is found out by the parser that discovery uses.
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
    checkFolder(glob, folders: folders)
  }

  /// `C:\logs` or `C:/logs`.
  private static func hasDrive(_ text: String) -> Bool {
    let head = Array(text.utf8.prefix(3))
    return head.count == 3 && UInt8(ascii: "a")...UInt8(ascii: "z") ~= head[0] | 0x20
      && head[1] == UInt8(ascii: ":")
      && (head[2] == UInt8(ascii: "/") || head[2] == UInt8(ascii: "\\"))
  }

  /// Reports a `${…}` that is not known or doesn't stand at the head.
  private mutating func checkFolder(_ glob: Located<String>, folders: GlobFolders) {
    guard glob.value.contains("${") else { return }
    guard folders == .agents else {
      return report(.folderInExclude(glob.value), at: glob.position)
    }
    guard let (name, rest) = Self.folder(of: glob.value) else {
      return report(.misplacedGlobFolder(glob.value), at: glob.position)
    }
    let known = ManifestMistake.Kind.globFolders
    if !known.contains(name) {
      let nearest = NearestName.nearest(to: name, among: known)
      report(.unknownGlobFolder(name, nearest: nearest), at: glob.position)
    } else if rest.contains("${") || !rest.isEmpty && !rest.hasPrefix("/") {
      report(.misplacedGlobFolder(glob.value), at: glob.position)
    }
  }

  /// The name in a `${…}` that the glob begins with, and what follows it.
  private static func folder(of glob: String) -> (name: String, rest: Substring)? {
    guard glob.hasPrefix("${"), let end = glob.firstIndex(of: "}") else { return nil }
    return (String(glob[..<end].dropFirst(2)), glob[glob.index(after: end)...])
  }
}
