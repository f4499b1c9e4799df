#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The path of the entry that a walk is at, relative to where it began.
struct WalkedPath {
  /// Without a slash at its ends.
  private(set) var bytes: [UInt8] = []
  private(set) var depth = 0
  /// Where each name begins.
  private var starts: [Int] = []

  /// Adds a name and returns where it begins.
  mutating func push(_ name: UnsafePointer<CChar>) -> Int {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: "/")) }
    let start = bytes.count
    bytes += UnsafeRawBufferPointer(start: name, count: strlen(name))
    starts.append(start)
    depth += 1
    return start
  }

  /// Takes away the last name, which began at `start`.
  mutating func pop(to start: Int) {
    bytes.removeLast(bytes.count - max(0, start - 1))
    starts.removeLast()
    depth -= 1
  }

  /// Where the name below the first `depth` names begins; nil where the path isn't that deep.
  func offset(ofDepth depth: Int) -> Int? { depth < starts.count ? starts[depth] : nil }

  func withBytes<Result>(from start: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[min(start, $0.count)...])) }
  }

  func portable(prefix: String) -> String {
    let text = bytes.withUnsafeBytes { PortablePath.encode($0) }
    return prefix.isEmpty ? text : prefix + text
  }
}
