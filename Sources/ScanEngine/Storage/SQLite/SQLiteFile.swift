#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file of a store: made for its owner only, and never reached through a symbolic link.
enum SQLiteFile {
  /// The path to open, in which no part is a symbolic link; nil where there is no file to read.
  ///
  /// For writing, the folder and an empty file are made where they are missing. What lies above
  /// the file's folder may contain links: it isn't ours.
  static func prepare(
    _ path: String, access: SQLiteStore.Access
  ) throws(StoreError) -> String? {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { path[..<$0].isEmpty ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    do {
      switch access == .writing ? try PrivateFolder.make(folder) : try FileKind(at: folder) {
      case .folder: break
      case .nothing: return nil
      case .link: throw unusable(path, "its folder is a symbolic link")
      case .file, .other: throw unusable(path, "its folder is no folder")
      }
      return try file(name, in: folder, path: path, access: access)
    } catch let error as SystemError {
      throw unusable(path, "the store can't be opened: \(error)")
    } catch let error as StoreError {
      throw error
    } catch {
      throw unusable(path, "\(error)")
    }
  }

  private static func file(
    _ name: String, in folder: String, path: String, access: SQLiteStore.Access
  ) throws -> String? {
    guard let resolved = realpath(folder, nil) else { throw SystemError(errno) }
    defer { free(resolved) }
    let whole = (folder == "/" ? "/" : String(cString: resolved) + "/") + name
    switch try FileKind(at: whole) {
    case .file: return whole
    case .nothing:
      guard access == .writing else { return nil }
      try create(whole)
      return whole
    case .link: throw unusable(path, "a symbolic link stands in the store's place")
    case .folder: throw unusable(path, "a folder stands in the store's place")
    case .other: throw unusable(path, "what stands in the store's place is no file")
    }
  }

  /// Whether the write-ahead log beside the file holds what the file doesn't have yet.
  static func hasUnmergedLog(_ file: String) -> Bool {
    var status = stat()
    return stat(file + "-wal", &status) == 0 && status.st_size > 0
  }

  private static func create(_ path: String) throws(SystemError) {
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      // Another process may just have made it.
      guard errno == EEXIST else { throw SystemError(errno) }
      return
    }
    close(file)
  }

  private static func unusable(_ path: String, _ problem: String) -> StoreError {
    StoreError(
      .unusable, store: path, problem: problem,
      remedy: "remove what is in the way, or use --store with another file")
  }
}
