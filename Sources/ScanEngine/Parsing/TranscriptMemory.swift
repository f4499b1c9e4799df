/// What a transcript's later lines need of its earlier ones; saved between scans.
///
/// Its bounds hold at every moment, not only when it is saved: so a parser that was stopped and
/// started again remembers exactly what one that read on would.
struct TranscriptMemory: Hashable {
  static let maximumCalls = 256
  /// Of all remembered calls as JSON, in bytes; leaves room below the 64 KiB of a memory.
  static let maximumCost = 56 << 10

  /// The session that the document's head named.
  var session: String? {
    didSet { session = session.map { ToolCall.cut($0, to: ToolCall.maximumIdentifierLength) } }
  }
  /// Whether the line before was plain text, which the next may go on with.
  var wasText = false
  private var calls: [ToolCall] = []
  /// A hash of each call's identifier: most that is looked for is not there.
  private var hashes: [UInt32] = []
  private var cost = 0

  init() {}

  /// Notes a call; the oldest are forgotten where there are too many.
  mutating func remember(_ call: ToolCall) {
    guard call.identifier.utf8.count <= ToolCall.maximumIdentifierLength else { return }
    if let place = place(of: call.identifier) {
      guard !calls[place].isSettled else { return }
      forget(place)
    }
    calls.append(call)
    hashes.append(Self.hash(of: call.identifier))
    cost += Self.cost(of: call)
    while calls.count > Self.maximumCalls || cost > Self.maximumCost { forget(0) }
  }

  func call(_ identifier: String) -> ToolCall? { place(of: identifier).map { calls[$0] } }

  /// Notes that the call's result was read; its command is needed no more.
  mutating func settle(_ identifier: String) {
    var call = ToolCall(identifier: identifier, tool: "", command: nil)
    call.isSettled = true
    if let place = place(of: identifier) { forget(place) }
    remember(call)
  }

  /// The newest are asked for most.
  private func place(of identifier: String) -> Int? {
    let hash = Self.hash(of: identifier)
    var place = calls.count - 1
    while place >= 0 {
      if hashes[place] == hash, calls[place].identifier == identifier { return place }
      place -= 1
    }
    return nil
  }

  private mutating func forget(_ place: Int) {
    cost -= Self.cost(of: calls.remove(at: place))
    hashes.remove(at: place)
  }

  /// FNV-1a.
  private static func hash(of identifier: String) -> UInt32 {
    identifier.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  private static func cost(of call: ToolCall) -> Int {
    var text: [UInt8] = []
    append(call, to: &text)
    return text.count + 1
  }
}

extension TranscriptMemory {
  /// Goes on with what ``saved`` gave; empty where it is damaged.
  init(saved: [UInt8]) {
    guard !saved.isEmpty, let parser = JSONParser() else { return }
    saved.withUnsafeBytes { bytes in
      _ = parser.parse(bytes) { root in
        session = root.text("session")
        wasText = root["text"]?.boolean ?? false
        for element in root["calls"]?.elements ?? JSONSequence.empty {
          guard let identifier = element.text("id") else { continue }
          var call = ToolCall(
            identifier: identifier, tool: element.text("tool") ?? "",
            command: element.text("command"),
            files: element["files"]?.elements.compactMap(\.string) ?? [])
          call.isSettled = element["settled"]?.boolean ?? false
          remember(call)
        }
      }
    }
  }

  /// JSON; empty where there is nothing to remember.
  var saved: [UInt8] {
    guard session != nil || wasText || !calls.isEmpty else { return [] }
    var text = Array("{\"calls\":[".utf8)
    for (index, call) in calls.enumerated() {
      if index > 0 { text.append(UInt8(ascii: ",")) }
      Self.append(call, to: &text)
    }
    text.append(contentsOf: "],\"text\":\(wasText)".utf8)
    if let session { Self.append(member: "session", session, to: &text) }
    text.append(UInt8(ascii: "}"))
    return text
  }

  private static func append(_ call: ToolCall, to text: inout [UInt8]) {
    text.append(contentsOf: "{\"id\":".utf8)
    JSONText.append(call.identifier, to: &text)
    if !call.tool.isEmpty { append(member: "tool", call.tool, to: &text) }
    if let command = call.command { append(member: "command", command, to: &text) }
    if call.isSettled { text.append(contentsOf: ",\"settled\":true".utf8) }
    if !call.files.isEmpty {
      text.append(contentsOf: ",\"files\":[".utf8)
      for (index, file) in call.files.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        JSONText.append(file, to: &text)
      }
      text.append(UInt8(ascii: "]"))
    }
    text.append(UInt8(ascii: "}"))
  }

  private static func append(member key: String, _ value: String, to text: inout [UInt8]) {
    text.append(contentsOf: ",\"\(key)\":".utf8)
    JSONText.append(value, to: &text)
  }
}
