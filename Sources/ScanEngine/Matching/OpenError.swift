/// An error whose lines are still being read.
struct OpenError {
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

  init(
    rule: Int, line: Int, firstLine: Int, lastLine: Int, offset: Int64, timestamp: Timestamp?,
    indentation: Int, isLogEntry: Bool, text: ErrorText
  ) {
    self.rule = rule
    self.line = line
    self.firstLine = firstLine
    self.lastLine = lastLine
    self.offset = offset
    self.timestamp = timestamp
    self.indentation = indentation
    self.isLogEntry = isLogEntry
    self.text = text
  }

  /// The same error, met on another line that reads the same.
  func repeated(on line: LineText) -> OpenError {
    var copy = self
    copy.line = line.number
    copy.firstLine = line.number
    copy.lastLine = line.number
    copy.offset = line.offset
    return copy
  }
}

extension OpenError {
  private mutating func change(_ body: (ErrorText) -> Void) {
    // What it comes out as is made of what it says: a text that has come out is left alone.
    if !isKnownUniquelyReferenced(&text) || text.isMatched { text = ErrorText(copying: text) }
    body(text)
  }

  /// Whether a line begins with what stood before the content of the first line, but for digits.
  func isBehindPrefix(_ line: UnsafeRawBufferPointer) -> Bool {
    let shape = text.prefix
    // A blank line has lost the blanks at the end of its prefix.
    let count = min(shape.count, line.count)
    return shape.withUnsafeBufferPointer { shape in
      for index in 0..<count {
        let byte = line[index]
        if shape[index] != (0x30...0x39 ~= byte ? 0x30 : byte) { return false }
      }
      return true
    }
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

  var fix: String? {
    get { text.fix }
    set { change { $0.fix = newValue } }
  }

  var scope: String? {
    get { text.scope }
    set { change { $0.scope = newValue } }
  }

  var headFile: String? {
    get { text.headFile }
    set { change { $0.headFile = newValue } }
  }

  var entries: [OpenError] {
    get { text.entries }
    set { change { $0.entries = newValue } }
  }

  var prefix: [UInt8] { text.prefix }
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
