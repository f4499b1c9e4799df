/// An error whose lines are still being read.
///
/// A class, though a value at heart: it is changed by each of its lines, and moved about more often.
final class OpenError {
  /// The rule's index in the rule book.
  var rule: Int
  /// Whether type and message are known, or the block has only begun.
  var isComplete = false
  /// Whether the first line captured a message, and isn't one as a whole.
  var hasMessage = false
  var line: Int
  var firstLine: Int
  var lastLine: Int
  var offset: Int64
  var timestamp: Timestamp?
  /// White space before the content of the first line.
  let indentation: Int
  /// Whether the first line is a log entry of its own, into whose place its stack trace may step.
  let isLogEntry: Bool
  /// Whether anything but blanks stands before the content of the first line.
  let hasPrefix: Bool
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
  /// Whether the first line of a block names the error, so that it counts without the rest.
  var standsAlone = false
  /// Once the error is over, how many more lines may still hold its fix or its trace; nil while
  /// it is not over.
  var linesLeft: Int?
  /// What it says; shared with errors that say the same, until it changes.
  private(set) var text: ErrorText
  /// What it means, as long as all of it is on one line and somebody knows; then ``text`` is empty.
  var meaning: (any ErrorMeaning)?
  /// What stands before the content of the first line, in bytes.
  var prefixLength = 0

  init(
    rule: Int, line: Int, firstLine: Int, lastLine: Int, offset: Int64, timestamp: Timestamp?,
    indentation: Int, isLogEntry: Bool, hasPrefix: Bool, text: ErrorText
  ) {
    self.rule = rule
    self.line = line
    self.firstLine = firstLine
    self.lastLine = lastLine
    self.offset = offset
    self.timestamp = timestamp
    self.indentation = indentation
    self.isLogEntry = isLogEntry
    self.hasPrefix = hasPrefix
    self.text = text
  }

  /// The same error, as it is when it has just begun, met on another line that reads the same.
  init(_ other: OpenError, on line: LineText) {
    rule = other.rule
    isComplete = other.isComplete
    hasMessage = other.hasMessage
    self.line = line.number
    firstLine = line.number
    lastLine = line.number
    offset = line.offset
    timestamp = other.timestamp
    indentation = other.indentation
    isLogEntry = other.isLogEntry
    hasPrefix = other.hasPrefix
    standsAlone = other.standsAlone
    linesLeft = other.linesLeft
    text = other.text
    meaning = other.meaning
    prefixLength = other.prefixLength
  }
}

extension OpenError {
  /// Takes the texts of the same error, of which only the meaning was known.
  func tell(_ other: OpenError) {
    text = other.text
    meaning = nil
  }

  private func change(_ body: (ErrorText) -> Void) {
    // What it comes out as is made of what it says: a text that has come out is left alone.
    if !isKnownUniquelyReferenced(&text) || text.isMatched { text = ErrorText(copying: text) }
    body(text)
  }

  var type: String {
    get { text.type }
    set { change { $0.type = newValue } }
  }

  var message: String {
    get { text.message }
    set { change { $0.message = newValue } }
  }

  var frames: FrameChoice {
    get { text.frames }
    set { change { $0.frames = newValue } }
  }
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
