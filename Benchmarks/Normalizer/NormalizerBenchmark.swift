import ScanEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Prints how many bytes of messages are normalised and fingerprinted in a second of CPU time.
///
/// Its one argument is a file with a message a line. Reading it does not count.
@main
struct NormalizerBenchmark {
  /// Of each part, in seconds of CPU time.
  private nonisolated static let span = 1.5

  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      print("normalizer-benchmark FILE: the messages, one a line")
      exit(64)
    }
    try run(on: CommandLine.arguments[1])
  }

  /// Not on the main actor, where every closure would ask first whether it is there.
  private nonisolated static func run(on path: String) throws {
    let bytes = try contents(of: path)
    let lines = bytes.split(separator: 0x0A).map { $0.startIndex..<$0.endIndex }
    let size = lines.reduce(0) { $0 + $1.count }
    print("\(lines.count) messages of \(size / max(1, lines.count)) bytes on average")
    let normalizer = MessageNormalizer()
    let longest = lines.map(\.count).max() ?? 0
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(
      capacity: MessageNormalizer.room(for: longest))
    defer { room.deallocate() }
    report("normalised", size, bytes) { bytes in
      var sum = 0
      for line in lines {
        let message = UnsafeRawBufferPointer(rebasing: bytes[line])
        sum &+= normalizer.normalForm(of: message, in: room).count
      }
      return sum
    }
    let fingerprinter = Fingerprinter.builtIn
    let nothing = Fingerprint(words: (0, 0, 0, 0))
    report("normalised and hashed", size, bytes) { bytes in
      var sum = 0
      for line in lines {
        let message = UnsafeRawBufferPointer(rebasing: bytes[line])
        sum &+= fingerprinter.fingerprint(type: "error", scrubbed: message) < nothing ? 1 : 2
      }
      return sum
    }
  }

  private nonisolated static func report(
    _ title: String, _ size: Int, _ bytes: [UInt8], work: (UnsafeRawBufferPointer) -> Int
  ) {
    var best = Double.infinity
    var sum = 0
    let begin = time()
    // The best round is the one that the machine disturbed least.
    while time() - begin < span {
      let start = time()
      sum &+= bytes.withUnsafeBytes(work)
      best = min(best, time() - start)
    }
    // The sum is used, so that the work can't be left out.
    print("\(title): \(Int(Double(size) / best / 1e6)) MB/s\(sum == 0 ? " of nothing" : "")")
  }

  /// The CPU time of this process, in seconds.
  private nonisolated static func time() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  private nonisolated static func contents(of path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw ReadFailure(code: errno) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(file, &buffer, buffer.count)
      guard count >= 0 else { throw ReadFailure(code: errno) }
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  private struct ReadFailure: Error, CustomStringConvertible {
    let code: Int32
    var description: String { "the messages can't be read: \(String(cString: strerror(code)))" }
  }
}
