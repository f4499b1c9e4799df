/// What an agent calls.
enum Tool {
  case bash
  case read
  case edit
  case grep
  case glob
  case write
  case todo

  /// Each as often as agents call it.
  static let likely: [Tool] = [
    .bash, .bash, .bash, .bash, .bash, .bash, .bash, .bash,
    .read, .read, .read, .read, .read, .edit, .edit, .edit, .edit,
    .grep, .grep, .glob, .write, .todo,
  ]

  var name: StaticString {
    switch self {
    case .bash: "Bash"
    case .read: "Read"
    case .edit: "Edit"
    case .grep: "Grep"
    case .glob: "Glob"
    case .write: "Write"
    case .todo: "TodoWrite"
    }
  }
}
