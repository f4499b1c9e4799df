internal import CGNU

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open document.
///
/// It is read, not mapped: a mapped file that is truncated meanwhile would end the process. Opening
/// goes folder by folder and follows no symbolic link below the base, waits for no writer, and
/// refuses what is no regular file.
///
/// Safe from any thread: it has no place of its own in the file.
package struct DocumentReader: ~Copyable, Sendable {
  /// As it was when the document was opened.
  package let status: FileStatus
  private let descriptor: Int32
  /// What stands for the file's bytes where it was decoded.
  private let text: [UInt8]?
  private let path: String

  package init(_ file: DiscoveredFile) throws(ReadError) {
    try self.init(file.portablePath, below: file.base, relativePath: file.relativePath)
  }

  /// A file below a folder by its path as the state has it, `base.prefix` included.
  package init(portablePath: String, in base: BaseFolder) throws(ReadError) {
    guard portablePath.hasPrefix(base.prefix) else {
      throw ReadError(.outsideBase, path: portablePath)
    }
    let relative = PortablePath.decode(String(portablePath.dropFirst(base.prefix.count)))
    try self.init(portablePath, below: base, relativePath: relative)
  }

  /// An open file that the reader takes over, such as standard input; `path` is its name in messages.
  package init(descriptor: Int32, path: String) throws(ReadError) {
    guard let status = FileStatus(descriptor: descriptor), status.kind == .file else {
      throw ReadError(.notAFile, path: path)
    }
    self.descriptor = descriptor
    self.status = status
    self.path = path
    text = nil
  }

  /// A document that is in memory.
  package init(text: [UInt8], path: String) {
    status = FileStatus(size: Int64(text.count))
    descriptor = -1
    self.text = text
    self.path = path
  }

  private init(copying reader: borrowing DocumentReader, descriptor: Int32) {
    status = reader.status
    self.descriptor = descriptor
    text = reader.text
    path = reader.path
  }

  /// Another reader of the same open file.
  func duplicate() throws(ReadError) -> DocumentReader {
    guard descriptor >= 0 else { return DocumentReader(copying: self, descriptor: descriptor) }
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw ReadError(SystemError(errno), path: path) }
    return DocumentReader(copying: self, descriptor: copy)
  }

  private init(_ path: String, below base: BaseFolder, relativePath: [UInt8]) throws(ReadError) {
    let names = relativePath.split(separator: UInt8(ascii: "/"))
    let leadsOut = names.contains { $0.elementsEqual("..".utf8) || $0.contains(0) }
    guard !leadsOut, !names.isEmpty, relativePath.first != UInt8(ascii: "/") else {
      throw ReadError(.outsideBase, path: path)
    }
    var opened = openat(AT_FDCWD, base.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    let direct = Self.openBeneath(opened, relativePath)
    if direct >= 0 {
      close(opened)
      opened = direct
    } else {
      // Also tells what is wrong.
      opened = Self.openStepwise(names, in: opened)
    }
    guard opened >= 0 else { throw ReadError(SystemError(errno), path: path) }
    guard let status = FileStatus(descriptor: opened), status.kind == .file else {
      close(opened)
      throw ReadError(.notAFile, path: path)
    }
    descriptor = opened
    self.status = status
    self.path = path
    text = nil
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// How a document is opened.
  private static let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY

  /// Opens a file below a folder in one call; -1 where that can't be done.
  private static func openBeneath(_ folder: Int32, _ path: [UInt8]) -> Int32 {
    #if os(Linux)
      guard folder >= 0 else { return -1 }
      return (path + [0]).withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress else { return -1 }
        return scan_open_beneath(folder, start.assumingMemoryBound(to: CChar.self), flags)
      }
    #else
      return -1
    #endif
  }

  /// Opens a file below an open folder, which is closed, folder by folder.
  private static func openStepwise(_ names: [ArraySlice<UInt8>], in folder: Int32) -> Int32 {
    var opened = folder
    for (index, name) in names.enumerated() where opened >= 0 {
      let isLast = index == names.count - 1
      let next = openEntry(
        name, in: opened, isLast ? flags : O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_DIRECTORY)
      let failure = errno
      close(opened)
      errno = failure
      opened = next
    }
    return opened
  }

  private static func openEntry(
    _ name: ArraySlice<UInt8>, in folder: Int32, _ flags: Int32
  ) -> Int32 {
    (name + [0]).withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return -1 }
      return openat(folder, start.assumingMemoryBound(to: CChar.self), flags)
    }
  }

  /// Fills `buffer` from byte `offset` on; fewer bytes than it holds mean that the file ends there.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(ReadError) -> Int {
    if let text {
      let start = Int(min(max(0, offset), Int64(text.count)))
      let part = text[start...].prefix(buffer.count)
      buffer.copyBytes(from: part)
      return part.count
    }
    var filled = 0
    while filled < buffer.count {
      let count = pread(
        descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled,
        off_t(offset) + off_t(filled))
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw ReadError(SystemError(errno), path: path)
      }
      filled += count
    }
    return filled
  }

  /// Reads the whole document; one of more than `limit` bytes, also one that grows meanwhile, is
  /// refused.
  package func readAll(limit: Int) throws(ReadError) -> [UInt8] {
    guard status.size <= limit else { throw ReadError(.tooLarge(limit: limit), path: path) }
    var bytes: [UInt8] = []
    var capacity = Int(status.size) + 1
    while true {
      let start = bytes.count
      bytes += [UInt8](repeating: 0, count: capacity)
      var filled = 0
      var failure: ReadError?
      bytes.withUnsafeMutableBytes { buffer in
        do throws(ReadError) {
          filled = try read(into: .init(rebasing: buffer[start...]), at: Int64(start))
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      bytes.removeLast(capacity - filled)
      if bytes.count > limit { throw ReadError(.tooLarge(limit: limit), path: path) }
      if filled < capacity { return bytes }
      capacity = min(max(65_536, bytes.count), limit - bytes.count + 1)
    }
  }
}

/// Why a document can't be read.
package struct ReadError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Kind: Hashable, Sendable {
    /// It was there and is gone; logs are rotated and sessions deleted.
    case missing
    case symbolicLink
    case notAFile
    case outsideBase
    /// `limit` is in bytes.
    case tooLarge(limit: Int)
    case system(SystemError)
  }

  package let kind: Kind
  package let path: String

  init(_ kind: Kind, path: String) {
    self.kind = kind
    self.path = path
  }

  init(_ error: SystemError, path: String) {
    if error.isMissing {
      self.init(.missing, path: path)
    } else if error.isSymbolicLink {
      self.init(.symbolicLink, path: path)
    } else {
      self.init(.system(error), path: path)
    }
  }

  /// `logs/a.log: can't be read: Permission denied (check its permissions)`.
  package var description: String { "\(path): \(problem)" }

  /// What is wrong and what to do, without the path.
  package var problem: String {
    switch kind {
    case .missing: "no such file (it was removed or renamed)"
    case .symbolicLink: "a symbolic link (name the file itself)"
    case .notAFile: "not a regular file (name a file)"
    case .outsideBase: "leads out of the folder that may be read"
    case .tooLarge(let limit): "larger than \(limit) bytes (split it, or exclude it)"
    case .system(let error): "can't be read: \(error) (check its permissions)"
    }
  }
}
