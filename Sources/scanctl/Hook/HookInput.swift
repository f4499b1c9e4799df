import ScanEngine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What an agent tells its hook on standard input; every part of it may be missing.
struct HookInput: Sendable {
  /// Absolute.
  var folder: String?
  var session: String?
  /// Absolute.
  var transcript: String?
  /// Why the session ended, or how it started.
  var occasion: String?

  /// An agent that doesn't close its end must not hold us up, in milliseconds.
  private static let patience = 250
  /// More is no hook's input, in bytes.
  private static let sizeLimit = 1 << 20
  /// Longer texts are no ids and no paths, in bytes.
  private static let textLimit = 4_096

  private init() {}

  /// Reads one JSON value, not to the end of the input; empty where there is none in time.
  static func read(from descriptor: Int32 = STDIN_FILENO) -> HookInput {
    HookInput(json: bytes(of: descriptor))
  }

  init(json bytes: [UInt8]) {
    guard let parser = JSONParser() else { return }
    let parsed = bytes.withUnsafeBytes { buffer in
      parser.parse(buffer) { root in
        var input = HookInput()
        input.session = Self.text(root["session_id"])
        input.folder = Self.path(root["cwd"])
        input.transcript = Self.path(root["transcript_path"])
        input.occasion = Self.text(root["reason"]) ?? Self.text(root["source"])
        return input
      }
    }
    if let parsed { self = parsed }
  }

  /// nil for what is empty, too long, or no text at all.
  private static func text(_ value: JSONValue?) -> String? {
    guard let bytes = value?.stringBytes, !bytes.isEmpty, bytes.count <= textLimit,
      !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func path(_ value: JSONValue?) -> String? {
    text(value).flatMap { $0.hasPrefix("/") ? $0 : nil }
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

/// Finds the byte after a JSON value that comes in pieces, without parsing it.
struct JSONValueEnd {
  private var depth = 0
  private var isInText = false
  private var isEscaped = false

  /// How many bytes of the piece belong to the value; nil where it goes on behind the piece.
  ///
  /// Only objects and arrays end by themselves; a hook's input is an object.
  mutating func find(in piece: ArraySlice<UInt8>) -> Int? {
    for (index, byte) in zip(1..., piece) {
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInText = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInText = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 { return index }
      default: break
      }
    }
    return nil
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
  buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, count) }
}
