/// Writes logs of agents: ordinary text, and errors in between.
struct LogGenerator {
  private let incidents = Incidents()
  private let distinct = lasting(ErrorTable.distinct())
  private var ordinary = OrdinaryText()
  private var expander: Expander

  init(_ expander: Expander) { self.expander = expander }

  /// Fills a file with as many bytes as fit into `size` with whole lines and whole errors.
  ///
  /// Of the lines, `share` tell of an error. A traceback's frames don't: they belong to it.
  mutating func write(_ size: Int, share: Double, to file: inout OutputFile) throws -> Tally {
    let threshold = threshold(for: share)
    var text = Text(capacity: 1 << 20)
    var tally = Tally(files: 1)
    while true {
      let isError = expander.random.next() >> 11 < threshold
      let incident = isError ? incidents.draw(expander.random.next()) : nil
      let template = incident.map(incidents.template(of:)) ?? ordinary.next(&expander.random)
      let end = text.count
      expander.expand(template, incident: incident, into: &text)
      guard file.written + text.count <= size else {
        text.cut(to: end)
        break
      }
      tally.lines += template.lines
      tally.errorLines += isError ? template.errorLines : 0
      tally.errors += isError ? 1 : 0
      if text.count > 768 << 10 { try file.take(&text) }
    }
    try file.take(&text)
    tally.bytes = file.written
    return tally
  }

  /// Of 2⁵³ draws of what comes next, those that are errors: pieces have different numbers of lines.
  private func threshold(for share: Double) -> UInt64 {
    let error = incidents.means()
    let other = ordinary.meanLines
    let chance = share * other / (error.errorLines - share * (error.lines - other))
    return UInt64(chance * Double(1 << 53))
  }

  /// Writes `count` errors, each a pattern of its own, and as many pieces of ordinary text.
  mutating func writeDistinct(_ count: Int, to file: inout OutputFile) throws -> Tally {
    var text = Text(capacity: 1 << 20)
    var tally = Tally(files: 1, errorLines: count, errors: count)
    for number in 0..<count {
      let other = ordinary.next(&expander.random)
      expander.expand(other, into: &text)
      expander.expand(distinct[number % distinct.count], into: &text)
      tally.lines += other.lines + 1
      if text.count > 768 << 10 { try file.take(&text) }
    }
    try file.take(&text)
    tally.bytes = file.written
    return tally
  }

  /// Writes messages, one on each line, of which every second is one of an error.
  mutating func writeMessages(_ size: Int, to file: inout OutputFile) throws -> Tally {
    var text = Text(capacity: 1 << 20)
    var tally = Tally(files: 1)
    while true {
      let isError = tally.lines & 1 == 0
      let incident = isError ? incidents.draw(expander.random.next()) : nil
      var template = incident.map(incidents.lineTemplate(of:)) ?? ordinary.next(&expander.random)
      while template.lines > 1 { template = ordinary.next(&expander.random) }
      let end = text.count
      expander.expand(template, incident: incident, into: &text)
      guard file.written + text.count <= size else {
        text.cut(to: end)
        break
      }
      tally.lines += 1
      tally.errors += isError ? 1 : 0
      if text.count > 768 << 10 { try file.take(&text) }
    }
    try file.take(&text)
    tally.bytes = file.written
    tally.errorLines = tally.errors
    return tally
  }
}
