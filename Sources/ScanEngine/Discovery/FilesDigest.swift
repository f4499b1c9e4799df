internal import Dispatch
internal import Synchronization

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
    guard processors > 1, files.count >= Self.worthSharing else {
      for file in files { add(file) }
      return
    }
    let halves = [files[..<(files.count / 2)], files[(files.count / 2)...]]
    let sum = Mutex(FilesDigest())
    DispatchQueue.concurrentPerform(iterations: halves.count) { half in
      var digest = FilesDigest()
      for file in halves[half] { digest.add(file) }
      sum.withLock { [digest] in $0.add(digest) }
    }
    self = sum.withLock { $0 }
  }

  /// Files that are worth a second processor.
  private static let worthSharing = 4_096

  mutating func add(_ file: DiscoveredFile) {
    sum &+= Self.hash(file)
    count += 1
    lastChange = max(lastChange, file.status.changed)
  }

  /// Takes away a file that was added; ``lastChange`` stays.
  mutating func remove(_ file: DiscoveredFile) {
    sum &-= Self.hash(file)
    count -= 1
  }

  private static func hash(_ file: DiscoveredFile) -> SIMD4<UInt64> {
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
