/// The groups of a pattern that have a meaning for rules, by their numbers.
///
/// A name may repeat, in branches of which one matches.
struct GroupNumbers: Sendable {
  let type: [Int]
  let message: [Int]
  let file: [Int]
  let function: [Int]
  let fix: [Int]
  /// What a scope or its verdict is about.
  let name: [Int]
  /// What a line of a block adds to the message.
  let more: [Int]
  /// There where a line of a stack says that another error of the same chain follows.
  let chain: [Int]

  init(_ groups: [(name: String, number: Int)]) {
    func numbers(_ name: String) -> [Int] { groups.filter { $0.name == name }.map(\.number) }
    type = numbers("type")
    message = numbers("message")
    file = numbers("file")
    function = numbers("function")
    fix = numbers("fix")
    name = numbers("name")
    more = numbers("more")
    chain = numbers("chain")
  }
}
