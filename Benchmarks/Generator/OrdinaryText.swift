/// Text of agents and tools that tells of no error: some lines of one tool, then of another.
struct OrdinaryText {
  struct Group {
    let templates: UnsafeBufferPointer<Template>
    /// Of how many of 100 runs of lines it has.
    let weight: Int
  }

  private let groups: UnsafeBufferPointer<Group>
  /// Each group as often as its weight.
  private let choices: UnsafeBufferPointer<Int>
  private var current = 0
  private var remaining = 0

  init() {
    let all = [
      (26, Template.lines(AgentLines.agents)), (14, Template.lines(AgentLines.services)),
      (6, Template.lines(AgentLines.nearMisses)), (8, Template.lines(ToolLines.node)),
      (7, Template.lines(ToolLines.python)), (5, Template.lines(ToolLines.rust)),
      (4, Template.lines(ToolLines.go)), (4, Template.lines(ToolLines.java)),
      (5, Template.lines(ToolLines.native)), (4, Template.lines(ToolLines.containers)),
      (4, Template.lines(ToolLines.git)), (5, Template.lines(ToolLines.files)),
      (5, Template.lines(ToolLines.prose)), (3, Template.blocks(OrdinaryBlocks.all)),
    ].map { Group(templates: lasting($0.1), weight: $0.0) }
    groups = lasting(all)
    choices = lasting(
      all.indices.flatMap { index in Array(repeating: index, count: all[index].weight) })
  }

  /// The next piece of text.
  mutating func next(_ random: inout SplitMix) -> Template {
    if remaining == 0 {
      current = choices[random.below(choices.count)]
      remaining = 1 + random.next().skewed(0, 5)
    }
    remaining -= 1
    let templates = groups[current].templates
    return templates[random.below(templates.count)]
  }

  /// Starts with another tool.
  mutating func turn() { remaining = 0 }

  /// The lines of a piece, as the mean.
  var meanLines: Double {
    let sum = groups.reduce(0.0) { sum, group in
      let lines = group.templates.reduce(0) { $0 + $1.lines }
      return sum + Double(group.weight * lines) / Double(group.templates.count)
    }
    return sum / Double(choices.count)
  }
}
