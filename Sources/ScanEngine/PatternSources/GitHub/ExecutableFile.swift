#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A file that may be run.
enum ExecutableFile {
  /// The program of that name on a `PATH`.
  ///
  /// Only absolute folders count: one that lies in the project must not be run.
  static func find(_ name: String, path: String) -> String? {
    path.split(separator: ":").lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
      .first { exists(at: $0) }
  }

  /// Whether there is a regular file, or a link to one, that this user may run.
  static func exists(at path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
  }
}
