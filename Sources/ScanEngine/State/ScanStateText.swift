/// A state whose lists stay in its file: there may be a million files.
package struct ScanStateText: Sendable {
  /// Everything but the lists, which are empty.
  package let head: ScanState
  /// How many entries ``ScanState/fileHashes`` has.
  package let files: Int
  private let file: OpenFile?
  /// The line of the first entry of each list that has any.
  private let places: [StateList: Int64]

  /// A state that knows of nothing.
  package init() {
    head = ScanState()
    files = 0
    file = nil
    places = [:]
  }

  /// What a writer has just written to a file.
  init(of state: ScanState, in file: OpenFile, places: [StateList: Int64]) {
    var head = state
    head.fileHashes = [:]
    head.ingestedSessions = []
    head.consumed = [:]
    self.head = head
    files = state.fileHashes.count
    self.file = file
    self.places = places
  }

  /// The entries of a list; nil for none.
  func entries(of list: StateList) -> StateEntries? {
    guard let place = places[list], let descriptor = file?.descriptor else { return nil }
    return StateEntries(of: list, in: descriptor, from: place)
  }

  // MARK: Recognising

  /// What is no list may take so many bytes.
  private static let headLimit = 1 << 20

  /// nil for a file that isn't, byte for byte, what ``ScanStateWriter`` would write of it, whoever
  /// wrote it.
  ///
  /// Each entry of the lists is looked at by itself. What is left without them is read as a state
  /// and written again.
  init?(recognising file: OpenFile, root: String) {
    guard let found = Outline(of: file.descriptor, root: root),
      let (head, notes) = try? ScanStateReader(root: root).read(found.frame), notes.isEmpty,
      ScanStateWriter.json(head) == found.frame
    else { return nil }
    self.head = head
    files = found.files
    self.file = file
    places = found.places
  }

  /// The text without the entries of its lists, which have been looked at.
  private struct Outline {
    private(set) var frame: [UInt8] = []
    private(set) var places: [StateList: Int64] = [:]
    private(set) var files = 0
    private var seen: Set<StateList> = []
    private let root: [UInt8]

    init?(of file: Int32, root: String) {
      self.root = Array((root.hasSuffix("/") ? root : root + "/").utf8)
      var lines = TextLines(of: file, from: 0)
      while let line = lines.next() {
        guard frame.count + line.count < headLimit else { return nil }
        frame.append(contentsOf: line)
        if let list = StateList.allCases.first(where: { line.begins(with: $0.beginning) }) {
          // One that stands elsewhere as well may be part of what scanctl doesn't know.
          guard seen.insert(list).inserted else { return nil }
          if line.last == list.opening, line.count == list.beginning.utf8CodeUnitCount + 1 {
            guard let end = pass(list, in: file, from: lines.offset) else { return nil }
            lines = TextLines(of: file, from: end)
          }
        }
        frame.append(0x0A)
      }
      guard lines.isAtEnd else { return nil }
    }

    /// Looks at the entries of a list, and adds the bracket behind them; returns the next line.
    private mutating func pass(_ list: StateList, in file: Int32, from start: Int64) -> Int64? {
      var entries = StateEntries(of: list, in: file, from: start)
      var last: [UInt8] = []
      var isFirst = true
      while let isGreater = entries.withKey({ key in
        let isGreater = isFirst || last.withUnsafeBytes { ByteOrder.compare(key, $0) > 0 }
        last.removeAll(keepingCapacity: true)
        last.append(contentsOf: key)
        return isGreater
      }) {
        guard isGreater else { return nil }
        isFirst = false
        if list == .fileHashes {
          files += 1
          // Of the predecessor: it would become relative.
          if last.first == UInt8(ascii: "/"), last.starts(with: root) { return nil }
        }
        entries.pass()
      }
      guard entries.position == .end else { return nil }
      places[list] = start
      frame.append(contentsOf: entries.closing)
      return entries.offset
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func begins(with text: StaticString) -> Bool {
    starts(with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
