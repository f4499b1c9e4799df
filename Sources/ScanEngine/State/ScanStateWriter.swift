/// Writes a ``ScanState`` as JSON: two spaces of indent, keys in the order of their UTF-8.
///
/// Its lists are written entry by entry, for there may be a million.
package struct ScanStateWriter {
  private var output: StateOutput
  /// Where the entries of each list are.
  private(set) var places = StatePlaces()
  private var isFirst = true
  private var indent = 0

  init(to output: StateOutput) { self.output = output }

  /// Writes entries of a list aside, in memory.
  init(aside list: StateList) {
    output = StateOutput()
    indent = list.indent
  }

  /// The whole file, with a newline at its end.
  package static func json(_ state: ScanState) -> [UInt8] {
    var writer = ScanStateWriter(to: StateOutput())
    writer.write(state)
    return writer.output.bytes
  }

  /// Writes the whole file, with a newline at its end.
  mutating func write(_ state: ScanState) {
    write(state) { (writer, list) in
      switch list {
      case .fileHashes: writer.members(of: state.fileHashes) { $0.string($1) }
      case .ingestedSessions:
        for session in state.ingestedSessions.sorted(by: ByteOrder.precedes) {
          writer.entry()
          writer.string(session)
        }
      case .consumed: writer.members(of: state.consumed) { $0.number($1) }
      }
    }
  }

  /// Writes the whole file, the lists by `entries`.
  mutating func write<Failure: Error>(
    _ state: ScanState,
    entries: (inout ScanStateWriter, StateList) throws(Failure) -> Void
  ) throws(Failure) {
    var keys = ["file_hashes", "github_watermark", "ingested_sessions", "last_scan"]
    keys += ["resume", "version"]
    let own = Set(keys)
    keys += state.unknown.keys.filter { !own.contains($0) }
    open(0x7B, indent: 2)
    for key in keys.sorted(by: ByteOrder.precedes) {
      if key == "file_hashes" {
        try list(.fileHashes, entries)
      } else if key == "ingested_sessions" {
        try list(.ingestedSessions, entries)
      } else {
        entry()
        self.key(key)
        switch key {
        case "github_watermark": optional(state.githubWatermark)
        case "last_scan": optional(state.lastScan?.text)
        case "resume": try resume(state, entries)
        case "version": number(Int64(ScanState.version))
        default: (state.unknown[key] ?? []).withUnsafeBytes { output.add($0) }
        }
      }
    }
    close(0x7D, indent: 0)
    output.add(0x0A)
  }

  /// Writes what is left in memory; returns what went wrong.
  mutating func finish() -> SystemError? {
    output.flush()
    return output.failure
  }

  private mutating func resume<Failure: Error>(
    _ state: ScanState, _ entries: (inout ScanStateWriter, StateList) throws(Failure) -> Void
  ) throws(Failure) {
    open(0x7B, indent: 4)
    if let changes = state.changes {
      entry()
      key("changes")
      number(changes)
    }
    try list(.consumed, entries)
    entry()
    key("watermarks")
    open(0x5B, indent: 6)
    let watermarks = state.watermarks.sorted {
      ($0.repository, $0.labels.joined(separator: ",")) < (
        $1.repository, $1.labels.joined(separator: ",")
      )
    }
    for watermark in watermarks { self.watermark(watermark) }
    close(0x5D, indent: 4)
    close(0x7D, indent: 2)
  }

  private mutating func watermark(_ watermark: ScanState.Watermark) {
    entry()
    open(0x7B, indent: 8)
    entry()
    key("labels")
    open(0x5B, indent: 10)
    for label in watermark.labels {
      entry()
      string(label)
    }
    close(0x5D, indent: 8)
    entry()
    key("repository")
    string(watermark.repository)
    entry()
    key("watermark")
    string(watermark.time)
    close(0x7D, indent: 6)
  }

  // MARK: Lists

  private mutating func list<Failure: Error>(
    _ list: StateList, _ entries: (inout ScanStateWriter, StateList) throws(Failure) -> Void
  ) throws(Failure) {
    let outer = indent
    startEntry()
    output.add(list.beginning)
    open(list.opening, indent: list.indent)
    // Behind the newline that comes before the first entry.
    let place = output.length + 1
    try entries(&self, list)
    // The last one's newline is still to come.
    if !isFirst { places.lists[list] = place..<output.length + 1 }
    close(list.closing, indent: outer)
  }

  /// There may be 100,000 of them, so they are sorted with their values.
  private mutating func members<Value>(
    of dictionary: [String: Value], value: (inout ScanStateWriter, Value) -> Void
  ) {
    for member in dictionary.sorted(by: { ByteOrder.precedes($0.key, $1.key) }) {
      entry()
      key(member.key)
      value(&self, member.value)
    }
  }

  /// Writes an entry of a list, which has been made text of before.
  mutating func entry(_ text: UnsafeRawBufferPointer) {
    entry()
    output.add(text)
  }

  /// Writes entries of a list as they are in a file.
  ///
  /// - `range`: Whole lines.
  mutating func lines(_ range: Range<Int64>, of file: OpenFile) {
    // A comma and a newline, but behind a list's last entry a newline alone.
    let ending = max(range.lowerBound, range.upperBound - 2)..<range.upperBound
    let hasComma = file.bytes(ending)?.first == 0x2C
    startEntry()
    output.add(
      range.lowerBound..<(hasComma ? ending.lowerBound : range.upperBound - 1), of: file.descriptor)
  }

  /// Writes entries that were written aside before.
  mutating func entries(_ aside: ScanStateWriter) {
    guard !aside.isFirst else { return }
    if !isFirst { output.add(0x2C) }
    isFirst = false
    output.add(aside.output)
  }

  // MARK: JSON

  private mutating func open(_ bracket: UInt8, indent: Int) {
    output.add(bracket)
    isFirst = true
    self.indent = indent
  }

  /// What stands before every entry of a list but the first, by its indent.
  private static let separators = (0...10).map {
    [0x2C, 0x0A] + [UInt8](repeating: 0x20, count: $0)
  }

  private mutating func close(_ bracket: UInt8, indent: Int) {
    if !isFirst { newline(indent: indent) }
    output.add(bracket)
    isFirst = false
    self.indent = indent
  }

  /// Begins the next entry of what was opened last.
  private mutating func entry() {
    if isFirst {
      startEntry()
      spaces(indent)
    } else {
      Self.separators[indent].withUnsafeBytes { output.add($0) }
    }
  }

  private mutating func startEntry() {
    if !isFirst { output.add(0x2C) }
    output.add(0x0A)
    isFirst = false
  }

  private mutating func newline(indent: Int) {
    output.add(0x0A)
    spaces(indent)
  }

  private mutating func spaces(_ count: Int) {
    let spaces: StaticString = "          "
    output.add(
      UnsafeRawBufferPointer(start: spaces.utf8Start, count: min(count, spaces.utf8CodeUnitCount)))
  }

  private mutating func key(_ text: String) {
    string(text)
    output.add(": ")
  }

  private mutating func number(_ number: Int64) {
    var text = String(number)
    text.withUTF8 { output.add(UnsafeRawBufferPointer($0)) }
  }

  private mutating func optional(_ text: String?) {
    if let text { string(text) } else { output.add("null") }
  }

  private mutating func string(_ text: String) {
    var copy = text
    copy.withUTF8 { output.add(string: UnsafeRawBufferPointer($0)) }
  }
}
