/// What a transcript's later lines need of its earlier ones; saved between scans.
///
/// Its bounds hold at every moment, not only when it is saved: so a parser that was stopped and
/// started again remembers exactly what one that read on would.
struct TranscriptMemory {
  static let maximumCalls = 256
  /// Of all remembered calls as JSON, in bytes; leaves room below the 64 KiB of a memory.
  static let maximumCost = 56 << 10

  /// The session that the document's head named.
  var session: String? {
    didSet { session = session.map { ToolCall.cut($0, to: ToolCall.maximumIdentifierLength) } }
  }
  /// Whether the line before was plain text, which the next may go on with.
  var wasText = false
  /// The oldest first; those before `first` are forgotten.
  private var calls: [ToolCall] = []
  /// Of each call.
  private var marks: [Mark] = []
  private var first = 0
  /// How many of the calls have each bucket; empty until there is a call.
  ///
  /// Most that is looked for is not there.
  private var counts: [UInt16] = []
  /// Of all calls, in bytes.
  private var cost = 0

  private struct Mark {
    /// Of the call's identifier.
    let hash: UInt32
    let cost: Int
    /// The place in `counts`.
    var bucket: Int { Int(hash & 1_023) }
  }

  init() {}

  /// Notes a call; the oldest are forgotten where there are too many.
  mutating func remember(_ call: ToolCall) {
    guard call.identifier.utf8.count <= ToolCall.maximumIdentifierLength else { return }
    if let place = place(of: call.identifier) {
      guard !calls[place].isSettled else { return }
      forget(place)
    }
    let mark = Mark(hash: Self.hash(of: call.identifier), cost: Self.cost(of: call))
    if counts.isEmpty { counts = Array(repeating: 0, count: 1_024) }
    calls.append(call)
    marks.append(mark)
    counts[mark.bucket] += 1
    cost += mark.cost
    while calls.count - first > Self.maximumCalls || cost > Self.maximumCost { forget(first) }
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
    guard !counts.isEmpty else { return nil }
    let sought = Mark(hash: Self.hash(of: identifier), cost: 0)
    guard counts[sought.bucket] > 0 else { return nil }
    var place = calls.count - 1
    while place >= first {
      if marks[place].hash == sought.hash, calls[place].identifier == identifier { return place }
      place -= 1
    }
    return nil
  }

  private mutating func forget(_ place: Int) {
    cost -= marks[place].cost
    counts[marks[place].bucket] -= 1
    guard place == first else {
      calls.remove(at: place)
      marks.remove(at: place)
      return
    }
    calls[place] = ToolCall(identifier: "", tool: "", command: nil)
    first += 1
    // Moving the others up costs as much as all that was forgotten since.
    guard first > Self.maximumCalls else { return }
    calls.removeFirst(first)
    marks.removeFirst(first)
    first = 0
  }

  /// FNV-1a.
  private static func hash(of identifier: String) -> UInt32 {
    var hash: UInt32 = 0x811C_9DC5
    var text = identifier
    text.withUTF8 { for byte in $0 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 } }
    return hash
  }

  /// The length of the call in ``saved``, with the comma after it.
  private static func cost(of call: ToolCall) -> Int {
    var length = #"{"id":},"#.utf8.count + JSONText.length(of: call.identifier)
    if !call.tool.isEmpty { length += #","tool":"#.utf8.count + JSONText.length(of: call.tool) }
    if let command = call.command {
      length += #","command":"#.utf8.count + JSONText.length(of: command)
    }
    if call.isSettled { length += #","settled":true"#.utf8.count }
    if !call.files.isEmpty {
      length += #","files":["#.utf8.count
      for file in call.files { length += JSONText.length(of: file) + 1 }
    }
    return length
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
    guard session != nil || wasText || calls.count > first else { return [] }
    var text = Array("{\"calls\":[".utf8)
    for (index, call) in calls[first...].enumerated() {
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
