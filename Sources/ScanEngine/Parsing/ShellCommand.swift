/// A command line, as far as it must be understood to judge its output and its exit status.
struct ShellCommand {
  /// The simple commands, in order: words without quotes, wrappers and assignments.
  private(set) var segments: [[String]]

  init(_ line: String) {
    segments = ShellWords.segments(of: line).flatMap { Self.unwrapped($0, depth: 0) }
  }

  /// Whether all it does is show files, search or look around.
  ///
  /// What it prints is no evidence then. A log that is shown is: its errors have happened.
  var onlyReads: Bool {
    !segments.isEmpty && segments.allSatisfy { Self.reads($0) }
  }

  /// Whether exit status 1 of the whole means "no" rather than "failed": its last command is a
  /// search, a comparison or a test.
  var answersWithStatusOne: Bool {
    segments.last.map(Self.answersWithStatusOne) ?? false
  }

  /// Whether a line of output is the complaint of one of these commands or of the shell:
  /// `cat: x: No such file or directory`, `bash: line 1: …`.
  func isComplaint(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let colon = line.offset(of: ": ") else { return false }
    let head = line.part(0..<colon)
    guard head.count < 64, !head.contains(" ") || head.starts(with: "/") else { return false }
    let name = Self.baseName(head.string)
    return Self.shells.contains(name) || segments.contains { $0[0] == name }
  }

  private static let shells: Set<String> = ["sh", "bash", "zsh", "dash", "fish", "ksh"]

  /// Commands that run the command after them.
  private static let wrappers: Set<String> = [
    "sudo", "env", "command", "builtin", "exec", "time", "nohup", "nice", "ionice", "stdbuf",
    "timeout", "xargs", "!", "{", "(", "then", "do", "else", "elif", "if", "while", "until",
  ]

  private static func unwrapped(_ words: [String], depth: Int) -> [[String]] {
    var rest = words[...]
    while let word = rest.first {
      if wrappers.contains(word) {
        rest.removeFirst()
        if word != "command" || rest.first != "-v" { rest = rest.drop(while: isWrapperArgument) }
      } else if isAssignment(word) {
        rest.removeFirst()
      } else {
        break
      }
    }
    guard let first = rest.first else { return [] }
    let name = baseName(first)
    if shells.contains(name), depth < 3,
      let flag = rest.firstIndex(where: { $0.hasPrefix("-") && $0.hasSuffix("c") }),
      flag + 1 < rest.endIndex
    {
      return ShellWords.segments(of: rest[flag + 1]).flatMap { unwrapped($0, depth: depth + 1) }
    }
    return [[name] + rest.dropFirst()]
  }

  private static func isWrapperArgument(_ word: String) -> Bool {
    word.hasPrefix("-") || word == "{}" || (word.first?.isNumber ?? false)
  }

  private static func isAssignment(_ word: String) -> Bool {
    guard word.utf8.contains(UInt8(ascii: "=")), let equals = word.firstIndex(of: "="),
      equals != word.startIndex
    else { return false }
    return word[..<equals].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }

  private static func baseName(_ word: String) -> String {
    guard word.utf8.contains(UInt8(ascii: "/")) else { return word }
    return word.split(separator: "/").last.map(String.init) ?? word
  }
}

extension ShellCommand {
  private static let readers: Set<String> = [
    "cat", "bat", "batcat", "less", "more", "head", "tail", "awk", "gawk", "nl", "grep", "egrep",
    "fgrep", "zgrep", "rg", "ag", "ack", "ugrep", "fd", "fdfind", "ls", "ll", "exa", "eza", "tree",
    "wc", "stat", "file", "du", "df", "cut", "sort", "uniq", "tr", "column", "jq", "yq", "xxd",
    "hexdump", "od", "strings", "tac", "rev", "diff", "cmp", "comm", "colordiff", "realpath",
    "readlink", "dirname", "basename", "which", "type", "whereis", "man", "tldr", "curl", "wget",
    "lynx", "pandoc", "pygmentize", "glow", "mdcat", "zcat", "pgrep", "ps",
  ]

  /// Commands that print what they are told, or nothing.
  private static let silent: Set<String> = [
    "cd", "pushd", "popd", "echo", "printf", "pwd", "export", "set", "unset", "true", "false",
    ":", "sleep", "date", "wait", "test", "[", "[[", "fi", "done", "}", ")", "tee", "source", ".",
    "alias", "shopt", "whoami", "hostname", "uname", "for", "case", "esac", "return", "exit",
  ]

  private static let gitReaders: Set<String> = [
    "log", "diff", "show", "blame", "status", "grep", "branch", "ls-files", "ls-tree", "cat-file",
    "rev-parse", "rev-list", "config", "remote", "describe", "tag", "reflog", "shortlog",
    "show-ref", "merge-base", "check-ignore", "name-rev", "for-each-ref", "whatchanged",
  ]

  private static let githubReaders: Set<String> = [
    "issue", "pr", "api", "search", "release", "repo", "gist",
  ]

  /// Judged by more than their names.
  private static let judged: Set<String> = ["git", "gh", "sed", "find"]

  private static let special = readers.union(silent).union(judged).union(wrappers).union(shells)

  /// Whether a command of that name may only read, or isn't known by its name.
  static func isSpecial(_ name: UnsafeRawBufferPointer) -> Bool { special.contains(name.string) }

  private static func reads(_ words: [String]) -> Bool {
    switch words[0] {
    case "git": return subcommand(words).map(gitReaders.contains) ?? true
    case "gh": return subcommand(words).map(githubReaders.contains) ?? true
    case "sed":
      return !words.contains { $0.hasPrefix("-i") || $0 == "--in-place" }
        && !showsLog(words)
    case "find": return !words.contains { $0.hasPrefix("-exec") || $0 == "-delete" }
    default: return silent.contains(words[0]) || (readers.contains(words[0]) && !showsLog(words))
    }
  }

  private static func showsLog(_ words: [String]) -> Bool {
    words.dropFirst().contains { word in
      [".log", ".out", ".err", ".stderr", ".stdout"].contains(where: word.hasSuffix)
        || (word.hasPrefix("/tmp/") && word.hasSuffix(".txt"))
    }
  }

  private static let answering: Set<String> = [
    "grep", "egrep", "fgrep", "zgrep", "rg", "ag", "ack", "ugrep", "diff", "cmp", "colordiff",
    "test", "[", "[[", "((", "expr", "let", "pgrep", "pkill", "pidof", "which", "type", "hash",
    "command", "false", "lsof", "fuser", "comm",
  ]

  private static let answeringGit: Set<String> = [
    "grep", "diff", "check-ignore", "merge-base", "config", "show-ref", "diff-index", "diff-files",
  ]

  private static func answersWithStatusOne(_ words: [String]) -> Bool {
    switch words[0] {
    case "git": return subcommand(words).map(answeringGit.contains) ?? false
    case "jq": return words.contains { $0 == "-e" || $0 == "--exit-status" }
    case "systemctl": return words.contains { $0.hasPrefix("is-") }
    case "npm", "pnpm", "yarn": return words.count > 1 && words[1] == "outdated"
    default:
      return answering.contains(words[0]) || (words.count == 2 && words[0] == "-v")
    }
  }

  /// `log` of `git -C x --no-pager log`.
  private static func subcommand(_ words: [String]) -> String? {
    var index = 1
    while index < words.count, words[index].hasPrefix("-") {
      index += words[index] == "-C" || words[index] == "-c" || words[index] == "-R" ? 2 : 1
    }
    return index < words.count ? words[index] : nil
  }
}
