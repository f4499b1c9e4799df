/// A change of an entry of a list of a state.
struct StateEdit {
  /// What the entries are in the order of.
  let key: [UInt8]
  /// The entry as it is written; nil takes it away.
  let text: [UInt8]?

  init(key: [UInt8], text: [UInt8]?) {
    self.key = key
    self.text = text
  }

  /// A session that was ingested.
  init(session: String) {
    let key = Array(session.utf8)
    var entry = StateEntryText()
    key.withUnsafeBytes { entry.set(session: $0) }
    self.init(key: key, text: entry.bytes)
  }

  /// Of ``StateList/fileHashes`` and ``StateList/consumed``.
  static func edits(of file: ReadFile) -> (hash: StateEdit, count: StateEdit) {
    let key = Array(file.path)
    if file.isGone { return (StateEdit(key: key, text: nil), StateEdit(key: key, text: nil)) }
    var hash = StateEntryText()
    hash.set(key: file.path)
    var count = hash
    hash.set(hash: file.sha256)
    count.set(count: file.readTo)
    return (StateEdit(key: key, text: hash.bytes), StateEdit(key: key, text: count.bytes))
  }
}

/// A state whose text is known to be what ``ScanStateWriter`` wrote, and where its lists are: it needn't
/// be gone through.
struct KnownStateText {
  /// Everything but the lists, which are empty.
  let head: ScanState
  private let file: OpenFile
  private let places: StatePlaces

  /// What is no list may take so many bytes.
  private static let headLimit: Int64 = 1 << 20

  /// nil where that isn't so.
  ///
  /// - `length`: Of the file, in bytes.
  init?(_ file: OpenFile, length: Int64, places: StatePlaces, root: String) {
    var frame: [UInt8] = []
    var position: Int64 = 0
    let lists = places.lists.values.sorted { $0.lowerBound < $1.lowerBound }
    for range in lists + [length..<length] {
      guard position <= range.lowerBound, range.lowerBound - position < Self.headLimit,
        let bytes = file.bytes(position..<range.lowerBound)
      else { return nil }
      frame += bytes
      position = range.upperBound
    }
    guard let (head, notes) = try? ScanStateReader(root: root).read(frame), notes.isEmpty else {
      return nil
    }
    self.head = head
    self.file = file
    self.places = places
  }

  /// A piece of a list of the changed state.
  enum Piece: Hashable, Sendable {
    /// Whole lines of the old text.
    case lines(Range<Int64>)
    case entry([UInt8])
  }

  /// What each list is made of once it is changed; nil where the text isn't what it was thought to be.
  ///
  /// - `edits`: In the order of their keys, each once.
  func pieces(_ edits: [StateList: [StateEdit]]) -> [StateList: [Piece]]? {
    var all: [StateList: [Piece]] = [:]
    for list in StateList.allCases {
      guard let pieces = pieces(of: list, edits[list] ?? []) else { return nil }
      all[list] = pieces
    }
    return all
  }

  /// What a list is made of once it is changed; nil where the text isn't what it was thought to be.
  ///
  /// - `edits`: In the order of their keys, each once.
  private func pieces(of list: StateList, _ edits: [StateEdit]) -> [Piece]? {
    guard let range = places.lists[list] else {
      return edits.compactMap(\.text).map(Piece.entry)
    }
    var pieces: [Piece] = []
    var position = range.lowerBound
    for edit in edits {
      let search = StateEntrySearch(list: list, file: file)
      guard let found = search.entry(of: edit.key, in: position..<range.upperBound) else {
        return nil
      }
      if position < found.lowerBound { pieces.append(.lines(position..<found.lowerBound)) }
      if let text = edit.text { pieces.append(.entry(text)) }
      position = found.upperBound
    }
    if position < range.upperBound { pieces.append(.lines(position..<range.upperBound)) }
    return pieces
  }

  /// Writes the changed state.
  func write(
    _ head: ScanState, _ pieces: [StateList: [Piece]], to writer: inout ScanStateWriter
  ) {
    writer.write(head) { (writer, list) throws(Never) in write(pieces[list] ?? [], to: &writer) }
  }

  private func write(_ pieces: [Piece], to writer: inout ScanStateWriter) {
    for piece in pieces {
      switch piece {
      case .lines(let range): writer.lines(range, of: file)
      case .entry(let text): text.withUnsafeBytes { writer.entry($0) }
      }
    }
  }
}
