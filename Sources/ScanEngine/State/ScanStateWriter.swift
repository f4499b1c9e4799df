/// Writes a ``ScanState`` as JSON: two spaces of indent, keys in the order of their UTF-8.
package struct ScanStateWriter {
  private var bytes: [UInt8] = []

  /// The whole file, with a newline at its end.
  package static func json(_ state: ScanState) -> [UInt8] {
    var writer = ScanStateWriter()
    writer.write(state)
    return writer.bytes
  }

  private mutating func write(_ state: ScanState) {
    let capacity = (state.fileHashes.count + state.consumed.count) * 160
    bytes.reserveCapacity(capacity + 1_024)
    var keys = ["file_hashes", "github_watermark", "ingested_sessions", "last_scan"]
    keys += ["resume", "version"]
    let own = Set(keys)
    keys += state.unknown.keys.filter { !own.contains($0) }
    object(keys.sorted(), indent: 2) { writer, key in
      switch key {
      case "file_hashes":
        writer.members(of: state.fileHashes, indent: 4) { $0.string($1) }
      case "github_watermark": writer.optional(state.githubWatermark)
      case "ingested_sessions":
        let sessions = state.ingestedSessions.sorted(by: ByteOrder.precedes)
        writer.array(sessions, indent: 4) { $0.string($1) }
      case "last_scan": writer.optional(state.lastScan?.text)
      case "resume": writer.resume(state)
      case "version": writer.raw("\(ScanState.version)")
      default: writer.bytes += state.unknown[key] ?? []
      }
    }
    raw("\n")
  }

  private mutating func resume(_ state: ScanState) {
    let changes = state.changes
    let keys = (changes == nil ? [] : ["changes"]) + ["consumed", "watermarks"]
    object(keys, indent: 4) { writer, key in
      if key == "changes" { return writer.raw("\(changes ?? 0)") }
      guard key == "watermarks" else {
        return writer.members(of: state.consumed, indent: 6) { $0.raw("\($1)") }
      }
      let watermarks = state.watermarks.sorted {
        ($0.repository, $0.labels.joined(separator: ",")) < (
          $1.repository, $1.labels.joined(separator: ",")
        )
      }
      writer.array(watermarks, indent: 6) { writer, watermark in
        writer.object(["labels", "repository", "watermark"], indent: 8) { writer, key in
          switch key {
          case "labels": writer.array(watermark.labels, indent: 10) { $0.string($1) }
          case "repository": writer.string(watermark.repository)
          default: writer.string(watermark.time)
          }
        }
      }
    }
  }

  // MARK: JSON

  private mutating func object(
    _ keys: [String], indent: Int, value: (inout ScanStateWriter, String) -> Void
  ) {
    list(keys, between: ("{", "}"), indent: indent) { writer, key in
      writer.string(key)
      writer.raw(": ")
      value(&writer, key)
    }
  }

  /// There may be 100,000 of them, so they are sorted with their values.
  private mutating func members<Value>(
    of dictionary: [String: Value], indent: Int, value: (inout ScanStateWriter, Value) -> Void
  ) {
    let members = dictionary.sorted { ByteOrder.precedes($0.key, $1.key) }
    list(members, between: ("{", "}"), indent: indent) { writer, member in
      writer.string(member.key)
      writer.raw(": ")
      value(&writer, member.value)
    }
  }

  private mutating func array<Element>(
    _ elements: [Element], indent: Int, element: (inout ScanStateWriter, Element) -> Void
  ) {
    list(elements, between: ("[", "]"), indent: indent, element: element)
  }

  private mutating func list<Element>(
    _ elements: [Element], between brackets: (open: String, close: String), indent: Int,
    element: (inout ScanStateWriter, Element) -> Void
  ) {
    raw(brackets.open)
    for (index, each) in elements.enumerated() {
      if index > 0 { raw(",") }
      newline(indent: indent)
      element(&self, each)
    }
    if !elements.isEmpty { newline(indent: indent - 2) }
    raw(brackets.close)
  }

  private mutating func newline(indent: Int) {
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: indent))
  }

  private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func optional(_ text: String?) {
    if let text { string(text) } else { raw("null") }
  }

  private mutating func string(_ text: String) {
    bytes.append(0x22)
    var copy = text
    copy.withUTF8 { source in
      if source.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
        bytes.append(contentsOf: source)
      } else {
        for byte in source { escaped(byte) }
      }
    }
    bytes.append(0x22)
  }

  private mutating func escaped(_ byte: UInt8) {
    switch byte {
    case 0x22, 0x5C: bytes += [0x5C, byte]
    case 0x0A: raw("\\n")
    case 0x09: raw("\\t")
    case 0..<0x20:
      let digits = String(byte, radix: 16)
      raw("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    default: bytes.append(byte)
    }
  }
}
