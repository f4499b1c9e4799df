/// The text that Codex gives its model as the output of a call.
enum CodexOutput {
  /// How far the header before `Output:` may reach.
  private static let headerLimit = 600

  /// The exit status, which only the header tells, and the output proper.
  static func split(
    _ bytes: UnsafeRawBufferPointer
  ) -> (exitCode: Int?, text: UnsafeRawBufferPointer) {
    let head = bytes.part(0..<min(bytes.count, headerLimit))
    let isHeader = ["Exit code: ", "Chunk ID: ", "Wall time: ", "Process ", "Script "].contains {
      head.starts(with: $0)
    }
    guard isHeader, let mark = head.offset(of: "\nOutput:") else { return (nil, bytes) }
    var exitCode: Int?
    for line in head.part(0..<mark).lines {
      for prefix: StaticString in ["Exit code: ", "Process exited with code "]
      where line.starts(with: prefix) {
        exitCode = Int(line.part(prefix.utf8CodeUnitCount..<line.count).trimmed.string)
      }
    }
    return (exitCode, bytes.part(min(mark + 9, bytes.count)..<bytes.count))
  }

  /// The session in which a command goes on that has not ended yet.
  static func runningSession(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let label: StaticString = "Process running with session ID "
    for line in bytes.part(0..<min(bytes.count, headerLimit)).lines {
      if line.starts(with: "Output:") { return nil }
      if line.starts(with: label) {
        return Int(line.part(label.utf8CodeUnitCount..<line.count).trimmed.string)
      }
    }
    return nil
  }

  /// Whether a text without exit status tells that the call couldn't be made.
  static func saysFailure(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let line = text.lines.first(where: { _ in true }), line.count < 2_000 else {
      return false
    }
    let head = line.part(0..<min(line.count, 120))
    return [
      "failed to ", "exec_command failed", "execution error", "unsupported call", "error: ",
      "Error: ", "err: ", "sandbox error", "command timed out",
    ].contains { head.starts(with: $0) } || head.contains(" failed: ")
      || head.contains(" failed for ")
      || head.contains("aborted by user") || head.contains("rejected by user")
  }
}
