/// What the first line of a Codex rollout says.
enum CodexRollout {
  /// The line holds the agent's instructions as well; more than this and it is no rollout.
  static let firstLineLimit = 4 << 20

  /// The folder that the agent worked in; nil where the file doesn't begin as a rollout does.
  static func workingFolder(
    of reader: borrowing DocumentReader, parser: JSONParser
  ) throws(ReadError) -> String? {
    var size = 65_536
    while size <= firstLineLimit {
      var buffer = [UInt8](repeating: 0, count: size)
      var count = 0
      var failure: ReadError?
      buffer.withUnsafeMutableBytes { bytes in
        do throws(ReadError) {
          count = try reader.read(into: bytes, at: 0)
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
      let end = buffer[..<count].firstIndex(of: UInt8(ascii: "\n"))
      if end != nil || count < size {
        return buffer[..<(end ?? count)].withUnsafeBytes { line in
          parser.parse(line) { root in root["payload"]?["cwd"]?.string } ?? nil
        }
      }
      size *= 8
    }
    return nil
  }
}
