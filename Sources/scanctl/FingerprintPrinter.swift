import ScanEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads messages from standard input and prints their fingerprints, in bounded memory.
struct FingerprintPrinter: ~Copyable {
  enum Format { case tabs, json }

  /// A message that can't be read or an answer that can't be written.
  struct StreamError: Error, CustomStringConvertible {
    let operation: String
    let code: Int32

    var description: String { "can't \(operation): \(String(cString: strerror(code)))" }
  }

  private let format: Format
  private let splitter = MessageSplitter()
  private let rules: EventRules
  private var scrubbed: [UInt8] = []
  private var scratch: MatchScratch
  private var output: [UInt8] = []

  init?(format: Format, rules: EventRules) {
    guard let scratch = MatchScratch() else { return nil }
    self.scratch = scratch
    self.format = format
    self.rules = rules
  }

  /// Prints a line for each line that is read, also for empty ones.
  consuming func run() throws(StreamError) {
    var lines = BoundedLines()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw StreamError(operation: "read the messages", code: errno) }
      guard count > 0 else { break }
      lines.add(buffer[..<count]) { answer($0) }
      try flush()
    }
    lines.finish { answer($0) }
    try flush()
  }

  private mutating func answer(_ line: [UInt8]) {
    let hadSecrets = line.withUnsafeBytes { rules.scrubber.scrub($0, into: &scrubbed).changed }
    let parts = splitter.split(hadSecrets ? scrubbed : line)
    let outcome = rules.fingerprinter.fingerprint(
      type: parts.type, message: parts.message, scratch: &scratch)
    let message = Self.printable(outcome.normalForm)
    let shown = outcome.fingerprint.description
    switch format {
    case .tabs:
      output.append(contentsOf: "\(shown)\t\(parts.type)\t\(message)\n".utf8)
    case .json:
      output.append(
        contentsOf: """
          {"schema_version":1,"fingerprint":"\(outcome.fingerprint.hex)",\
          "type":\(Self.quoted(parts.type)),"message":\(Self.quoted(message))}\n
          """.utf8)
    }
  }

  /// Invalid UTF-8 mended, and without the control characters that could drive a terminal.
  private static func printable(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.contains(where: { $0 >= 0x80 }) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      scalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
    }
    return String(scalars)
  }

  /// As a JSON string; there are no control characters in it.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text.unicodeScalars {
      if character == "\"" || character == "\\" { quoted.append("\\") }
      quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
  }

  private mutating func flush() throws(StreamError) {
    var start = 0
    while start < output.count {
      let count = output[start...].withUnsafeBytes {
        write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw StreamError(operation: "write the answers", code: errno) }
      start += count
    }
    output.removeAll(keepingCapacity: true)
  }
}
