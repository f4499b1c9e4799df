@testable import ScanEngine

/// What a store must know of a folder of logs, as the design says it: a file that still begins with
/// what was read at its own path is that log; else it is the gone log with the longest match, each
/// used once; else it is new.
struct FolderModel {
  private struct Log {
    var bytes: [UInt8]
    var path: String
    var isGone = false
  }

  private var logs: [Log] = []

  /// Takes note of a scan of these files.
  mutating func scan(_ files: [String: [UInt8]]) {
    var taken: Set<Int> = []
    var strangers: [String] = []
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      let known = logs.firstIndex { !$0.isGone && $0.path == path }
      if let known, bytes.starts(with: logs[known].bytes) {
        taken.insert(known)
        logs[known].bytes = bytes
      } else {
        strangers.append(path)
        if let known { logs[known].isGone = true }
      }
    }
    let lost = logs.indices.filter { index in
      !taken.contains(index) && !logs[index].bytes.isEmpty
        && (logs[index].isGone
          || files[logs[index].path]?.starts(with: logs[index].bytes) != true)
    }
    for index in lost.sorted(by: { (logs[$1].bytes.count, $0) < (logs[$0].bytes.count, $1) }) {
      let heir = strangers.first { files[$0]?.starts(with: logs[index].bytes) == true }
      guard let heir, let bytes = files[heir] else { continue }
      strangers.removeAll { $0 == heir }
      logs[index] = Log(bytes: bytes, path: heir)
    }
    for path in strangers { logs.append(Log(bytes: files[path] ?? [], path: path)) }
  }

  /// What all logs hold, those that are gone as they were last seen.
  var documents: [[UInt8]] { logs.map(\.bytes) }
}
