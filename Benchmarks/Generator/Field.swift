/// What a template says in braces: `{snake}` is a name as Python writes it, `{line}` a line's number.
///
/// The raw values are what templates call them.
enum Field: String {
  // Names, of the words of the vocabulary.
  case word
  case capitalWord = "Word"
  case upperWord = "WORD"
  case snake
  case camel
  case pascal = "Pascal"
  case constant = "CONSTANT"
  case kebab
  case dotted
  case folder
  case package
  case host
  case person
  case agent
  // Numbers that belong to what is told.
  case line
  case column
  case small
  case count
  case port
  case version
  case status
  // What differs each time that something is told.
  case time
  case stamp
  case date
  case clock
  case syslog
  case milliseconds
  case seconds
  case pid
  case hex
  case short
  case sha
  case uuid
  case address
  case ip
  case size
  case percent
  case number
  case noise
  // Longer texts.
  case phrase
  case sentence
  case foreign
  case flags
  case escape = "esc"
  case tab
  /// A name that no other error of the run has.
  case distinct

  /// Whether the same error has another one each time that it happens.
  var isVolatile: Bool {
    switch self {
    case .time, .stamp, .date, .clock, .syslog, .milliseconds, .seconds, .pid, .hex, .short, .sha,
      .uuid, .address, .ip, .size, .percent, .number, .noise:
      true
    default: false
    }
  }
}
