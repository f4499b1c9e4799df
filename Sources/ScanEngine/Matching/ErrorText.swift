/// What an error that is being read says, apart from where it stands.
///
/// Errors that are alike share it; see ``OpenError``, which copies it before it is changed.
final class ErrorText {
  var type = ""
  var message = ""
  var frames = FrameChoice()
  /// What stood before the content of the first line, with digits as `0`; empty for none or blanks.
  var prefix: [UInt8]
  /// What ran when it began, and may be judged by a later line: a test.
  var scope: String?
  /// The file that the first line of a block names, for each error of the block.
  var headFile: String?
  /// The log entry above, for which this is its stack trace if it turns out to be one; one at most.
  var entries: [OpenError] = []
  private var matched: MatchText?

  /// Whether it has come out already.
  var isMatched: Bool { matched != nil }

  init(prefix: [UInt8]) { self.prefix = prefix }

  init(copying other: ErrorText) {
    type = other.type
    message = other.message
    frames = other.frames
    prefix = other.prefix
    scope = other.scope
    headFile = other.headFile
    entries = other.entries
  }

  /// What it comes out as, by a rule; all errors that share this share that too.
  func matched(by rule: CompiledRule) -> MatchText {
    if let matched { return matched }
    let made = MatchText(
      labels: rule.labels, type: type, message: message, frame: frames.frame)
    matched = made
    return made
  }
}
