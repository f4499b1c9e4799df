import Testing

@testable import ScanEngine

struct KeywordPrefilterTests {
  /// Few letters, so that keywords overlap, contain each other and occur often.
  private func text(_ length: Int, _ letters: String, using generator: inout SeededGenerator)
    -> [UInt8]
  {
    let letters = Array(letters.utf8)
    return (0..<length).map { _ in letters.randomElement(using: &generator) ?? 0x61 }
  }

  @Test(arguments: 0..<40)
  func tableFindsWhatANaiveSearchFinds(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed) + 1)
    let ignoresCase = seed % 2 == 0
    let keywords = (0..<8).map { _ in
      Keyword(
        bytes: text(.random(in: 1...5, using: &generator), "abAB", using: &generator),
        ignoresCase: ignoresCase)
    }
    let bytes = text(300, "abABc\n", using: &generator)
    var found: [[Int]] = []
    bytes.withUnsafeBytes { buffer in
      KeywordTable(keywords).scan(buffer, from: 0, to: buffer.count) { keyword, end in
        found.append([keyword, end])
        return .goOn
      }
    }
    #expect(Set(found) == naive(keywords, bytes))
    #expect(found.count == Set(found).count, "a keyword is found once where it stands")
  }

  /// Where text is looked at piece by piece, and hashed meanwhile, no keyword is lost between pieces.
  @Test(arguments: 0..<60)
  func searchFindsTheSameHoweverTheTextIsCut(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed) + 1_000)
    let keywords = (0..<6).map { _ in
      Keyword(
        bytes: text(.random(in: 2...9, using: &generator), "abcd", using: &generator),
        ignoresCase: seed % 3 == 0)
    }
    let table = KeywordTable(keywords)
    let bytes = text(2_000, "abcdABCD\n", using: &generator)
    var search = KeywordSearch(table.filter)
    var sha = SHA256()
    var buffer: [UInt8] = []
    var found: Set<[Int]> = []
    // The start of the buffer in the text.
    var start = 0
    func look(_ length: Int) {
      buffer.withUnsafeBytes { window in
        search.search(window, to: length)
        let lines = UnsafeRawBufferPointer(rebasing: window[..<length])
        search.withPlaces(before: length) { places in
          for place in places {
            _ = table.look(at: Int(place), in: lines, from: 0) { keyword, end in
              found.insert([keyword, start + end])
              return .goOn
            }
          }
        }
      }
      buffer.removeFirst(length)
      search.drop(length, leaving: buffer.count)
      start += length
    }
    var position = 0
    while position < bytes.count {
      let count = min(bytes.count - position, .random(in: 1...400, using: &generator))
      let range = buffer.count..<buffer.count + count
      buffer += bytes[position..<position + count]
      position += count
      // Two bytes behind those in use can be read.
      (buffer + [0, 0]).withUnsafeBytes { padded in
        search.hash(&sha, UnsafeRawBufferPointer(rebasing: padded[..<range.upperBound]), range)
      }
      if let last = buffer.lastIndex(of: 0x0A) { look(last + 1) }
    }
    look(buffer.count)
    #expect(found == naive(keywords, bytes))
    #expect(sha.hexDigest() == SHA256.hex(SHA256.digest(of: bytes)))
  }

  private func naive(_ keywords: [Keyword], _ bytes: [UInt8]) -> Set<[Int]> {
    var found: Set<[Int]> = []
    for (index, keyword) in keywords.enumerated() where keyword.bytes.count <= bytes.count {
      for end in keyword.bytes.count...bytes.count {
        let part = bytes[(end - keyword.bytes.count)..<end]
        let folded = keyword.ignoresCase ? part.map(Keyword.lowercased) : Array(part)
        if folded == keyword.bytes { found.insert([index, end]) }
      }
    }
    return found
  }

  @Test(arguments: 0..<40)
  func namesTheLinesThatHoldAKeyword(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed) + 99)
    let keywords: [[Keyword]?] = (0..<4).map { rule in
      if seed % 5 == 4, rule == 3 { return nil }
      return [
        Keyword(bytes: text(3, "abc", using: &generator), ignoresCase: rule == 0),
        Keyword(bytes: text(4, "abc", using: &generator), ignoresCase: false),
      ]
    }
    let bytes = text(400, "abcABC  \n\n", using: &generator)
    let prefilter = KeywordPrefilter(keywords: keywords)
    var expected: [String] = []
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    for line in lines {
      let rules = keywords.indices.filter { index in
        guard let words = keywords[index] else { return true }
        return !naive(words, Array(line)).isEmpty
      }
      if !rules.isEmpty { expected.append("\(String(decoding: line, as: UTF8.self)) \(rules)") }
    }
    #expect(named(by: prefilter, in: bytes, rules: keywords.count) == expected)
  }

  private func named(by prefilter: KeywordPrefilter, in bytes: [UInt8], rules: Int) -> [String] {
    var found: [String] = []
    let selection = RuleSelection(count: rules)
    var candidates = CandidateLines(prefilter)
    bytes.withUnsafeBytes { buffer in
      candidates.begin(buffer, known: nil)
      var position = 0
      while let range = candidates.line(from: position, rules: selection) {
        let chosen = (0..<rules).filter { selection.first(from: $0) == $0 }
        found.append("\(String(decoding: buffer[range], as: UTF8.self)) \(chosen)")
        position = range.upperBound + 1
      }
    }
    return found
  }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
