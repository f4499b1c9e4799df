/// The entries of a list as the text of a state has them, one by one, in the order of their keys.
struct StateEntries: ~Copyable {
  private let list: StateList
  private var lines: TextLines
  private var line = UnsafeRawBufferPointer(start: nil, count: 0)
  /// What the line is; nil where it was not looked at yet.
  private var found: Found?
  /// The key where it has escapes.
  private var decodedKey: [UInt8] = []
  /// Whether another entry has to follow, as the comma says; nil before the first.
  private var isMoreDue: Bool?

  /// Where reading stands.
  enum Position: Hashable, Sendable {
    case entry
    /// Behind the last entry.
    case end
    /// Before something that ``ScanStateWriter`` doesn't write.
    case foreign
  }

  /// What is known of an entry's line.
  private struct Found {
    var key: StateString.Place
    var text: Range<Int>
  }

  private(set) var position = Position.entry

  /// Begins at the first entry.
  ///
  /// - `offset`: The line behind the one that opens the list.
  init(of list: StateList, in file: Int32, from offset: Int64) {
    self.list = list
    lines = TextLines(of: file, from: offset)
    next()
  }

  /// Behind the list: the line after the one that closes it.
  var offset: Int64 { lines.offset }

  /// The line that closes the list from its bracket on.
  var closing: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: line[min(line.count, list.indent - 2)...])
  }

  /// Uses the entry without its comma, and goes to the next one.
  mutating func pass(_ body: (UnsafeRawBufferPointer) -> Void = { _ in }) {
    guard let found = look() else { return }
    isMoreDue = found.text.upperBound < line.count
    body(UnsafeRawBufferPointer(rebasing: line[found.text]))
    next()
  }

  /// Goes to the next entry if this one is the text, byte for byte; quicker than to look at it.
  mutating func pass(ifEqual text: UnsafeRawBufferPointer) -> Bool {
    let end = list.indent + text.count
    guard position == .entry, line.count == end || line.count == end + 1 && line[end] == 0x2C,
      ByteOrder.compare(UnsafeRawBufferPointer(rebasing: line[list.indent..<end]), text) == 0
    else { return false }
    isMoreDue = end < line.count
    next()
    return true
  }

  /// The order of the entry's key and another: negative, 0 or positive; nil where there is no entry.
  mutating func order(to key: UnsafeRawBufferPointer) -> Int? {
    withKey { ByteOrder.compare($0, key) }
  }

  /// Uses the key's bytes; nil where there is no entry.
  mutating func withKey<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    guard let key = look()?.key else { return nil }
    return key.isEscaped
      ? decodedKey.withUnsafeBytes(body) : body(UnsafeRawBufferPointer(rebasing: line[key.range]))
  }

  // MARK: A line

  private mutating func next() {
    found = nil
    guard let next = lines.next() else {
      position = .foreign
      return
    }
    line = next
    if isClosing {
      position = isMoreDue == false ? .end : .foreign
    } else if isMoreDue == false {
      position = .foreign
    }
  }

  private var isClosing: Bool {
    let indent = list.indent - 2
    return line.count > indent && line[indent] == list.closing && isIndented(by: indent)
      && (line.count == indent + 1 || line.count == indent + 2 && line[indent + 1] == 0x2C)
  }

  private func isIndented(by count: Int) -> Bool {
    guard line.count >= count else { return false }
    var index = 0
    while index < count, line[index] == 0x20 { index += 1 }
    return index == count
  }

  private mutating func look() -> Found? {
    guard position == .entry else { return nil }
    if let found { return found }
    guard isIndented(by: list.indent), let key = StateString.place(in: line, at: list.indent),
      let end = endOfEntry(after: key.range.upperBound + 1),
      end == line.count || end + 1 == line.count && line[end] == 0x2C
    else {
      position = .foreign
      return nil
    }
    if key.isEscaped {
      StateString.decode(UnsafeRawBufferPointer(rebasing: line[key.range]), into: &decodedKey)
    }
    found = Found(key: key, text: list.indent..<end)
    return found
  }

  /// Digits of a longer number may be too many.
  private static let longestNumber = 18

  /// - `start`: The byte behind the key.
  private func endOfEntry(after start: Int) -> Int? {
    if list == .ingestedSessions { return start }
    guard start + 2 < line.count, line[start] == 0x3A, line[start + 1] == 0x20 else { return nil }
    let value = start + 2
    if list == .fileHashes {
      return StateString.place(in: line, at: value).map { $0.range.upperBound + 1 }
    }
    let digits = line[value...].prefix { 0x30...0x39 ~= $0 }.count
    let hasZero = line[value] == 0x30 && digits > 1
    return 1...Self.longestNumber ~= digits && !hasZero ? value + digits : nil
  }
}
