internal import Dispatch
internal import Synchronization

/// Stands for one file as the file system describes it: half of a SHA-256 of its path, size, times and
/// inode.
struct FileDigest: Hashable, Sendable, BitwiseCopyable {
  let first: UInt64
  let second: UInt64

  /// What no file has.
  static let none = FileDigest(SIMD4())

  init(of file: DiscoveredFile) { self.init(FilesDigest.hash(file)) }

  fileprivate init(_ hash: SIMD4<UInt64>) { (first, second) = (hash[0], hash[1]) }
}

/// Stands for a set of files as the file system describes them: their paths, sizes, times and
/// inodes.
///
/// The sum of a SHA-256 for each file (Bellare and Micciancio's AdHash, EUROCRYPT 1997), so that the
/// order in which they are added doesn't matter.
package struct FilesDigest: Hashable, Sendable {
  private var sum = SIMD4<UInt64>()
  private var count = 0
  /// When the latest of the files changed, in nanoseconds since 1970.
  package private(set) var lastChange = Int64.min

  package init() {}

  /// - `processors`: How many it may use.
  init(of files: [DiscoveredFile], processors: Int = 1) {
    self = Self.digests(of: files, processors: processors).all
  }

  /// The files' digests, and what stands for all of them.
  ///
  /// - `processors`: How many it may use.
  static func digests(
    of files: [DiscoveredFile], processors: Int = 1
  ) -> (each: [FileDigest], all: FilesDigest) {
    guard processors > 1, files.count >= worthSharing else { return digests(of: files[...]) }
    let halves = [files[..<(files.count / 2)], files[(files.count / 2)...]]
    let results = Mutex<[Int: (each: [FileDigest], all: FilesDigest)]>([:])
    DispatchQueue.concurrentPerform(iterations: halves.count) { half in
      let result = digests(of: halves[half])
      results.withLock { $0[half] = result }
    }
    return results.withLock { results in
      var each: [FileDigest] = []
      each.reserveCapacity(files.count)
      var all = FilesDigest()
      for half in halves.indices {
        guard let result = results[half] else { continue }
        each += result.each
        all.add(result.all)
      }
      return (each, all)
    }
  }

  private static func digests(
    of files: ArraySlice<DiscoveredFile>
  ) -> (each: [FileDigest], all: FilesDigest) {
    var all = FilesDigest()
    let each = files.map { all.adding($0) }
    return (each, all)
  }

  /// Files that are worth a second processor.
  private static let worthSharing = 4_096

  mutating func add(_ file: DiscoveredFile) { _ = adding(file) }

  private mutating func adding(_ file: DiscoveredFile) -> FileDigest {
    let hash = Self.hash(file)
    sum &+= hash
    count += 1
    lastChange = max(lastChange, file.status.changed)
    return FileDigest(hash)
  }

  /// Takes away a file that was added; ``lastChange`` stays.
  mutating func remove(_ file: DiscoveredFile) {
    sum &-= Self.hash(file)
    count -= 1
  }

  fileprivate static func hash(_ file: DiscoveredFile) -> SIMD4<UInt64> {
    var hash = SHA256()
    var path = file.portablePath
    path.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
    let status = file.status
    let numbers = (
      status.size, status.modified, status.changed, Int64(bitPattern: status.inode),
      Int64(bitPattern: status.device)
    )
    withUnsafeBytes(of: numbers) { hash.update($0) }
    let words = hash.digestWords()
    return SIMD4(words.0, words.1, words.2, words.3)
  }

  mutating func add(_ other: FilesDigest) {
    sum &+= other.sum
    count += other.count
    lastChange = max(lastChange, other.lastChange)
  }

  /// In one line of text.
  var text: String { "\(count) \(sum[0]) \(sum[1]) \(sum[2]) \(sum[3])" }
}
