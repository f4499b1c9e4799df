#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file of a store: made for its owner only, and never reached through a symbolic link.
enum SQLiteFile {
  /// What stands at a path.
  enum Found: Hashable, Sendable { case nothing, file, folder, link, other }

  /// The path to open, in which no part is a symbolic link; nil where there is no file to read.
  ///
  /// For writing, the folder and an empty file are made where they are missing. What lies above
  /// the file's folder may contain links: it isn't ours.
  static func prepare(
    _ path: String, access: SQLiteConnection.Access
  ) throws(StoreError) -> String? {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { path[..<$0].isEmpty ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    if try !hasFolder(folder, for: path, access: access) { return nil }
    guard let resolved = realpath(folder, nil) else {
      throw unusable(path, "the folder can't be read: \(message(errno))")
    }
    defer { free(resolved) }
    let whole = (folder == "/" ? "/" : String(cString: resolved) + "/") + name
    switch try find(whole, for: path) {
    case .file: return whole
    case .nothing:
      guard access == .writing else { return nil }
      try create(whole, for: path)
      return whole
    case .link: throw unusable(path, "a symbolic link stands in the store's place")
    case .folder: throw unusable(path, "a folder stands in the store's place")
    case .other: throw unusable(path, "what stands in the store's place is no file")
    }
  }

  private static func hasFolder(
    _ folder: String, for path: String, access: SQLiteConnection.Access
  ) throws(StoreError) -> Bool {
    switch try find(folder, for: path) {
    case .folder: return true
    case .nothing:
      guard access == .writing else { return false }
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
        throw unusable(path, "its folder can't be made: \(message(errno))")
      }
      return try hasFolder(folder, for: path, access: .reading)
    case .link: throw unusable(path, "its folder is a symbolic link")
    case .file, .other: throw unusable(path, "its folder is no folder")
    }
  }

  private static func find(_ path: String, for store: String) throws(StoreError) -> Found {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return .nothing }
      throw unusable(store, "\(path) can't be read: \(message(errno))")
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .link
    default: return .other
    }
  }

  private static func create(_ path: String, for store: String) throws(StoreError) {
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    // Another process may just have made it.
    guard file >= 0 || errno == EEXIST else {
      throw unusable(store, "the store can't be made: \(message(errno))")
    }
    if file >= 0 { close(file) }
  }

  private static func message(_ code: Int32) -> String { String(cString: strerror(code)) }

  private static func unusable(_ path: String, _ problem: String) -> StoreError {
    StoreError(
      .unusable, store: path, problem: problem,
      remedy: "remove what is in the way, or use --store with another file")
  }
}
