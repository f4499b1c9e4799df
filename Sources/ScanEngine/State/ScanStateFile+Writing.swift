#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ScanStateFile {
  /// Writes the state; a crash at any moment leaves the old one or the new one.
  ///
  /// - `write`: Writes it all.
  ///
  /// Returns where the lists are in it. Throws what `write` throws, a ``Warning`` where the file can't
  /// be written.
  @discardableResult
  func save(_ write: (inout ScanStateWriter) throws -> Void) throws -> StatePlaces {
    do {
      try checkPlace()
      let temporary = try TemporaryFile(beside: path)
      var writer = ScanStateWriter(to: StateOutput(to: temporary.file.descriptor))
      try write(&writer)
      if let failure = writer.finish() { throw failure }
      try temporary.replace(path)
      return writer.places
    } catch let error as SystemError {
      throw warning("the state can't be written: \(error); the store has what it needs to go on")
    }
  }

  /// The text of a state as it would be written, in a file that has no name.
  func text(of state: ScanState) throws(Warning) -> ScanStateText {
    do throws(SystemError) {
      let temporary = try TemporaryFile(beside: path)
      var writer = ScanStateWriter(to: StateOutput(to: temporary.file.descriptor))
      writer.write(state)
      if let failure = writer.finish() { throw failure }
      return ScanStateText(
        of: state, in: temporary.file, places: writer.places.lists.mapValues(\.lowerBound))
    } catch {
      throw warning("the state can't be written: \(error); the store has what it needs to go on")
    }
  }

  private func checkPlace() throws {
    guard try PrivateFolder.make(folder) == .folder else {
      throw warning(".orchestrator is no folder: remove what is in its place")
    }
    let kind = try FileKind(at: path)
    guard kind == .file || kind == .nothing else {
      throw warning("something else stands in the state's place: remove it")
    }
  }

  /// What the names of files begin with that are to take the place of others.
  private static let namesOfTemporary = ["scan_state.json.", "scan_files.", "scan_snapshot."]

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
      guard name.hasSuffix(TemporaryFile.ending),
        Self.namesOfTemporary.contains(where: name.hasPrefix)
      else { continue }
      unlink("\(folder)/\(name)")
    }
  }
}

/// A file that is written beside another, to take its place at once.
///
/// Its name goes with the value, unless it did.
struct TemporaryFile: ~Copyable {
  static let ending = ".tmp"

  let file: OpenFile
  private let path: String
  private let folder: String

  init(beside path: String) throws(SystemError) {
    self.path = "\(path).\(getpid())\(Self.ending)"
    folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    // Left over by a process of the same number that was killed.
    unlink(self.path)
    let descriptor = open(
      self.path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SystemError(errno) }
    file = OpenFile(descriptor: descriptor)
  }

  deinit { unlink(path) }

  /// Takes the place of `target`, and lasts.
  consuming func replace(_ target: String) throws(SystemError) {
    guard fsync(file.descriptor) == 0, rename(path, target) == 0 else { throw SystemError(errno) }
    try syncFolder()
  }

  /// Makes the rename last.
  private func syncFolder() throws(SystemError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw SystemError(errno) }
  }
}
