import ScanEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The one place that writes for people: results on standard output, all else on standard error.
struct Console: Sendable {
  let verbosity: Verbosity
  let isColored: Bool
  /// Whether standard error is a terminal, so that progress may be shown.
  let showsProgress: Bool

  init(_ options: CommonOptions, environment: [String: String]) {
    verbosity = options.verbosity
    let isPlain =
      environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
    switch options.color {
    case .always: isColored = true
    case .never: isColored = false
    case .auto: isColored = !isPlain && isatty(STDOUT_FILENO) == 1
    }
    showsProgress =
      verbosity > .quiet && !options.json && isatty(STDERR_FILENO) == 1
      && environment["TERM"] != "dumb"
  }

  /// Prints a line of results.
  func result(_ text: String) { Self.write(text + "\n", to: STDOUT_FILENO) }

  /// Prints a warning; nothing where the user wants it quiet.
  func warn(_ warning: Warning) {
    guard verbosity > .quiet else { return }
    note(Printable.line("scanctl: \(warning)"))
  }

  /// Prints something that only those who asked for more want to know.
  func detail(_ text: String) {
    guard verbosity == .verbose else { return }
    note(Printable.line(text))
  }

  /// Prints a line on standard error.
  func note(_ text: String) { Self.write(text + "\n", to: STDERR_FILENO) }

  /// Replaces the line of progress on the terminal.
  func progress(_ text: String) {
    guard showsProgress else { return }
    Self.write("\r\u{1B}[K" + text, to: STDERR_FILENO)
  }

  /// Text in bold, where colours are on.
  func bold(_ text: String) -> String { isColored ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// Text in the background, where colours are on.
  func dim(_ text: String) -> String { isColored ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  /// Text of success, where colours are on.
  func green(_ text: String) -> String { isColored ? "\u{1B}[32m\(text)\u{1B}[0m" : text }

  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // Nobody reads any more: there is nobody to tell.
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

/// Answers of a hook, which has no console.
enum StandardOutput {
  /// Prints a line as it is; it has been made inert.
  static func print(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { systemWrite(STDOUT_FILENO, $0.baseAddress, $0.count) }
  }
}

/// Messages that end a command, before or after there is a console.
enum StandardError {
  /// Prints a line as it is; it has been made inert.
  static func print(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = bytes.withUnsafeBytes { systemWrite(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
