/// Where coding agents keep their transcripts of one project.
package struct AgentFolders: Hashable, Sendable {
  /// An agent, as a glob names its folder.
  package enum Agent: String, CaseIterable, Hashable, Sendable {
    case claudeCode = "claude_code"
    case codex
    case gemini
  }

  /// The project's absolute path, for agents that keep all projects in one folder.
  let project: String
  private let paths: [Agent: [String]]

  /// - Parameters:
  ///   - environment: `CLAUDE_CONFIG_DIR`, `CODEX_HOME` and `HOME` are looked up.
  ///   - project: Absolute, without a slash at its end, symbolic links resolved as agents do.
  package init(environment: [String: String], project: String) {
    self.project = project
    func folder(_ variable: String, _ name: String) -> String? {
      if let path = environment[variable], path.hasPrefix("/") { return path }
      return environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/\(name)" : nil }
    }
    let slug = Self.slug(project)
    var paths: [Agent: [String]] = [:]
    if let claude = folder("CLAUDE_CONFIG_DIR", ".claude") {
      paths[.claudeCode] = ["\(claude)/projects/\(slug)"]
    }
    if let codex = folder("CODEX_HOME", ".codex") { paths[.codex] = ["\(codex)/sessions"] }
    if let home = environment["HOME"], home.hasPrefix("/") {
      // Gemini named the folder by the path's SHA-256 before it took to slugs.
      let names = [slug, SHA256.hex(SHA256.digest(of: Array(project.utf8)))]
      paths[.gemini] = names.map { "\(home)/.gemini/tmp/\($0)" }
    }
    self.paths = paths
  }

  package static let none = AgentFolders(environment: [:], project: "")

  /// The folders that may hold the agent's transcripts; whether they exist isn't looked at.
  package func bases(of agent: Agent) -> [BaseFolder] {
    (paths[agent] ?? []).map { BaseFolder(path: $0, prefix: "${\(agent.rawValue)}/") }
  }

  /// The portable path of a transcript of this project; nil where it is none of the agent's.
  ///
  /// - `path`: Absolute, symbolic links resolved.
  /// - `resolving`: Resolves the links of a folder's path; nil where there is no such folder.
  package func portablePath(
    of path: String, agent: Agent, resolving: (String) -> String?
  ) -> String? {
    for base in bases(of: agent) {
      guard let folder = resolving(base.path), path.hasPrefix(folder + "/") else { continue }
      let relative = Array(path.utf8.dropFirst(folder.utf8.count + 1))
      return base.prefix + relative.withUnsafeBytes { PortablePath.encode($0) }
    }
    return nil
  }

  /// The path with everything but ASCII letters and digits as `-`, counted in UTF-16 as the agents,
  /// which are JavaScript, do.
  static func slug(_ path: String) -> String {
    String(
      decoding: path.utf16.map { unit in
        switch unit {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: UInt8(unit)
        default: UInt8(ascii: "-")
        }
      }, as: UTF8.self)
  }
}
