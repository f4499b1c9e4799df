#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open folder and the names in it, in the file system's order.
struct FolderStream: ~Copyable {
  #if canImport(Darwin)
    private typealias Stream = UnsafeMutablePointer<DIR>
  #else
    private typealias Stream = OpaquePointer
  #endif

  /// What the folder says about an entry without asking the file system for more.
  enum KindHint: Hashable, Sendable {
    case file, folder, symbolicLink, other, unknown
  }

  private let stream: Stream
  /// Open as long as the stream is.
  let descriptor: Int32

  /// Opens the folder `name` of another; fails where it is a symbolic link, unless `AT_FDCWD` says
  /// that it is a path of the user's own.
  init(_ name: UnsafePointer<CChar>, in folder: Int32) throws(SystemError) {
    let noFollow = folder == AT_FDCWD ? 0 : O_NOFOLLOW
    let opened = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | noFollow)
    guard opened >= 0 else { throw SystemError(errno) }
    guard let stream = fdopendir(opened) else {
      let error = SystemError(errno)
      close(opened)
      throw error
    }
    self.stream = stream
    descriptor = opened
  }

  deinit { closedir(stream) }

  /// The next entry but for `.` and `..`; its name is valid until the next call.
  func next() throws(SystemError) -> (name: UnsafePointer<CChar>, hint: KindHint)? {
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw SystemError(errno) }
        return nil
      }
      guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
      let name = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
      if strcmp(name, ".") == 0 || strcmp(name, "..") == 0 { continue }
      return (name, Self.hint(entry.pointee.d_type))
    }
  }

  private static func hint(_ type: UInt8) -> KindHint {
    switch Int(type) {
    case Int(DT_REG): .file
    case Int(DT_DIR): .folder
    case Int(DT_LNK): .symbolicLink
    case Int(DT_UNKNOWN): .unknown
    default: .other
    }
  }
}
