/// The errors that happen in the generated logs, some again and again and most of them rarely.
///
/// An incident is an error at one place of one program: the same template with the same names, paths
/// and lines whenever it happens, while times, process ids, ports and the like differ.
struct Incidents {
  struct Table {
    let lines: UnsafeBufferPointer<Template>
    let blocks: UnsafeBufferPointer<Template>
  }

  /// Of ten errors one has several lines, where its language has such.
  private static let blockShare = 10
  /// There are 32,752 incidents; the 16 most frequent ones are 9 % of what happens.
  private static let groups = (low: 4, high: 15)

  private let tables: UnsafeBufferPointer<Table>

  init() {
    tables = lasting(
      ErrorTable.all().map { Table(lines: lasting($0.lines), blocks: lasting($0.blocks)) })
  }

  /// One of the incidents, as the bits that decide all of it.
  func draw(_ bits: UInt64) -> UInt64 {
    var mixed = SplitMix(seed: UInt64(bits.skewed(Self.groups.low, Self.groups.high)))
    return mixed.next()
  }

  func template(of incident: UInt64) -> Template {
    let table = tables[incident.below(tables.count)]
    if table.blocks.count > 0, (incident >> 40) % UInt64(Self.blockShare) == 0 {
      return table.blocks[Int((incident >> 8) & 0xFFFF) % table.blocks.count]
    }
    return lineTemplate(of: incident)
  }

  /// The same error where only one line is wanted.
  func lineTemplate(of incident: UInt64) -> Template {
    let lines = tables[incident.below(tables.count)].lines
    return lines[Int((incident >> 8) & 0xFFFF) % lines.count]
  }

  /// How many lines an incident has, and how many of them tell of an error: the mean of what happens.
  func means() -> (lines: Double, errorLines: Double) {
    var sums = (lines: 0.0, errorLines: 0.0)
    var first = 0
    for group in Self.groups.low..<Self.groups.high {
      let weight = 1 / Double((Self.groups.high - Self.groups.low) << group)
      for number in first..<(first + 1 << group) {
        var mixed = SplitMix(seed: UInt64(number))
        let template = template(of: mixed.next())
        sums.lines += weight * Double(template.lines)
        sums.errorLines += weight * Double(template.errorLines)
      }
      first += 1 << group
    }
    return sums
  }
}
