/// How grave a log entry says that it is.
package enum LogLevel: Int, Comparable, Sendable {
  case trace, debug, info, notice, warning, error, fatal

  package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }

  /// Words of the logging libraries in use, by their first letter.
  private static let words: [[(word: ShortWord, level: LogLevel)]] = {
    let spellings: [(LogLevel, String)] = [
      (.trace, "trace trc verbose vrb finest finer fine"), (.debug, "debug dbg dbug config"),
      (.info, "info inf information informational log ok success"), (.notice, "notice note hint"),
      (.warning, "warning warn wrn"),
      (.error, "error err eror erro severe fail failure"),
      (.fatal, "fatal ftl crit critical crt panic alert emerg emergency"),
    ]
    var words = [[(word: ShortWord, level: LogLevel)]](repeating: [], count: 32)
    for (level, list) in spellings {
      for word in list.split(separator: " ") {
        let bytes = Array(word.utf8)
        words[Int(bytes[0] & 31)].append(
          (bytes.withUnsafeBytes { ShortWord(lowercasing: $0) }, level))
      }
    }
    return words
  }()

  /// The level that a word stands for, in any case; nil where it is no level.
  package init?(word: UnsafeRawBufferPointer) {
    guard 3...13 ~= word.count, ASCII.isLetter(word[0]) else { return nil }
    let candidates = Self.words[Int(word[0] & 31)]
    guard !candidates.isEmpty else { return nil }
    let lowered = ShortWord(lowercasing: word)
    guard let level = candidates.first(where: { $0.word == lowered })?.level else { return nil }
    self = level
  }
}
