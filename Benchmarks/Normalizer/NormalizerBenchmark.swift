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
  private static let rounds = 7

  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      print("normalizer-benchmark FILE: the messages, one a line")
      exit(64)
    }
    let bytes = try contents(of: CommandLine.arguments[1])
    let lines = bytes.split(separator: 0x0A).map { $0.startIndex..<$0.endIndex }
    let size = lines.reduce(0) { $0 + $1.count }
    print("\(lines.count) messages of \(size / max(1, lines.count)) bytes on average")
    let normalizer = MessageNormalizer()
    report("normalised", size, bytes) { bytes in
      lines.reduce(0) { sum, line in
        let message = UnsafeRawBufferPointer(rebasing: bytes[line])
        return sum &+ normalizer.withNormalForm(of: message) { $0.count }
      }
    }
    let fingerprinter = Fingerprinter.builtIn
    report("normalised and hashed", size, bytes) { bytes in
      lines.reduce(0) { sum, line in
        let message = UnsafeRawBufferPointer(rebasing: bytes[line])
        return sum &+ fingerprinter.fingerprint(type: "error", scrubbed: message).hashValue
      }
    }
  }

  private static func report(
    _ title: String, _ size: Int, _ bytes: [UInt8], work: (UnsafeRawBufferPointer) -> Int
  ) {
    var best = Double.infinity
    var sum = 0
    for _ in 0..<rounds {
      let start = time()
      sum &+= bytes.withUnsafeBytes(work)
      best = min(best, time() - start)
    }
    // The sum is used, so that the work can't be left out.
    print("\(title): \(Int(Double(size) / best / 1e6)) MB/s\(sum == 0 ? " of nothing" : "")")
  }

  /// The CPU time of this process, in seconds.
  private static func time() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  private static func contents(of path: String) throws -> [UInt8] {
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
