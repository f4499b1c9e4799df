#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the file system knows about a file.
package struct FileStatus: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case file, folder, symbolicLink, other
  }

  let kind: Kind
  /// In bytes.
  package let size: Int64
  /// When its content changed last, in nanoseconds since 1970, UTC.
  package let modified: Int64
  /// When its content or its entry changed last, in nanoseconds since 1970, UTC; can't be set back.
  package let changed: Int64
  package let inode: UInt64
  package let device: UInt64

  /// Of the open file.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Of a path; of a symbolic link itself, not of what it names.
  package init?(path: String) { self.init(name: path, in: AT_FDCWD) }

  /// Of a name in an open folder; of a symbolic link itself, not of what it names.
  init?(name: UnsafePointer<CChar>, in folder: Int32) {
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    self.init(status)
  }

  /// Of a document in memory.
  init(size: Int64) {
    kind = .file
    self.size = size
    (modified, changed, inode, device) = (0, 0, 0, 0)
  }

  private init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .symbolicLink
    default: kind = .other
    }
    size = Int64(status.st_size)
    inode = UInt64(status.st_ino)
    device = UInt64(truncatingIfNeeded: status.st_dev)
    #if canImport(Darwin)
      modified = Self.nanoseconds(status.st_mtimespec)
      changed = Self.nanoseconds(status.st_ctimespec)
    #else
      modified = Self.nanoseconds(status.st_mtim)
      changed = Self.nanoseconds(status.st_ctim)
    #endif
  }

  /// What was written within this time before may be written again without its times changing, in
  /// milliseconds.
  private static let settlingTime: Int64 = 50

  /// Whether what changed at `changed`, in nanoseconds since 1970, can't have changed since without
  /// its times telling.
  package static func isSettled(_ changed: Int64, at now: Timestamp) -> Bool {
    changed / 1_000_000 < now.milliseconds - settlingTime
  }

  /// A time that doesn't fit (after 2262) counts as the latest that does.
  private static func nanoseconds(_ time: timespec) -> Int64 {
    let (seconds, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? (time.tv_sec < 0 ? .min : .max) : seconds &+ Int64(time.tv_nsec)
  }
}
