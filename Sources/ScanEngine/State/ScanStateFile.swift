#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file of a ``ScanState``: `.orchestrator/scan_state.json`.
///
/// It is written whole or not at all. One that can't be read costs a re-read, not a wrong count.
package struct ScanStateFile: Hashable, Sendable {
  /// What to do with a file that can't be read.
  package enum Damaged: Hashable, Sendable {
    /// It is renamed; the time becomes part of its name.
    case setAside(at: Timestamp)
    /// It stays: for commands that change nothing.
    case leave
  }

  /// A state has some hundred bytes for each file; what is larger is none.
  static let maximumSize = 512 << 20

  /// The absolute path of the project.
  package let root: String

  package init(root: String) { self.root = root }

  private var folder: String { PrivateFolder.path(ofProject: root) }

  /// The file's absolute path.
  package var path: String { folder + "/scan_state.json" }

  /// Whether something stands at its path.
  package var exists: Bool { access(path, F_OK) == 0 }

  // MARK: Reading

  /// The state; empty, with a warning, where there is a file that can't be read.
  package func load(damaged: Damaged) -> (state: ScanState, warnings: [Warning]) {
    do {
      guard let bytes = try contents() else { return (ScanState(), []) }
      let (state, notes) = try ScanStateReader(root: root).read(bytes)
      return (state, notes.map { warning("the state was read, but \($0)") })
    } catch let damage as ScanStateReader.Damage {
      return (ScanState(), [warning(for: damage.reason, damaged: damaged)])
    } catch {
      return (ScanState(), [warning(for: "\(error)", damaged: damaged)])
    }
  }

  /// nil where there is no file.
  private func contents() throws -> [UInt8]? {
    // What is behind a link isn't ours, and isn't to be set aside.
    guard try FileKind(at: folder) == .folder else { return nil }
    switch try FileKind(at: path) {
    case .nothing: return nil
    case .file: break
    case .folder: throw ScanStateReader.Damage(reason: "a folder stands in its place")
    case .link: throw ScanStateReader.Damage(reason: "it is a symbolic link")
    case .other: throw ScanStateReader.Damage(reason: "it is no file")
    }
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw SystemError(errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw SystemError(errno) }
    guard status.st_size <= Self.maximumSize else {
      throw ScanStateReader.Damage(reason: "it is larger than any state")
    }
    return try Self.bytes(of: file, size: Int(status.st_size))
  }

  private static func bytes(of file: Int32, size: Int) throws(SystemError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let start = buffer.baseAddress {
        let got = read(file, start + count, size - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        guard got > 0 else { return }
        count += got
      }
    }
    guard failure == 0 else { throw SystemError(failure) }
    return bytes
  }

  private func warning(for reason: String, damaged: Damaged) -> Warning {
    guard case .setAside(let time) = damaged else {
      return warning("the state can't be read (\(reason)): the next scan rebuilds it")
    }
    do {
      let name = try setAside(at: time)
      return warning(
        "the state can't be read (\(reason)): it was set aside as \(name) and is rebuilt")
    } catch {
      return warning(
        "the state can't be read (\(reason)), nor set aside (\(error)): move it away")
    }
  }

  /// Returns the new name.
  private func setAside(at time: Timestamp) throws(SystemError) -> String {
    let stamp = String(time.text.prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
    let base = "scan_state.json.damaged-\(stamp)"
    var name = base
    var number = 2
    while try FileKind(at: "\(folder)/\(name)") != .nothing {
      name = "\(base)-\(number)"
      number += 1
    }
    guard rename(path, "\(folder)/\(name)") == 0 else { throw SystemError(errno) }
    return name
  }

  private func warning(_ text: String) -> Warning {
    Warning(text, path: ".orchestrator/scan_state.json")
  }

  // MARK: Writing

  /// Writes the state; a crash at any moment leaves the old one or the new one.
  package func save(_ state: ScanState) throws(Warning) {
    do {
      guard try PrivateFolder.make(folder) == .folder else {
        throw warning(".orchestrator is no folder: remove what is in its place")
      }
      let kind = try FileKind(at: path)
      guard kind == .file || kind == .nothing else {
        throw warning("something else stands in the state's place: remove it")
      }
      try replace(with: ScanStateWriter.json(state))
    } catch let warning as Warning {
      throw warning
    } catch {
      throw warning("the state can't be written: \(error); the store has what it needs to go on")
    }
  }

  private static let temporaryEnding = ".tmp"

  /// Removes what processes left behind that were killed while they wrote.
  ///
  /// Only for who holds the scan's lock: nobody else is writing then.
  package func removeLeftovers() {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasPrefix("scan_state.json."), name.hasSuffix(Self.temporaryEnding) else {
        continue
      }
      unlink("\(folder)/\(name)")
    }
  }

  private func replace(with bytes: [UInt8]) throws(SystemError) {
    let temporary = "\(path).\(getpid())\(Self.temporaryEnding)"
    // Left over by a process of the same number that was killed.
    unlink(temporary)
    let file = open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SystemError(errno) }
    do throws(SystemError) {
      defer { close(file) }
      try Self.put(bytes, to: file)
      guard fsync(file) == 0 else { throw SystemError(errno) }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let error = SystemError(errno)
      unlink(temporary)
      throw error
    }
    try syncFolder()
  }

  private static func put(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
    var failure: Int32 = 0
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count, let start = buffer.baseAddress {
        let count = write(file, start + done, buffer.count - done)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          failure = errno
          return
        }
        done += count
      }
    }
    guard failure == 0 else { throw SystemError(failure) }
  }

  /// Makes the rename last.
  private func syncFolder() throws(SystemError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw SystemError(errno) }
  }
}
