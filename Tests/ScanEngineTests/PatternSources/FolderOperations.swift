import Foundation

@testable import ScanEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What happens to a folder of logs between scans.
struct FolderOperations {
  let scanned: ScannedFolder
  var numbers: SplitMix
  private(set) var history: [String] = []

  private static let names = ["a.log", "a.log.1", "a.log.2", "b.log", "c.log"]

  init(_ scanned: ScannedFolder, seed: Int) {
    self.scanned = scanned
    numbers = SplitMix(state: UInt64(seed))
  }

  /// The regular files that are there now.
  var files: [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in Self.names where (try? FileKind(at: scanned.path(name))) == .file {
      files[name] = scanned.bytes(of: name)
    }
    return files
  }

  private mutating func name() -> String { Self.names.randomElement(using: &numbers) ?? "" }

  private mutating func text() -> [UInt8] {
    let pieces = (0..<Int.random(in: 0..<3, using: &numbers)).map { _ in
      Bool.random(using: &numbers)
        ? LogPieces.text(&numbers) : "TypeError: \(LogPieces.word(&numbers)) is not a function\n"
    }
    let bytes = Array(pieces.joined().utf8)
    return Int.random(in: 0..<3, using: &numbers) == 0 ? bytes.dropLast(3) : bytes
  }

  mutating func step() {
    let (first, second) = (name(), name())
    let kind = Int.random(in: 0..<16, using: &numbers)
    history.append("\(kind) \(first) \(second)")
    if kind > 3, kind != 12 { remove(ifNoFile: first) }
    switch kind {
    case 0...3, 15:
      remove(ifNoFile: first)
      scanned.append(text(), to: first)
    case 4: rename(scanned.path(first), scanned.path(second))
    case 5:
      guard let bytes = scanned.bytes(of: first), first != second else { return }
      unlink(scanned.path(second))
      scanned.append(bytes, to: second)
    case 6: scanned.rewrite(text(), in: first)
    case 7, 8: copyTruncate()
    case 9: rotate()
    case 10: unlink(scanned.path(first))
    case 11:
      let bytes = scanned.bytes(of: first) ?? []
      unlink(scanned.path(first))
      scanned.append(bytes + text(), to: first)
    case 12: replace(first)
    case 13:
      var times = [timeval(tv_sec: 1_700_000_000, tv_usec: 0), timeval()]
      times[1] = times[0]
      utimes(scanned.path(first), times)
    default:
      guard let bytes = scanned.bytes(of: first) else { return }
      scanned.rewrite(bytes.prefix(bytes.count / 2) + text(), in: first)
    }
  }

  private func remove(ifNoFile name: String) {
    guard let kind = try? FileKind(at: scanned.path(name)), kind != .file else { return }
    try? FileManager.default.removeItem(atPath: scanned.path(name))
  }

  private mutating func copyTruncate() {
    guard let bytes = scanned.bytes(of: "a.log") else { return }
    remove(ifNoFile: "a.log.1")
    scanned.rewrite(bytes, in: "a.log.1")
    scanned.rewrite(text(), in: "a.log")
  }

  private mutating func rotate() {
    for (old, new) in [("a.log.1", "a.log.2"), ("a.log", "a.log.1")] {
      remove(ifNoFile: new)
      rename(scanned.path(old), scanned.path(new))
    }
    scanned.append(text(), to: "a.log")
  }

  /// Puts something in the file's place that is no log.
  private mutating func replace(_ name: String) {
    let path = scanned.path(name)
    if Bool.random(using: &numbers) { rename(path, scanned.path(self.name())) }
    try? FileManager.default.removeItem(atPath: path)
    if Bool.random(using: &numbers) {
      symlink("b.log", path)
    } else {
      mkfifo(path, 0o600)
    }
  }
}
