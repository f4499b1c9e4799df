/// A tool call whose result is still to come.
struct ToolCall: Hashable {
  /// Unique within the document's agent, `toolu_1`.
  var identifier: String
  var tool: String
  var command: String?
  /// What an editing tool is about to change.
  var files: [String] = []
  /// Whether its result was read; a second report of it says nothing new.
  var isSettled = false

  static let maximumIdentifierLength = 256
  static let maximumToolLength = 128
  static let maximumFiles = 16
  static let maximumFileLength = 512

  init(identifier: String, tool: String, command: String?, files: [String] = []) {
    self.identifier = identifier
    self.tool = Self.cut(tool, to: Self.maximumToolLength)
    self.command = command.map { Self.cut($0, to: RecordDetails.maximumCommandLength) }
    self.files = files.prefix(Self.maximumFiles).map { Self.cut($0, to: Self.maximumFileLength) }
  }

  /// Whether it is a command that shows files, searches or looks around, and does nothing else.
  var onlyReads: Bool {
    guard var command else { return false }
    return command.withUTF8 { ShellCommand.onlyReads(UnsafeRawBufferPointer($0)) }
  }

  static func cut(_ text: String, to length: Int) -> String {
    text.utf8.count <= length ? text : String(decoding: text.utf8.prefix(length), as: UTF8.self)
  }
}

extension ToolCall {
  /// Takes tool name, command and files out of a call's arguments, whatever its agent calls them.
  init(identifier: String, tool: String, arguments: JSONValue?) {
    var files: [String] = []
    var command = arguments.flatMap(Self.command)
    let patch = (arguments?["input"] ?? arguments?["patch"])?.stringBytes
    if let patch { files = PatchFiles.changed(by: patch) }
    if files.isEmpty, var text = command {
      files = text.withUTF8 { bytes in
        let text = UnsafeRawBufferPointer(bytes)
        return text.contains("*** Begin Patch") ? PatchFiles.changed(by: text) : []
      }
    }
    if ToolKind(tool: tool) == .editing {
      if let file = arguments.flatMap(Self.file) { files.append(file) }
      command = nil
    }
    self.init(identifier: identifier, tool: tool, command: command, files: files)
  }

  private static func command(in arguments: JSONValue) -> String? {
    for key: StaticString in ["command", "cmd", "script", "commandLine", "CommandLine"] {
      guard let value = arguments[key] else { continue }
      if let command = commandLine(value) { return command }
    }
    return nil
  }

  /// A command that is written as a string or as a list of words.
  static func commandLine(_ value: JSONValue) -> String? {
    if let text = value.string { return text.isEmpty ? nil : text }
    let words = value.elements.compactMap(\.string)
    guard let first = words.first else { return nil }
    if words.count == 3, ["bash", "sh", "zsh"].contains(where: first.hasSuffix),
      words[1].hasPrefix("-"), words[1].hasSuffix("c")
    {
      return words[2]
    }
    return words.joined(separator: " ")
  }

  private static func file(in arguments: JSONValue) -> String? {
    for key: StaticString in [
      "file_path", "filePath", "notebook_path", "path", "absolute_path", "target_file", "file",
    ] {
      if let file = arguments.text(key) { return file }
    }
    return nil
  }
}

/// The files that a patch in the format of `apply_patch` changes.
enum PatchFiles {
  static func changed(by patch: UnsafeRawBufferPointer) -> [String] {
    var files: [String] = []
    for line in patch.lines where line.starts(with: "*** ") {
      for mark: StaticString in ["*** Update File: ", "*** Add File: ", "*** Delete File: "]
      where line.starts(with: mark) {
        files.append(line.part(mark.utf8CodeUnitCount..<line.count).trimmed.string)
      }
      if files.count == ToolCall.maximumFiles { break }
    }
    return files
  }
}
