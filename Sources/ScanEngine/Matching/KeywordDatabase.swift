/// Keywords as Vectorscan looks for them: which lines hold one, at a gigabyte a second.
///
/// `@unchecked Sendable`: a compiled database is only read after `init` (Vectorscan documents it as
/// shareable between threads); each scan has its own scratch space.
package final class KeywordDatabase: @unchecked Sendable {
  fileprivate let library: Vectorscan
  fileprivate let database: Vectorscan.Database

  /// Larger databases are not kept.
  private static let sizeLimit = 64 << 20

  /// Takes the database from the cache, or compiles and keeps it.
  ///
  /// - `mayCompile`: Whether there is so much to scan that compiling pays.
  ///
  /// nil where Vectorscan can't be had, or the database would have to be compiled and mustn't be.
  package init?(_ keywords: [Keyword], cache: CacheFolder?, mayCompile: Bool) {
    guard !keywords.isEmpty, let library = Vectorscan.library else { return nil }
    self.library = library
    let name = Self.name(keywords, library)
    if let kept = cache?.entry(name, limit: Self.sizeLimit),
      let database = library.deserialize(kept)
    {
      self.database = database
      return
    }
    guard mayCompile, let database = library.compile(Self.uncovered(keywords)) else { return nil }
    self.database = database
    if let bytes = library.serialize(database) { cache?.keep(bytes, as: name) }
  }

  deinit { library.release(database: database) }

  /// Named by all that it was made of; that it fits the processor the library itself checks.
  private static func name(_ keywords: [Keyword], _ library: Vectorscan) -> String {
    var hash = SHA256()
    hash.update(Array("keywords 1 \(library.version) ".utf8))
    for keyword in keywords {
      let count = UInt32(keyword.bytes.count) << 1 | (keyword.ignoresCase ? 1 : 0)
      withUnsafeBytes(of: count.littleEndian) { hash.update($0) }
      hash.update(keyword.bytes)
    }
    return "keywords-\(hash.hexDigest().prefix(32)).vectorscan"
  }

  /// The keywords that hold no other: a line with one of the others has one of these too.
  static func uncovered(_ keywords: [Keyword]) -> [Keyword] {
    let all = Array(Set(keywords)).sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    let others = all.filter { !$0.ignoresCase }
    let exact = KeywordTable(others)
    let folded = all.filter(\.ignoresCase)
    let caseless = KeywordTable(folded)
    return all.filter { keyword in
      var isCovered = false
      keyword.bytes.withUnsafeBytes { bytes in
        if !keyword.ignoresCase {
          exact.scan(bytes, from: 0, to: bytes.count) { other, _ in
            isCovered = others[other].bytes.count < keyword.bytes.count
            return isCovered ? .stop : .goOn
          }
        }
        guard !isCovered else { return }
        caseless.scan(bytes, from: 0, to: bytes.count) { other, _ in
          isCovered = folded[other] != keyword
          return isCovered ? .stop : .goOn
        }
      }
      return !isCovered
    }
  }
}

/// Looks for the lines of a text that hold a keyword, with a thread's own scratch space.
struct KeywordScanner: ~Copyable {
  private let database: KeywordDatabase
  private let scratch: Vectorscan.Scratch

  /// Returns nil when memory is out.
  init?(_ database: KeywordDatabase) {
    guard let scratch = database.library.makeScratch(for: database.database) else { return nil }
    self.database = database
    self.scratch = scratch
  }

  deinit { database.library.release(scratch: scratch) }

  /// Appends the ends (the newline's offset, or the text's end) of the lines that hold a keyword,
  /// ascending, each once.
  ///
  /// Returns false where the scan was not possible; then nothing is known.
  mutating func findLines(in text: UnsafeRawBufferPointer, ends: inout [Int]) -> Bool {
    guard text.count <= Int(UInt32.max) else { return false }
    var found = FoundLines(text: text)
    swap(&found.ends, &ends)
    defer { swap(&found.ends, &ends) }
    let isComplete = withUnsafeMutablePointer(to: &found) { found in
      database.library.scan(
        text, database.database, scratch, context: UnsafeMutableRawPointer(found)
      ) {
        _, _, end, _, context in
        context?.assumingMemoryBound(to: FoundLines.self).pointee.add(Int(end))
        return 0
      }
    }
    if !found.isAscending { found.sort() }
    return isComplete
  }
}

/// The lines that a scan has found so far.
private struct FoundLines {
  let text: UnsafeRawBufferPointer
  var ends: [Int] = []
  private var last = 0
  private var lineEnd = -1
  /// Matches have always come in the order of their ends; nothing says that they must.
  private(set) var isAscending = true

  init(text: UnsafeRawBufferPointer) { self.text = text }

  mutating func add(_ end: Int) {
    if end < last {
      isAscending = false
    } else if end <= lineEnd {
      last = end
      return
    }
    last = end
    lineEnd = text.endOfLine(from: end - 1)
    ends.append(lineEnd)
  }

  mutating func sort() {
    ends = Set(ends).sorted()
  }
}
