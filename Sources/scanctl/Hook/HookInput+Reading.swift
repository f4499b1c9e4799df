import ScanEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension HookInput {
  /// An agent that doesn't close its end must not hold us up, in milliseconds.
  private static let patience = 250
  /// More is no hook's input, in bytes.
  private static let sizeLimit = 1 << 20

  /// Reads one JSON value, not to the end of the input; empty where there is none in time.
  static func read(from descriptor: Int32 = STDIN_FILENO) -> HookInput {
    HookInput(json: bytes(of: descriptor))
  }

  private static func bytes(of descriptor: Int32) -> [UInt8] {
    let end = ContinuousClock.now + .milliseconds(patience)
    var bytes: [UInt8] = []
    var value = JSONValueEnd()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < sizeLimit, isReadable(descriptor, until: end) {
      let wanted = min(buffer.count, sizeLimit - bytes.count)
      let count = systemRead(descriptor, &buffer, wanted)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { break }
      let new = buffer[..<count]
      bytes.append(contentsOf: new)
      if let length = value.find(in: new) {
        bytes.removeLast(count - length)
        return bytes
      }
    }
    // Half a value says nothing that is worth guessing at.
    return []
  }

  private static func isReadable(_ descriptor: Int32, until end: ContinuousClock.Instant) -> Bool {
    while true {
      let left = ContinuousClock.now.duration(to: end) / .milliseconds(1)
      guard left > 0 else { return false }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let found = poll(&request, 1, Int32(left.rounded(.up)))
      if found < 0, errno == EINTR { continue }
      return found > 0
    }
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
  buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, count) }
}
