internal import CGNU

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open folder and the names in it, in the file system's order.
///
/// Closed when it goes.
struct FolderStream: ~Copyable {
  /// What the folder says about an entry without asking the file system for more.
  enum KindHint: Hashable, Sendable {
    case file, folder, symbolicLink, other, unknown
  }

  /// Open as long as the stream is.
  let descriptor: Int32
  private var names: FolderNames

  /// Opens the folder `name` of another; fails where it is a symbolic link, unless `AT_FDCWD` says
  /// that it is a path of the user's own.
  ///
  /// - `buffer`: Holds the names that were read; nothing else may use it while the stream is open.
  init(
    _ name: UnsafePointer<CChar>, in folder: Int32, buffer: FolderBuffer
  ) throws(SystemError) {
    let noFollow = folder == AT_FDCWD ? 0 : O_NOFOLLOW
    descriptor = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | noFollow)
    guard descriptor >= 0 else { throw SystemError(errno) }
    do throws(SystemError) {
      names = try FolderNames(descriptor, buffer)
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { names.close(descriptor) }

  /// The next entry but for `.` and `..`; its name is valid until the next call.
  mutating func next() throws(SystemError) -> (name: UnsafePointer<CChar>, hint: KindHint)? {
    while let (name, type) = try names.next(of: descriptor) {
      if name[0] == 0x2E, name[1] == 0 || (name[1] == 0x2E && name[2] == 0) { continue }
      return (name, Self.hint(type))
    }
    return nil
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

/// Memory for the names of one folder, used again for the next.
final class FolderBuffer {
  fileprivate let bytes: UnsafeMutableRawBufferPointer

  init() { bytes = .allocate(byteCount: 32_768, alignment: 16) }

  deinit { bytes.deallocate() }
}

#if os(Linux)
  /// Reads names with getdents64(2): readdir's own stream costs four more calls for each folder.
  ///
  /// Where Swift runs on Linux, all of 64 bits, its entries are laid out as `dirent` is.
  private struct FolderNames {
    private let buffer: FolderBuffer
    private var filled = 0
    private var position = 0

    init(_ descriptor: Int32, _ buffer: FolderBuffer) throws(SystemError) { self.buffer = buffer }

    func close(_ descriptor: Int32) { Glibc.close(descriptor) }

    mutating func next(
      of descriptor: Int32
    ) throws(SystemError) -> (name: UnsafePointer<CChar>, type: UInt8)? {
      if position >= filled {
        position = 0
        filled = getdents64(descriptor, buffer.bytes.baseAddress, buffer.bytes.count)
        if filled < 0 { throw SystemError(errno) }
        if filled == 0 { return nil }
      }
      guard let start = buffer.bytes.baseAddress?.advanced(by: position),
        let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name),
        let typeOffset = MemoryLayout<dirent>.offset(of: \.d_type),
        let lengthOffset = MemoryLayout<dirent>.offset(of: \.d_reclen)
      else { return nil }
      position += Int(start.load(fromByteOffset: lengthOffset, as: UInt16.self))
      return (
        UnsafePointer((start + nameOffset).assumingMemoryBound(to: CChar.self)),
        start.load(fromByteOffset: typeOffset, as: UInt8.self)
      )
    }
  }
#else
  /// Reads names with readdir(3).
  private struct FolderNames {
    private let stream: UnsafeMutablePointer<DIR>

    init(_ descriptor: Int32, _ buffer: FolderBuffer) throws(SystemError) {
      guard let stream = fdopendir(descriptor) else { throw SystemError(errno) }
      self.stream = stream
    }

    /// Closes the descriptor too.
    func close(_ descriptor: Int32) { closedir(stream) }

    func next(
      of descriptor: Int32
    ) throws(SystemError) -> (name: UnsafePointer<CChar>, type: UInt8)? {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw SystemError(errno) }
        return nil
      }
      guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
      let name = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
      return (name, entry.pointee.d_type)
    }
  }
#endif
