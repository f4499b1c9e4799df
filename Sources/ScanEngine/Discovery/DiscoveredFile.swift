/// A folder that files are looked for in: the project root, or an agent's own.
///
/// A reference, for every file that is found has one.
package final class BaseFolder: Hashable, Sendable {
  /// Absolute; symbolic links in it are followed, for it is the user's own choice.
  package let path: String
  /// What the portable paths below it begin with: empty, or such as `${claude_code}/`.
  package let prefix: String

  package init(path: String, prefix: String = "") {
    self.path = path
    self.prefix = prefix
  }

  package static func == (left: BaseFolder, right: BaseFolder) -> Bool {
    left === right || left.path == right.path && left.prefix == right.prefix
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(path)
    hasher.combine(prefix)
  }
}

/// A file that a source's globs name and its window takes.
public struct DiscoveredFile: Hashable, Sendable {
  package let base: BaseFolder
  /// Unique among the project's files, the same on every machine.
  package let portablePath: String
  package let status: FileStatus
  /// What the glob's first `*` stands for, where the source has sessions.
  package let session: String?

  package init(base: BaseFolder, portablePath: String, status: FileStatus, session: String?) {
    self.base = base
    self.portablePath = portablePath
    self.status = status
    self.session = session
  }

  /// The same file as it is now.
  func with(_ status: FileStatus) -> DiscoveredFile {
    DiscoveredFile(base: base, portablePath: portablePath, status: status, session: session)
  }

  /// The bytes of its path below the base folder.
  var relativePath: [UInt8] {
    PortablePath.decode(String(portablePath.dropFirst(base.prefix.count)))
  }
}
