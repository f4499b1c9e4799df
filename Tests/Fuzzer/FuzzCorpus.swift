/// The inputs of a target: those in the repository first, then what is made of them.
struct FuzzCorpus {
  let target: String
  private let seeds: [[UInt8]]
  /// The seeds, and what else cases are made of.
  private let material: [[UInt8]]
  private let words: [[UInt8]]
  private let options: FuzzerOptions

  init(_ target: FuzzTarget, _ options: FuzzerOptions) throws {
    self.target = target.name
    self.options = options
    let folder = "\(options.corpus)/\(target.corpus)"
    seeds =
      try FuzzFile.names(in: folder).map { try FuzzFile.read("\(folder)/\($0)") } + [[]]
    material = seeds + target.material()
    words = target.words.map { Array($0.utf8) } + Self.hostile
  }

  /// How many cases are the corpus itself, unchanged.
  var count: Int { seeds.count }

  /// The input of a case: a pure function of seed, target, number and corpus.
  func input(_ number: Int) -> [UInt8] {
    if number < seeds.count { return seeds[number] }
    var numbers = FuzzNumbers(seed: options.seed, target: target, number: number)
    let isSeed = Bool.random(using: &numbers)
    var input = (isSeed ? seeds : material).randomElement(using: &numbers) ?? []
    if input.count > options.size {
      let start = Int.random(in: 0...(input.count - options.size), using: &numbers)
      input = Array(input[start..<start + options.size])
    }
    for _ in 0..<(1 << Int.random(in: 0...4, using: &numbers)) { change(&input, &numbers) }
    return Array(input.prefix(options.size))
  }

  // MARK: Changes

  private func change(_ input: inout [UInt8], _ numbers: inout FuzzNumbers) {
    let place = Int.random(in: 0...input.count, using: &numbers)
    let end = min(input.count, place + (1 << Int.random(in: 0...8, using: &numbers)))
    switch Int.random(in: 0..<10, using: &numbers) {
    case 0 where place < input.count:
      input[place] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
    case 1 where place < input.count: input[place] = .random(in: 0...255, using: &numbers)
    case 2: input.removeSubrange(place..<end)
    case 3: input.insert(contentsOf: input[place..<end], at: place)
    case 4: splice(&input, at: place, &numbers)
    case 5, 6: input.insert(contentsOf: words.randomElement(using: &numbers) ?? [], at: place)
    case 7: repeatPart(place..<end, of: &input, &numbers)
    case 8: changeNumber(&input, from: place, &numbers)
    case 9 where Int.random(in: 0..<4, using: &numbers) == 0: input.removeSubrange(place...)
    default:
      let word = words.randomElement(using: &numbers) ?? []
      input.replaceSubrange(place..<min(input.count, place + word.count), with: word)
    }
  }

  /// Puts a part of another input in.
  private func splice(_ input: inout [UInt8], at place: Int, _ numbers: inout FuzzNumbers) {
    guard let other = material.randomElement(using: &numbers), !other.isEmpty else { return }
    let start = Int.random(in: 0..<other.count, using: &numbers)
    let length = 1 << Int.random(in: 0...10, using: &numbers)
    input.insert(contentsOf: other[start...].prefix(length), at: place)
  }

  /// Deep nesting, long lines, many keys.
  private func repeatPart(
    _ range: Range<Int>, of input: inout [UInt8], _ numbers: inout FuzzNumbers
  ) {
    let part = range.count > 64 ? Array(input[range].prefix(8)) : Array(input[range])
    guard !part.isEmpty, input.count < options.size else { return }
    let most = min(1 << Int.random(in: 1...12, using: &numbers), options.size / part.count)
    input.insert(contentsOf: (0..<most).flatMap { _ in part }, at: range.lowerBound)
  }

  private func changeNumber(
    _ input: inout [UInt8], from place: Int, _ numbers: inout FuzzNumbers
  ) {
    guard let start = input[place...].firstIndex(where: { (0x30...0x39).contains($0) }) else {
      return
    }
    let end = input[start...].firstIndex { !(0x30...0x39).contains($0) } ?? input.count
    let number = Self.extremes.randomElement(using: &numbers) ?? ""
    input.replaceSubrange(start..<end, with: number.utf8)
  }

  private static let extremes = [
    "0", "-1", "00", "1", "255", "256", "65536", "2147483647", "2147483648", "4294967296",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616",
    "1e308", "1e400", "0.1e-400", "99999999999999999999999999999999",
  ]

  private static let hostile: [[UInt8]] =
    [
      "\u{0}", "\r\n", "\n", "\r", "\t", "\u{1B}[2J", "\u{1B}]0;x\u{7}", "\u{9B}31m", "\u{202E}",
      "\u{2028}", "\u{FEFF}", "é", "\u{1F600}", "e\u{301}", "\"", "\\", "'", "`", "{", "}", "[",
      "]",
      "(", ")", "<", ">", ":", ": ", "- ", "#", "&a ", "*a", "|", ",", "=", "%", "$", "${",
      "\\u0000",
      "\\ud800", "\\udc00\\ud800", "null", "true", "NaN", "../", "/", "~", "*", "**", "?", "!",
      "%s",
      "```", "   ",
    ].map { Array($0.utf8) } + [
      // Overlong, cut short, surrogates, beyond Unicode, and marks of UTF-16.
      [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xE2, 0x82], [0xF0, 0x9F], [0xED, 0xA0, 0x80], [0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xFE], [0xFF, 0xFE], [0xFE, 0xFF], [0xF8, 0x88, 0x80],
    ]
}
