#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Keeps scans of one project apart: one process at a time.
///
/// The lock is the system's (flock), so it ends with the process that holds it, however that ends.
package enum ScanLock {
  /// Name of the lock's file in the project's `.orchestrator` folder.
  package static let fileName = "scan.lock"

  /// Runs `body` while no other process scans.
  ///
  /// - `folder`: The absolute path of `.orchestrator`, which is made where it is missing.
  /// - `patience`: How long to wait for the lock, in milliseconds.
  ///
  /// Returns what `body` returns; nil where another process holds the lock for longer.
  ///
  /// Throws A ``Warning`` that says why there can't be a lock, or what `body` throws.
  package static func hold<Result>(
    folder: String, patience: Int, body: () async throws -> Result
  ) async throws -> Result? {
    let descriptor = try open(folder: folder)
    // Closing the file gives the lock back.
    defer { close(descriptor) }
    let start = ContinuousClock.now
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR,
        start.duration(to: .now) < .milliseconds(patience)
      else { return nil }
      try await Task.sleep(for: .milliseconds(5))
    }
    note(getpid(), in: descriptor)
    defer { ftruncate(descriptor, 0) }
    return try await body()
  }

  /// Who holds a lock.
  package enum Holder: Hashable, Sendable {
    case nobody
    /// The process's number where it has noted it.
    case process(Int32?)
  }

  /// Who holds the lock now; waits for nobody and changes nothing.
  package static func holder(folder: String) -> Holder {
    let descriptor = systemOpen(
      "\(folder)/\(fileName)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return .nobody }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_SH | LOCK_NB) != 0 else { return .nobody }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    return .process(text.split(separator: "\n").first.flatMap { Int32($0) })
  }

  /// For people alone: the lock itself is the system's.
  private static func note(_ process: Int32, in descriptor: Int32) {
    let bytes = Array("\(process)\n".utf8)
    guard ftruncate(descriptor, 0) == 0 else { return }
    _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  private static func open(folder: String) throws(Warning) -> Int32 {
    do throws(SystemError) {
      guard try PrivateFolder.make(folder) == .folder else { throw SystemError(ENOTDIR) }
      let descriptor = systemOpen(
        "\(folder)/\(fileName)", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
      guard descriptor >= 0 else { throw SystemError(errno) }
      return descriptor
    } catch {
      throw Warning(
        "no lock could be had (\(error)): nothing was scanned; make .orchestrator writable",
        path: ".orchestrator/\(fileName)")
    }
  }

  private static func systemOpen(_ path: String, _ flags: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, flags, 0o600)
    #else
      Darwin.open(path, flags, 0o600)
    #endif
  }
}
