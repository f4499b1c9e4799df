/// Finds all of many literals in one pass over the bytes.
///
/// Four bytes of each keyword, those that other text is least likely to hold, set a bit in a table
/// that stays in the nearest cache; at each place the four bytes there are looked up, and only where
/// the bit is set the keywords are compared. It is Wu and Manber's idea (TR-94-17, University of
/// Arizona, 1994) without their shifts, which short keywords make worthless. Unlike an automaton's
/// states, no step waits for the one before, and making it costs next to nothing.
package struct KeywordTable: Sendable {
  /// A keyword under its four bytes.
  private struct Entry {
    let keyword: Int
    let bytes: [UInt8]
    /// Where in the keyword the bytes stand that it is found by.
    let offset: Int
  }

  /// Sorted by what they are found by.
  private let entries: [Entry]
  /// For each hash, the range of its ``entries``.
  private let starts: [UInt16]
  /// A bit for each hash that has entries.
  private let bits: [UInt64]
  /// Keywords of fewer than four bytes, sorted by their first.
  private let shortEntries: [Entry]
  /// For each byte (small, where case is ignored), the range of ``shortEntries`` that begin with it.
  private let shortStarts: [UInt16]
  /// A bit for each pair of bytes that a short keyword begins with; empty where there is none.
  private let pairs: [UInt64]
  /// Set bits make letters small, and some other bytes alike, which comparing sorts out.
  private let mask: UInt32
  private let ignoresCase: Bool

  private static let hashBits: UInt32 = 15
  private static let gramLength = 4

  /// - Parameter keywords: None empty, none with a newline, all alike in whether case is ignored;
  ///   their indexes are what is reported.
  package init(_ keywords: [Keyword]) {
    ignoresCase = keywords.first?.ignoresCase ?? false
    mask = ignoresCase ? 0x2020_2020 : 0
    let mask = self.mask
    var hashed: [(hash: Int, entry: Entry)] = []
    var short: [Entry] = []
    for (index, keyword) in keywords.enumerated() {
      guard keyword.bytes.count >= Self.gramLength else {
        short.append(Entry(keyword: index, bytes: keyword.bytes, offset: 0))
        continue
      }
      let offset = Self.rarestGram(of: keyword.bytes)
      let word = Self.word(of: keyword.bytes[offset...]) | mask
      hashed.append(
        (Self.hash(word), Entry(keyword: index, bytes: keyword.bytes, offset: offset)))
    }
    precondition(hashed.count <= Int(UInt16.max), "more keywords than a table holds")
    hashed.sort { $0.hash < $1.hash }
    entries = hashed.map(\.entry)
    short.sort { $0.bytes[0] < $1.bytes[0] }
    shortEntries = short
    shortStarts = (0...256).map { byte in
      UInt16(short.firstIndex { Int($0.bytes[0]) >= byte } ?? short.count)
    }
    var bits = [UInt64](repeating: 0, count: 1 << (Self.hashBits - 6))
    var starts = [UInt16](repeating: 0, count: 1 << Self.hashBits + 1)
    var next = 0
    for hash in 0..<(1 << Self.hashBits) {
      starts[hash] = UInt16(next)
      while next < hashed.count, hashed[next].hash == hash {
        bits[hash >> 6] |= 1 << UInt64(hash & 63)
        next += 1
      }
    }
    starts[starts.count - 1] = UInt16(next)
    self.bits = bits
    self.starts = starts
    pairs = Self.pairs(of: short, mask)
  }

  /// - Parameters:
  ///   - phrases: In lower case where case is ignored.
  ///   - ignoresCase: Of ASCII letters.
  init(_ phrases: [String], ignoresCase: Bool) {
    self.init(phrases.map { Keyword(bytes: Array($0.utf8), ignoresCase: ignoresCase) })
  }

  private static func pairs(of short: [Entry], _ mask: UInt32) -> [UInt64] {
    guard !short.isEmpty else { return [] }
    var pairs = [UInt64](repeating: 0, count: 1_024)
    func set(_ first: UInt8, _ second: UInt8) {
      let pair = Int((UInt32(second) << 8 | UInt32(first)) | mask & 0xFFFF)
      pairs[pair >> 6] |= 1 << UInt64(pair & 63)
    }
    for entry in short {
      if entry.bytes.count > 1 {
        set(entry.bytes[0], entry.bytes[1])
      } else {
        for second in UInt8.min...UInt8.max { set(entry.bytes[0], second) }
      }
    }
    return pairs
  }

  /// Where the four bytes stand that ordinary text is least likely to hold.
  private static func rarestGram(of keyword: [UInt8]) -> Int {
    func commonness(_ byte: UInt8) -> Int {
      switch byte {
      case UInt8(ascii: "e"), UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "o"),
        UInt8(ascii: "i"), UInt8(ascii: "n"), UInt8(ascii: "s"), UInt8(ascii: "r"), 0x20:
        4
      case 0x61...0x7A: 3
      case 0x30...0x39: 2
      default: 1
      }
    }
    let costs = keyword.map(commonness)
    return (0...(keyword.count - gramLength)).min { left, right in
      costs[left..<left + gramLength].reduce(0, +) < costs[right..<right + gramLength].reduce(0, +)
    } ?? 0
  }

  private static func word(of bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.prefix(gramLength).reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Multiplicative (Knuth, The Art of Computer Programming 3, 6.4).
  @inline(__always)
  private static func hash(_ word: UInt32) -> Int {
    Int((word &* 0x9E37_79B1) >> (32 - hashBits))
  }

  /// Whether a scan wants more.
  package enum Answer { case goOn, stop }

  /// Calls `report` for each keyword in `bytes[start..<end]`, in the order of the places that they
  /// are found by: that of the lines they are in.
  ///
  /// - `report`: Takes the keyword's index and the offset after its last byte.
  @inline(__always)
  package func scan(
    _ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int,
    report: (Int, Int) -> Answer
  ) {
    guard let base = bytes.baseAddress, start < end else { return }
    let mask = self.mask
    bits.withUnsafeBufferPointer { bits in
      pairs.withUnsafeBufferPointer { pairs in
        var index = start
        while index < end {
          let bytesHere = Self.load(base, index, end)
          let word = bytesHere | mask
          let hash = Self.hash(word)
          if bits[hash >> 6] & (1 << UInt64(truncatingIfNeeded: hash & 63)) != 0 {
            let range = Int(starts[hash])..<Int(starts[hash + 1])
            if compare(entries[range], bytes, index, start..<end, report) == .stop { return }
          }
          if !pairs.isEmpty {
            let pair = Int(word & 0xFFFF)
            if pairs[pair >> 6] & (1 << UInt64(truncatingIfNeeded: pair & 63)) != 0 {
              let byte = UInt8(truncatingIfNeeded: bytesHere)
              let first = Int(ignoresCase ? Keyword.lowercased(byte) : byte)
              let range = Int(shortStarts[first])..<Int(shortStarts[first + 1])
              if compare(shortEntries[range], bytes, index, start..<end, report) == .stop { return }
            }
          }
          index += 1
        }
      }
    }
  }

  /// Whether any of the keywords is in the text.
  func isFound(in text: UnsafeRawBufferPointer) -> Bool {
    var isFound = false
    scan(text, from: 0, to: text.count) { _, _ in
      isFound = true
      return .stop
    }
    return isFound
  }

  /// Whether any of the keywords is in the text.
  func isFound(in text: [UInt8]) -> Bool { text.withUnsafeBytes(isFound) }

  /// Four bytes in the order of the text; what would lie behind its end is 0.
  @inline(__always)
  private static func load(_ base: UnsafeRawPointer, _ index: Int, _ end: Int) -> UInt32 {
    if index + gramLength <= end {
      return UInt32(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt32.self))
    }
    var word: UInt32 = 0
    for place in (index..<end).reversed() {
      word = word << 8 | UInt32(base.load(fromByteOffset: place, as: UInt8.self))
    }
    return word
  }

  private func compare(
    _ entries: ArraySlice<Entry>, _ bytes: UnsafeRawBufferPointer, _ index: Int,
    _ bounds: Range<Int>, _ report: (Int, Int) -> Answer
  ) -> Answer {
    for entry in entries {
      let first = index - entry.offset
      let last = first + entry.bytes.count
      guard first >= bounds.lowerBound, last <= bounds.upperBound,
        matches(entry.bytes, bytes, at: first)
      else { continue }
      if report(entry.keyword, last) == .stop { return .stop }
    }
    return .goOn
  }

  private func matches(_ keyword: [UInt8], _ bytes: UnsafeRawBufferPointer, at start: Int) -> Bool {
    for index in keyword.indices {
      let byte = bytes[start + index]
      if (ignoresCase ? Keyword.lowercased(byte) : byte) != keyword[index] { return false }
    }
    return true
  }
}
