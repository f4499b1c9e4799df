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
    let words = Self.words(of: name)
    if let known = Self.known[words.joined()] {
      self = known
    } else if words.contains(where: Self.shellWords.contains) {
      self = .shell
    } else if words.contains(where: Self.editingWords.contains) {
      self = .editing
    } else {
      self = .reading
    }
  }

  /// Names whose words would mislead.
  private static let known: [String: ToolKind] = [
    "exitplanmode": .reading, "todowrite": .reading, "updateplan": .reading, "writestdin": .shell,
    "writetodos": .reading, "runsubagent": .reading, "taskoutput": .shell, "killshell": .reading,
    "killbash": .reading, "slashcommand": .reading, "gettestfailure": .reading,
  ]

  private static let shellWords: Set<String> = [
    "bash", "shell", "exec", "execute", "run", "command", "terminal", "process", "powershell",
    "cmd", "console", "repl", "test", "tests", "build", "compile", "script", "diagnostics", "lint",
  ]

  private static let editingWords: Set<String> = [
    "edit", "write", "multiedit", "notebookedit", "patch", "replace", "create", "insert", "delete",
    "rename", "modify", "diff",
  ]

  /// `write_file`, `WriteFile` and `mcp__files__write-file` by words, in lower case.
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in name.unicodeScalars.prefix(128) {
      let isUpper = ("A"..."Z").contains(character)
      let isLetter = isUpper || ("a"..."z").contains(character)
      if !isLetter || (isUpper && wasLower) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isLetter { word.unicodeScalars.append(character) }
      wasLower = isLetter && !isUpper
    }
    if !word.isEmpty { words.append(word) }
    return words.map { $0.lowercased() }
  }
}
