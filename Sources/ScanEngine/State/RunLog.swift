#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file that hooks write to: `.orchestrator/scanctl.log`.
///
/// When it is full it becomes `scanctl.log.1`, which it replaces.
package struct RunLog: Hashable, Sendable {
  /// A longer log is set aside, in bytes.
  static let sizeLimit: Int64 = 256 * 1_024
  /// A longer line is cut, in bytes.
  static let lineLimit = 8_192

  private let folder: String

  /// - Parameter root: The absolute path of the project.
  package init(root: String) { folder = PrivateFolder.path(ofProject: root) }

  /// The file's absolute path.
  package var path: String { folder + "/scanctl.log" }

  /// Adds a line that has been made inert, in one piece whoever writes at the same time.
  package func add(_ line: String) throws(SystemError) {
    guard try PrivateFolder.make(folder) == .folder else { throw SystemError(ENOTDIR) }
    let file = open(
      path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
    guard file >= 0 else { throw SystemError(errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw SystemError(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(EINVAL) }
    let bytes = Array(line.utf8.prefix(Self.lineLimit)) + [UInt8(ascii: "\n")]
    let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    guard count == bytes.count else { throw SystemError(count < 0 ? errno : ENOSPC) }
    if Int64(status.st_size) + Int64(count) > Self.sizeLimit { rename(path, path + ".1") }
  }
}
