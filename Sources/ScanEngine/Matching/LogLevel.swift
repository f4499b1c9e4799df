/// How grave a log entry says that it is.
package enum LogLevel: Int, Comparable, Sendable {
  case trace, debug, info, notice, warning, error, fatal

  package static func < (left: LogLevel, right: LogLevel) -> Bool { left.rawValue < right.rawValue }

  /// Words of the logging libraries in use, in lower case.
  private static let words: [[UInt8]: LogLevel] = {
    let spellings: [(LogLevel, String)] = [
      (.trace, "trace trc verbose vrb finest finer fine"), (.debug, "debug dbg dbug config"),
      (.info, "info inf information informational log ok success"), (.notice, "notice note hint"),
      (.warning, "warning warn wrn"),
      (.error, "error err eror erro severe fail failure"),
      (.fatal, "fatal ftl crit critical crt panic alert emerg emergency"),
    ]
    var words: [[UInt8]: LogLevel] = [:]
    for (level, list) in spellings {
      for word in list.split(separator: " ") { words[Array(word.utf8)] = level }
    }
    return words
  }()

  /// For each letter, a bit for each length of the words that begin with it.
  private static let lengths: [UInt16] = {
    var lengths = [UInt16](repeating: 0, count: 256)
    for word in words.keys {
      lengths[Int(word[0])] |= 1 << word.count
      lengths[Int(word[0] & ~0x20)] |= 1 << word.count
    }
    return lengths
  }()

  /// The level that a word stands for, in any case; nil where it is no level.
  package init?(word: UnsafeRawBufferPointer) {
    guard 3...13 ~= word.count, Self.lengths[Int(word[0])] & (1 << word.count) != 0 else {
      return nil
    }
    guard let level = Self.words[word.map(Keyword.lowercased)] else { return nil }
    self = level
  }
}
