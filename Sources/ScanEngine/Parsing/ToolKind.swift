/// What a tool of an agent does, which decides what its output is evidence of.
enum ToolKind: Hashable, Sendable {
  /// Runs commands: what it prints may report errors even where the call succeeded.
  case shell
  /// Changes files.
  case editing
  /// Shows files, pages or an agent's prose: only a failed call is an error.
  case reading

  /// The kind of the tool called `name`, by the agents' own names, else by the name's words.
  init(tool name: String) {
    let words = ToolWords(of: name)
    if let known = Self.known.first(where: { $0.name == words.joined }) {
      self = known.kind
    } else {
      self = words.areShell ? .shell : words.areEditing ? .editing : .reading
    }
  }

  /// Names whose words would mislead, without what separates those.
  private static let known: [(name: ShortWord, kind: ToolKind)] = [
    ("exitplanmode", .reading), ("todowrite", .reading), ("updateplan", .reading),
    ("writestdin", .shell), ("writetodos", .reading), ("runsubagent", .reading),
    ("taskoutput", .shell), ("killshell", .reading), ("killbash", .reading),
    ("slashcommand", .reading), ("gettestfailure", .reading),
  ]
}

/// The words that a tool's name is made of.
private struct ToolWords {
  /// All of them together.
  private(set) var joined = ShortWord()
  private(set) var areShell = false
  private(set) var areEditing = false

  /// Splits `write_file`, `WriteFile` and `mcp__files__write-file`, of which the first 128
  /// characters count.
  init(of name: String) {
    var word = ShortWord()
    var wasLower = false
    var length = 0
    for byte in name.utf8 {
      if byte & 0xC0 != 0x80 { length += 1 }
      if length > 128 { break }
      let isUpper = 0x41...0x5A ~= byte
      let isLower = 0x61...0x7A ~= byte
      if !isLower, !isUpper || wasLower { end(&word) }
      if isUpper || isLower {
        word.append(byte | 0x20)
        joined.append(byte | 0x20)
      }
      wasLower = isLower
    }
    end(&word)
  }

  private mutating func end(_ word: inout ShortWord) {
    guard !word.isEmpty else { return }
    areShell = areShell || Self.shell.contains(word)
    areEditing = areEditing || Self.editing.contains(word)
    word = ShortWord()
  }

  private static let shell: [ShortWord] = [
    "bash", "shell", "exec", "execute", "run", "command", "terminal", "process", "powershell",
    "cmd", "console", "repl", "test", "tests", "build", "compile", "script", "diagnostics", "lint",
  ]

  private static let editing: [ShortWord] = [
    "edit", "write", "multiedit", "notebookedit", "patch", "replace", "create", "insert", "delete",
    "rename", "modify", "diff",
  ]
}
