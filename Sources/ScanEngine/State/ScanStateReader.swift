/// Reads a ``ScanState`` from JSON, its own or the Python predecessor's.
package struct ScanStateReader {
  /// The absolute path of the project; what lies below it becomes relative.
  private let root: String

  package init(root: String) { self.root = root }

  /// Why a file can't be taken for a state.
  package struct Damage: Error, Hashable, Sendable {
    let reason: String
  }

  /// The state, and what could not be taken over, in words.
  package func read(_ bytes: [UInt8]) throws(Damage) -> (state: ScanState, notes: [String]) {
    guard let parser = JSONParser() else { throw Damage(reason: "memory is out") }
    let parsed = bytes.withUnsafeBytes { buffer in
      parser.parse(buffer) { root -> Result<(ScanState, [String], Bool), Damage> in
        Result { () throws(Damage) in try self.state(root) }
      }
    }
    guard let parsed else { throw Damage(reason: bytes.isEmpty ? "it is empty" : "it is no JSON") }
    var (state, notes, hasUnknown) = try parsed.get()
    if hasUnknown {
      let mended = bytes.withUnsafeBytes { JSONRepair.mend($0) } ?? bytes
      state.unknown = JSONSlices.members(of: mended).filter { !Self.known.contains($0.key) }
    }
    return (state, notes)
  }

  private static let known: Set<String> = [
    "file_hashes", "github_watermark", "ingested_sessions", "last_scan", "resume", "version",
  ]

  private func state(_ root: JSONValue) throws(Damage) -> (ScanState, [String], Bool) {
    guard root.kind == .object else { throw Damage(reason: "it holds no object") }
    var state = ScanState()
    var notes: [String] = []
    var hasUnknown = false
    for (key, value) in root.members {
      if value.kind == .null, key != "version" {
        if !Self.known.contains(key) { hasUnknown = true }
        continue
      }
      switch key {
      case "file_hashes": try hashes(value, into: &state)
      case "github_watermark":
        guard let text = value.string else { throw Self.wrong(key, "a time") }
        // The predecessor wrote local times; a server's own words are kept.
        state.githubWatermark = text.last == "Z" ? text : Timestamp(text)?.text ?? text
      case "ingested_sessions":
        guard value.kind == .array else { throw Self.wrong(key, "a list") }
        state.ingestedSessions = Set(value.elements.compactMap(\.string))
      case "last_scan":
        guard let text = value.string else { throw Self.wrong(key, "a time") }
        state.lastScan = Timestamp(text)
        if state.lastScan == nil { notes.append("its last_scan '\(text)' is no time") }
      case "resume": resume(value, into: &state)
      case "version": break
      default: hasUnknown = true
      }
    }
    return (state, notes, hasUnknown)
  }

  private static func wrong(_ key: String, _ expected: String) -> Damage {
    Damage(reason: "its \(key) is not \(expected)")
  }

  private func hashes(_ value: JSONValue, into state: inout ScanState) throws(Damage) {
    guard value.kind == .object else { throw Self.wrong("file_hashes", "an object") }
    var absolute: [(path: String, hash: String)] = []
    for (path, value) in value.members {
      guard let hash = value.string else { continue }
      if path.utf8.first == UInt8(ascii: "/") {
        absolute.append((path, hash))
      } else {
        state.fileHashes[path] = hash
      }
    }
    // A relative path was written later than the predecessor's absolute one.
    for (path, hash) in absolute where state.fileHashes[relative(path)] == nil {
      state.fileHashes[relative(path)] = hash
    }
  }

  private func relative(_ path: String) -> String {
    let prefix = root.utf8.last == UInt8(ascii: "/") ? root : root + "/"
    guard path.utf8.starts(with: prefix.utf8), path.utf8.count > prefix.utf8.count else {
      return path
    }
    // What begins with a slash would be taken for an absolute path again.
    let rest = path.utf8.dropFirst(prefix.utf8.count).drop { $0 == UInt8(ascii: "/") }
    return rest.isEmpty ? path : String(decoding: rest, as: UTF8.self)
  }

  /// Nothing here decides what is read, so what can't be read is left out.
  private func resume(_ value: JSONValue, into state: inout ScanState) {
    state.changes = value["changes"]?.integer.map { Int64($0) }
    if let consumed = value["consumed"] {
      for (path, value) in consumed.members {
        if let count = value.integer, count >= 0 { state.consumed[path] = Int64(count) }
      }
    }
    guard let watermarks = value["watermarks"] else { return }
    for watermark in watermarks.elements {
      guard let repository = watermark["repository"]?.string,
        let time = watermark["watermark"]?.string, let labels = watermark["labels"]
      else { continue }
      state.watermarks.append(
        ScanState.Watermark(
          repository: repository, labels: labels.elements.compactMap(\.string), time: time))
    }
  }
}
