internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Finds the files below a base folder that a glob names.
///
/// It opens folder by folder, relative to the one before, and never follows a symbolic link, so
/// that nothing outside the base is reached; it lists only folders in which the glob leaves a
/// choice. It keeps no more than one open folder for each level and what it found.
struct DirectoryWalker {
  /// More levels than projects have, fewer than files that a process may hold open.
  static let depthLimit = 100

  let base: BaseFolder
  let glob: GlobPattern
  let exclusions: Exclusions
  let hasSessions: Bool
  /// How many processors it may use.
  private let processors: Int

  private(set) var skips = Skips()
  private var path = WalkedPath()
  /// One for each level.
  private var buffers: [FolderBuffer] = []
  private var listings: [FolderListing] = []

  /// Entries of a folder that are worth a second processor.
  private static let worthSharing = 512

  init(
    base: BaseFolder, glob: GlobPattern, exclusions: Exclusions, hasSessions: Bool,
    processors: Int = 1
  ) {
    self.base = base
    self.glob = glob
    self.exclusions = exclusions
    self.hasSessions = hasSessions
    self.processors = processors
  }

  /// Where the walk is: on its way to a match, or below a folder that matched.
  private enum Position {
    case searching([GlobPattern.State])
    /// `start` is the first byte below the matched folder.
    case within(start: Int, session: String?)
  }

  /// Calls `found` for each file, in no order.
  mutating func walk(found: (DiscoveredFile) -> Void) {
    do {
      var folder = try FolderStream(base.path, in: AT_FDCWD, buffer: buffer())
      visit(&folder, .searching(glob.start), found: found)
    } catch {
      skipUnlessMissing(error)
    }
  }

  private mutating func buffer() -> FolderBuffer {
    while buffers.count <= path.depth { buffers.append(FolderBuffer()) }
    return buffers[path.depth]
  }

  private mutating func visit(
    _ folder: inout FolderStream, _ position: Position,
    found: (DiscoveredFile) -> Void
  ) {
    if case .searching(let states) = position, let names = glob.literalNames(after: states) {
      for name in names {
        (name + [0]).withUnsafeBytes { bytes in
          let name = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
          if let name { enter(name, .unknown, in: folder.descriptor, position, found: found) }
        }
      }
      return
    }
    while listings.count <= path.depth { listings.append(FolderListing()) }
    do {
      try listings[path.depth].read(&folder)
    } catch {
      skipUnlessMissing(error)
    }
    let listing = listings[path.depth]
    if processors > 1, listing.count >= Self.worthSharing {
      share(listing, in: folder.descriptor, position, found: found)
    } else {
      enter(0..<listing.count, of: listing, in: folder.descriptor, position, found: found)
    }
  }

  private mutating func enter(
    _ places: Range<Int>, of listing: FolderListing, in folder: Int32, _ position: Position,
    found: (DiscoveredFile) -> Void
  ) {
    for place in places {
      listing.withEntry(place) { name, hint in
        enter(name, hint, in: folder, position, found: found)
      }
    }
  }

  /// Looks at each half of a folder's entries on a processor of its own: most of the time goes into
  /// asking the file system.
  private mutating func share(
    _ listing: FolderListing, in folder: Int32, _ position: Position,
    found: (DiscoveredFile) -> Void
  ) {
    let middle = listing.count / 2
    let halves = [0..<middle, middle..<listing.count]
    let results = Mutex<[Int: (files: [DiscoveredFile], skips: Skips)]>([:])
    let (base, glob, exclusions, hasSessions, path) = (base, glob, exclusions, hasSessions, path)
    DispatchQueue.concurrentPerform(iterations: halves.count) { half in
      var walker = DirectoryWalker(
        base: base, glob: glob, exclusions: exclusions, hasSessions: hasSessions)
      walker.path = path
      var files: [DiscoveredFile] = []
      walker.enter(halves[half], of: listing, in: folder, position) { files.append($0) }
      results.withLock { [files, skips = walker.skips] in $0[half] = (files, skips) }
    }
    for half in halves.indices {
      guard let result = results.withLock({ $0.removeValue(forKey: half) }) else { continue }
      skips.add(result.skips)
      for file in result.files { found(file) }
    }
  }

  /// Looks at one entry of a folder: takes it, goes into it, or says why not.
  private mutating func enter(
    _ name: UnsafePointer<CChar>, _ hint: FolderStream.KindHint, in folder: Int32,
    _ position: Position, found: (DiscoveredFile) -> Void
  ) {
    let mark = path.push(name)
    defer { path.pop(to: mark) }
    guard let next = advance(position, from: mark) else { return }
    if isExcluded(next, from: mark, in: position) {
      // What doesn't exist isn't excluded; only literal names are not known to exist.
      let isThere = hint != .unknown || FileStatus(name: name, in: folder) != nil
      if isThere { skip(.excluded, isFolder: hint == .folder) }
      return
    }
    switch hint {
    case .folder: descend(name, in: folder, next, found: found)
    case .symbolicLink: skip(.symbolicLink)
    case .other: if isMatch(next) { skip(.notAFile) }
    case .file where !isMatch(next): break
    case .file, .unknown:
      guard let status = FileStatus(name: name, in: folder) else {
        skipUnlessMissing(SystemError(errno))
        return
      }
      take(name, status, in: folder, next, found: found)
    }
  }

  private mutating func take(
    _ name: UnsafePointer<CChar>, _ status: FileStatus, in folder: Int32,
    _ position: Position, found: (DiscoveredFile) -> Void
  ) {
    switch status.kind {
    case .folder: descend(name, in: folder, position, found: found)
    case .symbolicLink: skip(.symbolicLink)
    case .other: if isMatch(position) { skip(.notAFile) }
    case .file:
      guard isMatch(position) else { return }
      found(
        DiscoveredFile(
          base: base, portablePath: path.portable(prefix: base.prefix), status: status,
          session: session(position, target: .file)))
    }
  }

  private mutating func descend(
    _ name: UnsafePointer<CChar>, in folder: Int32, _ position: Position,
    found: (DiscoveredFile) -> Void
  ) {
    guard path.depth < Self.depthLimit else { return skip(.tooDeep, isFolder: true) }
    var position = position
    if isMatch(position), case .searching = position {
      position = .within(
        start: path.bytes.count + 1, session: session(position, target: .folder))
    }
    do {
      var inner = try FolderStream(name, in: folder, buffer: buffer())
      visit(&inner, position, found: found)
    } catch {
      skip(.unreadable, isFolder: true, detail: error.description)
    }
  }

  // MARK: What the glob says

  /// Where the name that starts at `mark` leads; nil where nothing can match any more.
  private mutating func advance(_ position: Position, from mark: Int) -> Position? {
    guard case .searching(let states) = position else {
      if path.bytes[mark] != UInt8(ascii: ".") { return position }
      skip(.hidden)
      return nil
    }
    let (next, isHidden) = path.withBytes(from: mark) { name in
      let next = glob.advance(states, by: name)
      return (next, next.isEmpty && glob.hides(name, from: states))
    }
    if isHidden { skip(.hidden) }
    return next.isEmpty ? nil : .searching(next)
  }

  private func isMatch(_ position: Position) -> Bool {
    switch position {
    case .searching(let states): glob.accepted(states) != nil
    case .within: true
    }
  }

  /// Exclusions hold below the matched folder, and for what is matched itself and the folders on
  /// the way there, below the folders that the glob names without a wildcard.
  private func isExcluded(_ position: Position, from mark: Int, in parent: Position) -> Bool {
    let start: Int
    switch (position, parent) {
    case (.within(let below, _), _):
      start = below
    case (.searching(let states), _):
      guard let first = states.first else { return false }
      let alternative = glob.accepted(states) ?? first.alternative
      guard let offset = path.offset(ofDepth: glob.literalDepth(of: alternative)) else {
        return false
      }
      start = offset
    }
    return path.withBytes(from: mark) { exclusions.excludes(name: $0) }
      || path.withBytes(from: start) { exclusions.excludes(path: $0) }
  }

  private func session(_ position: Position, target: GlobPattern.Target) -> String? {
    guard hasSessions else { return nil }
    switch position {
    case .within(_, let session): return session
    case .searching:
      let capture = path.withBytes(from: 0) { glob.firstStarCapture(in: $0, target: target) }
      return capture.map { bytes in bytes.withUnsafeBytes { PortablePath.encode($0) } }
    }
  }

  // MARK: What is left out

  private mutating func skip(
    _ reason: Skips.Reason, isFolder: Bool = false, detail: String? = nil
  ) {
    let text = path.portable(prefix: base.prefix) + (isFolder ? "/" : "")
    skips.add(reason, path: text, detail: detail)
  }

  private mutating func skipUnlessMissing(_ error: SystemError) {
    if !error.isMissing { skip(.unreadable, detail: error.description) }
  }
}
