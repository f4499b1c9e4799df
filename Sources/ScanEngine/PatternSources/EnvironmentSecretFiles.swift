#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension EnvironmentSecrets {
  /// Larger files are no `.env`, in bytes.
  private static let sizeLimit = 256 * 1_024
  /// A project with more of them is left with these.
  private static let countLimit = 64

  /// Of `.env` and `.env.*` in the project's folder; of none below it, and through no link.
  package init(filesIn root: BaseFolder) {
    var names: [String] = []
    if var folder = try? FolderStream(root.path, in: AT_FDCWD, buffer: FolderBuffer()) {
      while let entry = try? folder.next() {
        let name = String(cString: entry.name)
        if name == ".env" || name.hasPrefix(".env.") { names.append(name) }
      }
    }
    self.init(
      names.sorted().prefix(Self.countLimit).compactMap { name in
        guard let reader = try? DocumentReader(portablePath: name, in: root) else { return nil }
        return try? reader.readAll(limit: Self.sizeLimit)
      })
  }
}
