/// What a project is called where nobody has said so: by its git remote, else by its folder.
package enum ProjectName {
  /// Larger files of git's are no configuration.
  private static let sizeLimit = 1 << 20

  /// `owner/name` of the remote `upstream`, else `origin`, else any; else the folder's name.
  ///
  /// - `root`: The project's folder; absolute.
  package static func name(ofRoot root: String) -> String {
    if let configuration = configuration(ofRoot: root), let name = remote(in: configuration) {
      return name
    }
    let folder = root.split(separator: "/").last.map(String.init)
    return folder ?? "root"
  }

  private static func configuration(ofRoot root: String) -> String? {
    if let text = text(at: "\(root)/.git/config") { return text }
    // A worktree or a submodule: `.git` is a file that names the folder.
    guard let pointer = text(at: "\(root)/.git"), pointer.hasPrefix("gitdir: ") else { return nil }
    let target = pointer.dropFirst(8).prefix { !$0.isNewline }
    let folder = target.hasPrefix("/") ? String(target) : "\(root)/\(target)"
    if let text = text(at: "\(folder)/config") { return text }
    guard let common = text(at: "\(folder)/commondir")?.split(whereSeparator: \.isNewline).first
    else { return nil }
    return text(at: common.hasPrefix("/") ? "\(common)/config" : "\(folder)/\(common)/config")
  }

  private static func text(at path: String) -> String? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    let base = BaseFolder(path: String(path[..<slash]))
    let name = String(path[path.index(after: slash)...])
    guard let reader = try? DocumentReader(portablePath: name, in: base),
      let bytes = try? reader.readAll(limit: sizeLimit)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `owner/name` of the remote that a git configuration prefers.
  package static func remote(in configuration: String) -> String? {
    var remotes: [String: String] = [:]
    var order: [String] = []
    var section: String?
    for line in configuration.split(whereSeparator: \.isNewline) {
      let text = line.drop { $0 == " " || $0 == "\t" }
      if text.hasPrefix("[") {
        section =
          text.hasPrefix("[remote \"")
          ? String(text.dropFirst(9).prefix { $0 != "\"" }) : nil
      } else if let section, text.hasPrefix("url"), let equals = text.firstIndex(of: "=") {
        let url = text[text.index(after: equals)...].drop { $0 == " " }
        guard remotes[section] == nil, let name = ownerAndName(ofURL: String(url)) else { continue }
        remotes[section] = name
        order.append(section)
      }
    }
    return remotes["upstream"] ?? remotes["origin"] ?? order.first.flatMap { remotes[$0] }
  }

  /// `acme/web` of `git@github.com:acme/web.git` and `https://github.com/acme/web`; nil for paths.
  package static func ownerAndName(ofURL url: String) -> String? {
    guard url.contains("://") || (url.contains(":") && !url.hasPrefix("/")) else { return nil }
    let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? Substring(url)
    let path = rest.drop { $0 != "/" && $0 != ":" }
    var parts = path.split { $0 == "/" || $0 == ":" }.map(String.init)
    // A port stands where the owner would be.
    if parts.count > 2, parts[0].allSatisfy(\.isNumber) { parts.removeFirst() }
    guard parts.count >= 2, var name = parts.last else { return nil }
    if name.hasSuffix(".git") { name.removeLast(4) }
    let owner = parts[parts.count - 2]
    return name.isEmpty || owner.isEmpty ? nil : "\(owner)/\(name)"
  }
}
