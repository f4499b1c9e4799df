/// The error that a log entry's fields describe, put together from wherever they are.
struct ReportedError {
  /// Whether an error field says that there was one.
  private(set) var isPresent = false
  private var type: [UInt8] = []
  private var message: [UInt8] = []
  private var stack: [UInt8] = []
  private let entry: LogEntry

  /// What it is read from.
  static let keys = JSONNames(joining: [
    LogEntry.errorKeys, LogEntry.listKeys, LogEntry.errorTypeKeys, LogEntry.errorMessageKeys,
    LogEntry.stackKeys,
  ])

  init(_ entry: LogEntry) {
    self.entry = entry
    take(entry.value(LogEntry.errorKeys))
    if let errors = entry.value(LogEntry.listKeys), errors.kind == .array { take(errors) }
    if let text = entry.text(LogEntry.errorTypeKeys), !Self.isNothing(text) {
      type = Array(text.trimmed)
      isPresent = true
    }
    if message.isEmpty, let text = entry.text(LogEntry.errorMessageKeys), !Self.isNothing(text) {
      message = Array(text.trimmed)
      isPresent = true
    }
    if stack.isEmpty { stack = Self.stack(entry.value(LogEntry.stackKeys)) }
    if stack.contains(0x0A) { isPresent = true }
  }

  /// Reads an error field: a string, a list of them, or an object like JavaScript's errors.
  private mutating func take(_ value: JSONValue?) {
    guard let value else { return }
    switch value.kind {
    case .boolean: isPresent = isPresent || value.boolean == true
    case .string:
      guard let text = value.stringBytes, !Self.isNothing(text) else { return }
      isPresent = true
      append(Array(text.trimmed))
    case .array:
      for element in value.elements { take(element) }
    case .object: take(object: value)
    default: break
    }
  }

  private mutating func take(object: JSONValue) {
    let entry = LogEntry(object)
    let text = entry.text(["message", "msg", "error_message", "reason", "detail", "error"])
    let found = Self.stack(entry.value(LogEntry.stackKeys))
    var name = entry.text(["type", "name", "class", "error_type", "exception_type"])
    if name.map(Self.isGeneric) ?? true, let code = entry.text(["code"]) { name = code }
    guard text.map({ !Self.isNothing($0) }) ?? false || !found.isEmpty || name != nil else {
      return
    }
    isPresent = true
    if let text { append(Array(text.trimmed)) }
    if stack.isEmpty { stack = found }
    if type.isEmpty, let name { type = Array(name.trimmed) }
  }

  private mutating func append(_ text: [UInt8]) {
    let hasFrames = text.withUnsafeBytes(Self.hasFrames)
    if hasFrames, stack.isEmpty {
      stack = text
    } else {
      if !message.isEmpty { message.append(0x0A) }
      message.append(contentsOf: text)
    }
  }
}

extension ReportedError {
  /// Names the error in `details` where the fields name both its type and its message.
  func describe(_ details: inout RecordDetails) {
    let isSpecific = !type.isEmpty && !type.withUnsafeBytes(Self.isGeneric)
    if isSpecific {
      details.errorType = String(decoding: type, as: UTF8.self)
      let said = message.isEmpty ? Self.entryMessage(entry) : message
      if !said.isEmpty { details.errorMessage = Self.withoutType(type, said) }
    }
    if stack.isEmpty { details.frame = Self.frame(entry) }
  }

  /// The text that rules look at: one that tells the error once.
  func text(outcome: RecordDetails.Outcome) -> [UInt8] {
    let entryMessage = Self.entryMessage(entry)
    var said = message
    if said.isEmpty || !Self.speaks(said) {
      said = entryMessage.isEmpty ? message : Self.joined(entryMessage, message, by: ": ")
    }
    if outcome == .failed, message.isEmpty, !said.contains(UInt8(ascii: ":")),
      let reason = entry.text(["reason"]), !Self.isNothing(reason)
    {
      said = Self.joined(said, Array(reason.trimmed), by: ": ")
    }
    if !type.isEmpty, !said.isEmpty, !Self.contains(said, type),
      !type.withUnsafeBytes(Self.isGeneric)
    {
      said = type + Array(": ".utf8) + said
    }
    if !stack.isEmpty {
      let core = message.isEmpty ? entryMessage : message
      if said.isEmpty || Self.contains(stack, Array(Self.withoutType(type, core).utf8)) {
        return stack
      }
      return said + [0x0A] + stack
    }
    guard said.isEmpty || (outcome == .failed && !isPresent),
      let output = entry.text(LogEntry.outputKeys)
    else { return said }
    return Self.joined(said, Array(output), by: "\n")
  }

  private static let nothings: [ShortWord] = [
    "", "none", "null", "nil", "undefined", "false", "no", "0", "n/a", "na", "ok", "-", "{}", "[]",
    "no error", "no errors", "success",
  ]

  private static let generics: [ShortWord] = [
    "", "error", "err", "exception", "unknown", "failure", "failed", "object", "string",
  ]

  /// Values that say that there is no error.
  private static func isNothing(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count <= 24 else { return false }
    return nothings.contains(ShortWord(lowercasing: text.trimmed))
  }

  /// Types that name no class of errors.
  private static func isGeneric(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count <= 24 else { return false }
    return generics.contains(ShortWord(lowercasing: text.trimmed))
  }

  /// Whether a text tells more than a code or a word would.
  private static func speaks(_ text: [UInt8]) -> Bool {
    text.contains(0x20) || text.contains(UInt8(ascii: ":"))
  }

  private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= text.count else { return part.isEmpty }
    return text.indices.dropLast(part.count - 1).contains { index in
      text[index] == first && text[index...].starts(with: part)
    }
  }

  private static func joined(_ first: [UInt8], _ second: [UInt8], by glue: String) -> [UInt8] {
    if first.isEmpty || contains(second, first) { return second }
    if second.isEmpty || contains(first, second) { return first }
    return first + Array(glue.utf8) + second
  }

  /// `KeyError: 'x'` without `KeyError: `, as the type is kept apart.
  private static func withoutType(_ type: [UInt8], _ message: [UInt8]) -> String {
    let prefix = type + Array(": ".utf8)
    let rest =
      !type.isEmpty && message.starts(with: prefix) ? message.dropFirst(prefix.count) : message[...]
    return String(decoding: rest, as: UTF8.self)
  }
}

extension ReportedError {
  /// A stack trace as text: a string, or a list of lines or of frames.
  private static func stack(_ value: JSONValue?) -> [UInt8] {
    guard let value else { return [] }
    if let text = value.stringBytes { return isNothing(text) ? [] : Array(text) }
    return Array(value.elements.compactMap { $0.stringBytes }.joined(separator: [0x0A]))
  }

  private static func hasFrames(_ text: UnsafeRawBufferPointer) -> Bool {
    text.contains("\n    at ") || text.contains("\n\tat ") || text.contains("\n  File \"")
  }

  private static let shortKeys: JSONNames = ["message", "msg"]
  private static let eventKeys: JSONNames = ["event"]
  private static let proseKeys: JSONNames = ["reason", "summary", "text"]

  /// What the entry says of itself; structlog calls it `event`.
  private static func entryMessage(_ entry: LogEntry) -> [UInt8] {
    if let text = entry.text(LogEntry.messageKeys) { return Array(text) }
    if let message = entry.value(shortKeys), message.kind == .object,
      let text = LogEntry(message).text(["message", "msg", "text", "error"])
    {
      return Array(text)
    }
    if let event = entry.text(eventKeys), event.contains(" ") { return Array(event) }
    return entry.text(proseKeys).map(Array.init) ?? []
  }

  /// The file of `"caller": "store/take.go:21"`.
  private static func caller(_ entry: LogEntry) -> String? {
    guard let caller = entry.string(["caller"]), let colon = caller.lastIndex(of: ":"),
      colon != caller.startIndex, caller[caller.index(after: colon)...].allSatisfy(\.isNumber)
    else { return nil }
    return String(caller[..<colon])
  }

  private static func frame(_ entry: LogEntry) -> String? {
    guard let file = entry.string(["file_path", "filePath", "file"]) ?? caller(entry) else {
      return nil
    }
    return entry.string(["function", "function_name"]).map { "\(file):\($0)" } ?? file
  }
}
