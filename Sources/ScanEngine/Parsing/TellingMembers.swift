/// The members without which an object of JSON tells nothing, however deep in it they are.
///
/// Each reader of lines names its own, from the lists that it reads by. A reader gives a finding, or
/// remembers something, only of an object that has one of them, or that has a text for the rules to try.
/// They may seem to be there where they are not, never the other way round.
package struct TellingMembers: Sendable {
  /// One name, with what its value must be like.
  struct Member: Sendable {
    let name: StaticString
    let tells: @Sendable (RawJSONValue) -> Bool

    init(_ name: StaticString, _ tells: @escaping @Sendable (RawJSONValue) -> Bool) {
      self.name = name
      self.tells = tells
    }

    /// A member of each of these names.
    static func each(
      _ names: JSONNames, _ tells: @escaping @Sendable (RawJSONValue) -> Bool
    ) -> [Member] {
      names.texts.map { Member($0, tells) }
    }
  }

  /// Each once.
  package private(set) var names: [StaticString] = []
  /// Those of each name one after the other, from its place in ``starts`` on.
  private var members: [Member] = []
  private var starts = [0]

  private init(_ members: [Member]) {
    let alike = Dictionary(grouping: members) { "\($0.name)" }
    for (_, members) in alike.sorted(by: { $0.key < $1.key }) {
      names.append(members[0].name)
      self.members += members
      starts.append(self.members.count)
    }
  }

  /// Those of all readers.
  package static let all = TellingMembers(
    LogEntry.telling + CodexReader.telling + GeminiReader.telling + ClaudeCodeReader.telling
      + AgentMessageReader.telling + GoTestOutput.telling)

  /// Whether a member is there and tells something.
  ///
  /// - `member`: The index of its name.
  /// - `line`: Holds the name in its quotes.
  /// - `end`: Where they end.
  package func tells(_ member: Int, in line: UnsafeRawBufferPointer, behind end: Int) -> Bool {
    guard let value = RawJSONValue(in: line, behind: end) else { return false }
    for place in starts[member]..<starts[member + 1] where members[place].tells(value) {
      return true
    }
    return false
  }
}
