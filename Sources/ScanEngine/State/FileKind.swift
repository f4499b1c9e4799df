#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What stands at a path, a symbolic link being told from what it leads to.
enum FileKind: Hashable, Sendable {
  case nothing
  case file
  case folder
  case link
  case other

  init(at path: String) throws(SystemError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      // ENOTDIR: a file stands where a folder of the path should be.
      guard errno == ENOENT || errno == ENOTDIR else { throw SystemError(errno) }
      self = .nothing
      return
    }
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
  }
}

/// A folder for the project's own files, for its owner only.
enum PrivateFolder {
  /// Where scanctl keeps what it learns of a project.
  ///
  /// - `root`: The absolute path of the project.
  static func path(ofProject root: String) -> String {
    (root == "/" ? "" : root) + "/.orchestrator"
  }

  /// Makes it where it is missing; returns what stands there then.
  static func make(_ path: String) throws(SystemError) -> FileKind {
    let found = try FileKind(at: path)
    guard found == .nothing else { return found }
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw SystemError(errno) }
    return try FileKind(at: path)
  }
}
