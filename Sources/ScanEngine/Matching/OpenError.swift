/// An error whose lines are still being read.
struct OpenError {
  /// The rule's index in the rule book.
  var rule: Int
  /// Whether type and message are known, or the block has only begun.
  var isComplete = false
  var type = ""
  var message = ""
  /// Whether the first line captured a message, and isn't one as a whole.
  var hasMessage = false
  var line: Int
  let firstLine: Int
  var lastLine: Int
  let offset: Int64
  var timestamp: Timestamp?
  var frames = FrameChoice()
  var fix: String?
  /// What stood before the content of the first line, with digits as `0`; empty for none or blanks.
  let prefix: [UInt8]
  /// White space before the content of the first line.
  let indentation: Int
  /// Whether the first line is a log entry of its own, into whose place its stack trace may step.
  let isLogEntry: Bool
  /// What ran when it began, and may be judged by a later line: a test.
  var scope: String?
  /// The file that the first line of a block names, for each error of the block.
  var headFile: String?
  /// Whether `...` stands for the stack, as in examples that a document tests.
  var isElided = false
  /// Whether a line of the stack named a place.
  var hasPlace = false
  /// Whether the last line announced another error of the same chain.
  var isChained = false
  /// Blank lines since the last line that belongs to the error.
  var blankLines = 0
  /// Lines read since the first, itself included.
  var lineCount = 1
  /// The log entry above, for which this is its stack trace if it turns out to be one; one at most.
  var entries: [OpenError] = []
  /// Whether the first line of a block names the error, so that it counts without the rest.
  var standsAlone = false
  /// Once the error is over, how many more lines may still hold its fix or its trace; nil while
  /// it is not over.
  var linesLeft: Int?
}

/// Chooses the innermost frame of the user's own code.
struct FrameChoice {
  private var chosen: String?
  private var pendingFunction: String?
  private var hasFunction = false
  /// Whether the innermost frame comes last, as in Python.
  var isInnermostLast = false

  var frame: String? { chosen }

  mutating func add(file: String?, function: String?) {
    guard let file else {
      if let function { pendingFunction = function }
      return
    }
    let name = function ?? pendingFunction
    pendingFunction = nil
    let frame = name.map { "\(file):\($0)" } ?? file
    guard UserCode.contains(file: file, function: name ?? "") else { return }
    if chosen == nil || isInnermostLast || !hasFunction {
      // A place without its function gives way to one that has it, not to another place.
      if chosen != nil, !isInnermostLast, name == nil { return }
      chosen = frame
      hasFunction = name != nil
    }
  }

  mutating func removeAll() {
    chosen = nil
    hasFunction = false
    pendingFunction = nil
  }
}
