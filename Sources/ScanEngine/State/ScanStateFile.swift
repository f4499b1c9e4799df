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

  /// What stands in the file.
  package enum Content: Sendable {
    /// There is none, or it can't be read.
    case nothing
    /// What scanctl wrote, or what is no different from it.
    case own(ScanStateText)
    /// The predecessor's, or edited by hand.
    case foreign(ScanState)
  }

  /// A state has some hundred bytes for each file; what is larger is none.
  static let maximumSize = 512 << 20

  /// The absolute path of the project.
  package let root: String

  package init(root: String) { self.root = root }

  var folder: String { PrivateFolder.path(ofProject: root) }

  /// The file's absolute path.
  package var path: String { folder + "/scan_state.json" }

  /// Whether something stands at its path.
  package var exists: Bool { access(path, F_OK) == 0 }

  /// What the file holds; nothing, with a warning, where it can't be read.
  package func open(damaged: Damaged) -> (content: Content, warnings: [Warning]) {
    do {
      guard let file = try openFile() else { return (.nothing, []) }
      if let text = ScanStateText(recognising: file, root: root) { return (.own(text), []) }
      let (state, notes) = try ScanStateReader(root: root).read(Self.bytes(of: file.descriptor))
      return (.foreign(state), notes.map { warning("the state was read, but \($0)") })
    } catch let damage as ScanStateReader.Damage {
      return (.nothing, [warning(for: damage.reason, damaged: damaged)])
    } catch {
      return (.nothing, [warning(for: "\(error)", damaged: damaged)])
    }
  }

  /// nil where there is no file.
  func openFile() throws -> OpenFile? {
    // What is behind a link isn't ours, and isn't to be set aside.
    guard try FileKind(at: folder) == .folder else { return nil }
    switch try FileKind(at: path) {
    case .nothing: return nil
    case .file: break
    case .folder: throw ScanStateReader.Damage(reason: "a folder stands in its place")
    case .link: throw ScanStateReader.Damage(reason: "it is a symbolic link")
    case .other: throw ScanStateReader.Damage(reason: "it is no file")
    }
    let descriptor = systemOpen(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(errno) }
    let file = OpenFile(descriptor: descriptor)
    guard try Self.size(of: descriptor) <= Self.maximumSize else {
      throw ScanStateReader.Damage(reason: "it is larger than any state")
    }
    return file
  }

  private static func size(of file: Int32) throws(SystemError) -> Int {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw SystemError(errno) }
    return Int(status.st_size)
  }

  private static func bytes(of file: Int32) throws(SystemError) -> [UInt8] {
    var failure: Int32 = 0
    let size = try size(of: file)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let start = buffer.baseAddress {
        let got = pread(file, start + count, size - count, off_t(count))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        guard got > 0 else { return }
        count += got
      }
    }
    guard failure == 0 else { throw SystemError(failure) }
    return bytes
  }

  // MARK: Damage

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

  func warning(_ text: String) -> Warning {
    Warning(text, path: ".orchestrator/scan_state.json")
  }
}

private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
